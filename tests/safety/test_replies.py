"""The fixed replies offer every number, and their placeholders are facts of data/clinic.yml."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from frontdesk.safety import SafetyDataError, load_replies

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
    for reply in (*replies.by_level.values(), replies.care):
        assert "?" not in reply.text
        assert len(reply.text.split()) <= 100
    assert replies.resources.count("988") == 1


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
