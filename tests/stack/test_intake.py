"""Whole intakes over real HTTP: what patients write, what is said back, what is kept after a kill."""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.stack.processes import Stack, Visitor

pytestmark = pytest.mark.stack
Message = dict[str, Any]
ABOUT = ["start the intake", "yes i agree", "Marcus", "Whitfield", "no", "he/him", "march 4 85"]
REACH = ["marcus.w@example.com", "skip", "illinois", "skip"]
STORY = ["since college", "none", "zoloft", "lexapro", "none", "none", "none of those", "i'm a man"]


def tell(visitor: Visitor, *turns: str) -> list[Message]:
    replies: list[Message] = []
    for turn in turns:
        replies = visitor.choose(turn[1:]) if turn.startswith("!") else visitor.say(turn)
    return replies


def stored(stack: Stack, visitor: Visitor) -> dict[str, Any]:
    """The answers on disk by question id."""
    code = (
        "import json; from frontdesk.intakes.models import Answer;"
        f" rows = Answer.objects.filter(intake__conversation_id='{visitor.id}');"
        " print(json.dumps({row.question_id: row.value for row in rows}))"
    )
    return dict(json.loads(stack.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1]))


def test_straight_through_by_the_short_way(visitor: Visitor) -> None:
    seen = []
    for turn in [*ABOUT, *REACH, "depression", *STORY, "not now", "later", "no"]:
        (reply,) = visitor.say(turn)
        seen.append((reply["progress"]["done"], reply["progress"]["total"]))
    assert reply["kind"] == "review"
    assert seen == sorted(seen) and seen[0] == (0, 21) and seen[-1][1] <= 23
    assert all(line in reply["text"] for line in ("Marcus", "Whitfield", "March 4, 1985", "Illinois"))
    sent = visitor.say("looks good")
    assert sent[0]["kind"] == "handoff" and sent[0]["reference"].startswith("OT-")
    again = visitor.choose("review_confirm")
    assert again[0]["reference"] == sent[0]["reference"]
    noting = visitor.choose("start_intake")
    assert noting[-1]["kind"] == "question"
    assert visitor.say("i also take melatonin")[0]["reference"] == sent[0]["reference"]


DIGRESSIONS = (
    "how much does one infusion cost?", "is ketamine addictive?", "does insurance cover it",
    "where are you located", "how long is a session", "do i need a referral", "can i drive home afterwards",
    "what are the side effects", "is there parking", "will it hurt?",
)  # fmt: skip


def test_ten_digressions_lose_no_place(visitor: Visitor) -> None:
    answers = [*ABOUT, *REACH]
    tell(visitor, *answers[:2])
    for question, answer in zip(DIGRESSIONS, [*answers[2:], "anxiety"], strict=True):
        replies = visitor.say(question)
        assert len(replies) == 2 and replies[0]["kind"] != "question", question
        (after,) = visitor.say(answer)
        assert replies[1]["topic"] != after["topic"], question
    assert after["topic"] == "concern_since"


def test_commands_in_the_middle(visitor: Visitor) -> None:
    assert "erase" in tell(visitor, "start intake", "why do you ask?")[0]["text"]
    assert tell(visitor, "yes", "back")[0]["topic"] == "first_name"
    assert tell(visitor, "Jo", "Lee", "skip", "back")[0]["topic"] == "preferred_name"
    assert tell(visitor, "skip", "skip", "01/02/1990", "jo@example.com")[0]["topic"] == "phone"
    changed = visitor.say("actually it's joe@example.com")[0]
    assert "joe@example.com" in changed["text"] and changed["topic"] == "phone"
    assert visitor.say("change my first name")[0]["topic"] == "first_name"
    assert visitor.say("Joe")[0]["topic"] == "phone"
    so_far = visitor.say("what did I say")
    assert "Joe" in so_far[0]["text"] and so_far[1]["topic"] == "phone"
    case = visitor.say("talk to someone")
    assert case[0]["reference"].startswith("OT-") and case[1]["topic"] == "phone"
    assert "continue" in visitor.say("stop")[0]["text"]
    assert visitor.say("continue my intake")[-1]["topic"] == "phone"
    assert visitor.say("start over")[0]["topic"] == "consent"
    assert visitor.choose("restore")[0]["topic"] == "phone"


def test_an_answer_to_the_wrong_question_is_never_kept_there(stack: Stack, visitor: Visitor) -> None:
    tell(visitor, *ABOUT[:5])
    assert "State: Illinois" in visitor.say("Illinois")[0]["text"]
    assert "(312) 555-0187" in visitor.say("312-555-0187")[0]["text"]
    assert visitor.say("2/3/1985")[0]["topic"] == "pronouns"
    assert visitor.say("evening")[0]["topic"] == "pronouns"
    visitor.say("he")
    answers = stored(stack, visitor)
    expected = {"state": "IL", "phone": "+13125550187", "date_of_birth": "1985-02-03", "pronouns": "he"}
    assert expected.items() <= answers.items()


def test_everything_in_one_message_before_consent(visitor: Visitor) -> None:
    first = tell(visitor, "start the intake", "I'm Ana Ruiz, 41, ana@example.com, depression since 2019")[0]
    assert first["topic"] == "consent"
    noted = visitor.say("I agree")[0]
    assert all(word in noted["text"] for word in ("Ana", "Ruiz", "ana@example.com", "Depression", "2019"))
    assert noted["topic"] == "preferred_name"


