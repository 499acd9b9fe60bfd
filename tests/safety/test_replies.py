"""The fixed replies offer every number, and their placeholders are facts of data/clinic.yml."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from frontdesk.safety import SafetyDataError, Screen, load_replies, load_screen, load_told

PLACEHOLDER = re.compile(r"\{\{ clinic\.([a-z_.]+) \}\}")


def test_the_crisis_reply_offers_every_way_to_reach_someone(folder: Path) -> None:
    reply = load_replies(folder).by_level["crisis"]
    assert {"tel:988", "sms:988", "sms:741741?body=HOME", "tel:911", "tel:+18002221222"} <= {
        link.href for link in reply.links
    }
    assert "nobody may be watching this chat right now" in reply.text
    assert [(choice.id, choice.title) for choice in reply.choices] == [
        ("call_me", "Please have staff call me")
    ]


def test_replies_are_short_and_ask_nothing(folder: Path) -> None:
    replies = load_replies(folder)
    variants = [variant.reply for variant in replies.variants]
    for reply in (*replies.by_level.values(), *replies.care.values(), *variants):
        assert "?" not in reply.text
        assert len(reply.text.split()) <= 100
    for text in (text for levels in replies.after.values() for texts in levels.values() for text in texts):
        assert "?" not in text and len(text.split()) <= 35
    assert replies.resources["crisis"].count("988") == 1


def test_every_placeholder_is_a_fact_of_the_clinic(folder: Path) -> None:
    facts = YAML(typ="safe").load((folder.parent / "clinic.yml").read_text(encoding="utf-8"))
    text = (folder / "replies.yml").read_text(encoding="utf-8") + (folder / "protocol.md").read_text(
        encoding="utf-8"
    )
    for path in set(PLACEHOLDER.findall(text)):
        value = facts
        for key in path.split("."):
            value = value[key]
        assert value


def test_the_opening_is_never_the_same_twice_in_a_row(folder: Path) -> None:
    replies = load_replies(folder)
    for kind in replies.after:
        for level in replies.care:
            told = [replies.opening(kind, level, before) for before in range(9)]
            assert all(text != following for text, following in zip(told, told[1:]))
    for level in ("crisis", "urgent_medical"):
        firsts = {kind: replies.opening(kind, level, 0) for kind in replies.after}
        assert len(set(firsts.values())) == len(firsts)


HEARD = [
    ("my brother says he will kill himself", "someone_else"),
    ("i think my daughter might hurt herself", "someone_else"),
    ("my dad said he wants to die", "someone_else"),
    ("i'm scared my wife will kill herself and i want to die too", ""),
    ("my mom is threatening to kill herself and i feel the same", ""),
    ("i'm a nurse and my patient just told me he wants to kill himself", "clinic_worker"),
    ("i'm a nurse and i want to kill myself", ""),
    ("i am a patient and i want to die", ""),
    ("i want to kill my boss", "harm_to_others"),
    ("i want to kill my boss and then myself", ""),
    ("my husband beats me", "abuse"),
    ("my husband beats me and i want to kill myself", ""),
    ("i took way too many pills", "taken"),
    ("i took too many pills and i have chest pain", "taken"),
    ("i have chest pain", "body"),
    ("i want to kill myself", ""),
    ("my husband took a whole bottle of his ketamine and wont wake up", "emergency_too"),
    ("my son overdosed and he is not breathing", "emergency_too"),
]


def test_an_ambulance_goes_first_where_a_body_is_in_danger(folder: Path) -> None:
    found = next(one.reply for one in load_replies(folder).variants if one.id == "emergency_too")
    assert "911" in found.text.split("\n")[0]
    assert found.text.index("911") < found.text.index("988") < found.text.index("741741")


@pytest.mark.parametrize(("text", "variant"), HEARD)
def test_the_words_fit_what_was_heard_and_are_the_usual_ones_in_doubt(
    folder: Path, screen: Screen, text: str, variant: str
) -> None:
    replies, told, verdict = load_replies(folder), load_told(folder, screen), screen.screen(text)
    other = "crisis" if verdict.level == "urgent_medical" else "urgent_medical"
    heard, beside = (screen.categories(level, verdict.rows) for level in (verdict.level, other))
    found = replies.for_danger(verdict.level, heard, beside, told.read(text))
    wanted = {**{one.id: one.reply for one in replies.variants}, "": replies.by_level[verdict.level]}
    assert found == wanted[variant]


def test_dying_is_not_spoken_of_to_who_has_chest_pain(folder: Path) -> None:
    replies = load_replies(folder)
    body = replies.for_danger("urgent_medical", {"emergency"}, (), ())
    taken = replies.for_danger("urgent_medical", {"overdose_taken"}, (), ())
    assert "988" not in body.text and "988" in taken.text
    assert not any("want to die" in reply.text for reply in (body, taken, replies.by_level["urgent_medical"]))


def test_openings_that_are_too_few_or_of_an_unknown_kind_are_reported(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "safety"))
    text = (copy / "replies.yml").read_text(encoding="utf-8")
    (copy / "replies.yml").write_text(text.replace("  leaving:\n", "  departing:\n"), encoding="utf-8")
    assert "departing" not in load_told(copy, load_screen(copy)).names
    assert {"departing"} == load_replies(copy).rows_named - {*load_told(copy, load_screen(copy)).names}
    lone = re.sub(r"(  leaving:\n    crisis:\n      - [^\n]*\n)      - [^\n]*\n", r"\1", text)
    (copy / "replies.yml").write_text(lone, encoding="utf-8")
    with pytest.raises(SafetyDataError, match="leaving"):
        load_replies(copy)


@pytest.mark.parametrize("part", ["741741", "1-800-222-1222", "nobody may be watching", "call_me"])
def test_a_reply_that_lost_a_part_does_not_load(folder: Path, tmp_path: Path, part: str) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "safety"))
    text = (copy / "replies.yml").read_text(encoding="utf-8")
    (copy / "replies.yml").write_text(text.replace(part, "…"), encoding="utf-8")
    with pytest.raises(SafetyDataError, match="must contain"):
        load_replies(copy)


def test_the_protocol_says_what_it_must(folder: Path) -> None:
    text = (folder / "protocol.md").read_text(encoding="utf-8")
    for sentence in ("nobody may be watching", "No clinician has reviewed", "988", "911", "1-800-222-1222"):
        assert sentence in text
