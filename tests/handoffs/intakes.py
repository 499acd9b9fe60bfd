"""Five finished intakes: whole, with items skipped, in pain, with words of their own, urgent."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case
from frontdesk.intakes.content import content
from frontdesk.intakes.models import Answer, Intake

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=timezone.utc)
SKIP = object()
UNREAD = object()
ANA: dict[str, Any] = {
    "consent": {"agreed": True, "version": 2},
    "first_name": "Ana",
    "last_name": "Ruiz García",
    "date_of_birth": "1985-03-04",
    "email": "ana@example.com",
    "phone": SKIP,
    "state": "IL",
    "main_concern": "depression",
}


def scored(name: str, values: list[Any]) -> dict[str, Any]:
    offer = {} if name == "peg" else {f"{name}_offer": "yes"}
    return offer | {f"{name}_{place}": value for place, value in enumerate(values, 1)}


INTAKES: dict[str, dict[str, Any]] = {
    "depression": {
        **ANA,
        "concern_since": "about two years",
        "diagnoses": [{"said": "major depression", "term": None}],
        "current_medicines": [{"said": "zoloft 100", "term": "sertraline"}],
        **scored("phq9", [2, 2, 3, 2, 1, 2, 2, 0, 0]),
        "anything_else": SKIP,
    },
    "anxiety_with_skips": {
        **ANA,
        "main_concern": "anxiety",
        "preferred_name": "Annie",
        "concern_since": UNREAD,
        **scored("phq9", [1, 1, SKIP, 1, 1, 1, 1, 1, 0]),
        **scored("gad7", [3, 3, 3, 3, 3, 3, 3]),
    },
    "pain": {
        **ANA,
        "email": SKIP,
        "phone": "+13125550111",
        "contact_ok": "text",
        "main_concern": "pain",
        **scored("peg", [7, 8, 8]),
        "past_treatments": [],
    },
    "own_words": {
        **ANA,
        "pronouns": "other",
        "main_concern": "other",
        "contact_time": "other",
        "anything_else": '<b>needles</b> \ud83d & \x00 "quotes"',
    },
    "urgent": {**ANA, "main_concern": "ptsd", **scored("phq9", [3] * 9), **scored("gad7", [0] * 7)},
}


def make(name: str, token: str = "") -> Case:
    """The case of one of INTAKES, as the intake app leaves it."""
    conversation = Conversation.objects.create(
        token_hash=token or name, address_hash="", created_at=NOW - timedelta(minutes=9), last_seen_at=NOW
    )
    for seq, (sender, text) in enumerate((("visitor", "hello"), ("assistant", "Hello!")), 1):
        Message.objects.create(
            conversation=conversation, seq=seq, sender=sender, kind="text", text=text, at=NOW
        )
    answers = INTAKES[name]
    person = {
        "name": f"{answers['first_name']} {answers['last_name']}",
        **{
            key: answers[key]
            for key in ("email", "phone", "date_of_birth")
            if isinstance(answers.get(key), str)
        },
    }
    case = raise_case(
        conversation,
        kind="intake",
        prefix="OT",
        now=NOW,
        urgent=name == "urgent",
        person=person,
        flags=[{"id": "high_bp", "severity": "high", "note": "High blood pressure", "source": "intake"}],
    )
    intake = Intake.objects.create(
        conversation=conversation,
        case=case,
        status="submitted",
        started_at=NOW - timedelta(minutes=8),
        updated_at=NOW,
        submitted_at=NOW,
    )
    Answer.objects.bulk_create([_answer(intake, key, value) for key, value in answers.items()])
    return case


def _answer(intake: Intake, key: str, value: Any) -> Answer:
    how = {id(SKIP): "skipped", id(UNREAD): "unread"}.get(id(value), "given")
    words = {"skipped": "", "unread": "hmm dunno"}.get(
        how, "they/them, or Ana" if value == "other" else str(value)
    )
    return Answer(
        intake=intake,
        question_id=key,
        version=content().interview.by_id[key].version,
        value=value if how == "given" else None,
        words=words,
        how=how,
        given_at=NOW,
    )