def test_words_of_danger_inside_and_back(visitor: Visitor) -> None:
    tell(visitor, *ABOUT[:4])
    assert visitor.say("i want to kill myself")[0]["kind"] == "crisis"
    assert visitor.say("continue my intake")[-1]["topic"] == "preferred_name"


def test_item_9_is_heard_like_words_of_danger_and_saved(stack: Stack, visitor: Visitor) -> None:
    tell(visitor, *ABOUT, *REACH, "depression", *STORY, "yes", *["several days"] * 8)
    assert visitor.say("sometimes")[0]["kind"] == "crisis"
    assert stored(stack, visitor)["phq9_9"] == 1
    assert visitor.say("continue my intake")[-1]["topic"] == "phq9_difficulty"


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ([*ABOUT[:2], "i'm 16"], "18 or older"),
        ([*ABOUT[:6], "5/5/2012"], "18 or older"),
        ([*ABOUT, *REACH[:2], "Ohio"], "Illinois, Indiana or Wisconsin"),
        ([*ABOUT, *REACH[:2], "I live in Canada"], "United States"),
    ],
    ids=["minor", "minor by date", "other state", "other country"],
)
def test_who_cannot_be_treated_is_told_kindly_and_asked_no_more(
    visitor: Visitor, turns: list[str], words: str
) -> None:
    (last,) = tell(visitor, *turns)
    assert last["kind"] == "info" and words in last["text"] and "(312) 555-0142" in last["text"]


def test_gibberish_gets_help_not_silence(visitor: Visitor) -> None:
    tell(visitor, *ABOUT[:6])
    texts = [visitor.say(mash)[0]["text"] for mash in ("asdfgh", "kjhkjh", "xxxxx zzz")]
    assert "03/04/1985" in texts[1] and len(set(texts)) == 3
    assert visitor.say("03/04/1985")[0]["topic"] == "email"


def test_later_sends_a_link_that_opens_with_the_date_of_birth(stack: Stack, visitor: Visitor) -> None:
    address = f"l{visitor.id[:8]}@example.com"
    tell(visitor, *ABOUT, address)
    assert "l…@example.com" in visitor.say("later")[0]["text"]
    token = _mailed(stack, address)
    with httpx.Client(base_url=stack.base, trust_env=False) as http:
        page = http.get(f"/intake/{token}")
        assert page.status_code == 200 and "Marcus" not in page.text
        form = {"csrfmiddlewaretoken": re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page.text)[0]}
        assert http.post(f"/intake/{token}", data={**form, "born": "1/1/1990"}).status_code == 422
        opened = http.post(f"/intake/{token}", data={**form, "born": "3/4/1985"})
        key = re.findall(r'data-key="([\w-]+)"', opened.text)[0]
        assert http.get(f"/intake/{token}").status_code == 410
        http.headers["Authorization"] = f"Bearer {key}"
        shown = http.get("/api/chat/messages", params={"after": 0}).json()["messages"]
        assert [message["topic"] for message in shown] == ["phone"]
        sent = http.post("/api/chat/messages", json={"client_id": "a", "text": "skip"}, timeout=20).json()
        assert sent["messages"][0]["topic"] == "state"


def _mailed(stack: Stack, address: str) -> str:
    for _ in range(40):
        for file in (stack.folder / "outbox").glob("*.log"):
            text = file.read_text("utf-8", "replace")
            if f"To: {address}" in text:
                return str(re.findall(r"/intake/([\w-]+)", text)[0])
        time.sleep(0.25)
    raise AssertionError("no link was sent")


@pytest.mark.promise("P01")
@pytest.mark.promise("P08")
def test_killing_each_process_between_and_during_turns_loses_nothing(stack: Stack, visitor: Visitor) -> None:
    """kill -9 of one process after another as a message is sent: repeat it, compare the disk."""
    turns = {
        "preferred_name": "Marc",
        "pronouns": "he/him",
        "date_of_birth": "march 4 85",
        "email": "marc@example.com",
        "phone": "3125550187",
        "contact_ok": "text only",
        "state": "Illinois",
    }
    tell(visitor, *ABOUT[:4])
    victims = ["actions", "worker", "rasa", "web"]
    expected = []
    for number, (topic, answer) in enumerate(turns.items()):
        victim = victims[number] if number < len(victims) else ""
        reply, said_again = _through_a_kill(stack, visitor, topic, answer, victim)
        assert reply["kind"] == "question" and reply["topic"] != topic, topic
        expected.append(1 + said_again)
    kept = stored(stack, visitor)
    assert {key: kept[key] for key in turns} == {
        "preferred_name": "Marc",
        "pronouns": "he",
        "date_of_birth": "1985-03-04",
        "email": "marc@example.com",
        "phone": "+13125550187",
        "contact_ok": "text",
        "state": "IL",
    }
    said = [message["text"] for message in visitor.history() if message["from"] == "visitor"]
    assert [said.count(answer) for answer in turns.values()] == expected


def _through_a_kill(
    stack: Stack, visitor: Visitor, topic: str, answer: str, victim: str
) -> tuple[Message, bool]:
    """Send while `victim` is dead, start it, send the same again; told "not saved", say it once more."""
    if victim:
        stack.kill(victim)
        with suppress(httpx.HTTPError):
            visitor.send(answer, client_id=f"kill-{topic}")
        stack.start(victim)
    response = visitor.send(answer, client_id=f"kill-{topic}")
    assert response.status_code == 200, response.text
    last = response.json()["messages"][-1]
    # the excuse, or what follows it when the round of late answers came first: "please give it once more"
    not_saved = last["kind"] == "error" or last["topic"] == topic
    if not not_saved:
        return last, False
    return visitor.say(answer)[-1], True
