"""A reviewer reads the answers and signs them; the signature stands in the file and belongs to its words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from frontdesk.chat.content import content
from frontdesk.clinic.answers import read_answer
from frontdesk.clinic.signing import mark, sign
from frontdesk.privacy.models import AuditEntry
from frontdesk.project.model import fingerprint
from frontdesk.staff import reviews

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """The content in a place of its own, to write in."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    settings.CONTENT_DIR = tmp_path / "data"
    return tmp_path / "data"


@pytest.fixture
def rita(person: Callable[..., Any], browser_of: Callable[[Any], Client]) -> Client:
    return browser_of(person("reviewer", name="Rita Blom"))


def form(page: str, slug: str) -> dict[str, str]:
    found = re.search(rf'name="slug" value="{slug}"><input type="hidden" name="mark" value="(\w+)"', page)
    assert found
    return {"slug": slug, "mark": found.group(1)}


def test_signed_in_the_file_shown_at_once_and_audited(folder: Path, rita: Client) -> None:
    assert rita.get("/staff/", follow=True).redirect_chain[-1][0] == "/staff/answers/"
    page = rita.get("/staff/answers/").content.decode()
    before = (folder / "faq" / "cost.md").read_text("utf-8")
    rita.post("/staff/answers/sign/", form(page, "cost"))
    after = (folder / "faq" / "cost.md").read_text("utf-8")
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert all(line.startswith("reviewed_") for line in changed), "only the signature is written"
    answer = content().answers["cost"]
    assert (answer.reviewed_by, answer.reviewed_on) == ("Rita Blom", timezone.localdate())
    entry = AuditEntry.objects.get(action="answer_signed")
    assert (entry.subject, entry.detail) == ("cost", {"mark": mark(answer)})


def test_words_changed_meanwhile_are_not_signed(folder: Path, rita: Client) -> None:
    sent = form(rita.get("/staff/answers/").content.decode(), "cost")
    file = folder / "faq" / "cost.md"
    file.write_text(file.read_text("utf-8").replace("<!-- more -->", "More words.\n\n<!-- more -->"), "utf-8")
    page = rita.post("/staff/answers/sign/", sent, follow=True).content.decode()
    assert "read them again" in page and "Rita" not in file.read_text("utf-8")
    assert not AuditEntry.objects.filter(action="answer_signed").exists()
    for odd in ({"slug": "nope", "mark": "x"}, {"slug": "../clinic", "mark": "x"}, {}):
        assert "no such answer" in rita.post("/staff/answers/sign/", odd, follow=True).content.decode()


def test_only_a_whole_name_signs(
    folder: Path, person: Callable[..., Any], browser_of: Callable[[Any], Client]
) -> None:
    client = browser_of(person("reviewer", name="Rita"))
    sent = form(client.get("/staff/answers/").content.decode(), "cost")
    assert "first and last name" in client.post("/staff/answers/sign/", sent, follow=True).content.decode()


def test_a_review_ends(folder: Path) -> None:
    today = date(2026, 11, 24)
    row = next(row for row in reviews.rows(today) if row.answer.slug == "cost")
    reviews.write("cost", row.mark, "Rita Blom", today)
    length = content().answers["cost"].review_every_days
    states = []
    for days in (0, length - 5, length, length + 1):
        rows = {one.answer.slug: one.state for one in reviews.rows(today + timedelta(days=days))}
        states.append(rows["cost"])
    assert states == ["done", "due", "due", "ended"]


def test_a_signature_is_two_lines_whatever_the_name() -> None:
    text = (ROOT / "data" / "faq" / "cost.md").read_text("utf-8")
    for name in ('Zoë "Zo" O\'Neill: MD', "reviewed_on: 1999", r"\1 back \g<0>"):
        signed = sign(sign(text, "Somebody Else", date(2025, 1, 2)), name, date(2026, 1, 2))
        answer = read_answer(signed, Path("cost.md"))
        assert (answer.reviewed_by, answer.reviewed_on) == (name, date(2026, 1, 2))
        assert mark(answer) == mark(read_answer(text, Path("cost.md")))
    for bad in ("a\nb: c", " ", "a\x00"):
        with pytest.raises(ValueError):
            sign(text, bad, date(2026, 1, 2))


def test_signing_asks_for_no_training(folder: Path) -> None:
    before, file = fingerprint(folder.parent), folder / "faq" / "cost.md"
    file.write_text(sign(file.read_text("utf-8"), "Rita Blom", date(2026, 1, 2)), "utf-8")
    assert fingerprint(folder.parent) == before
    file.write_text(file.read_text("utf-8").replace("title:", "title: x", 1), "utf-8")
    assert fingerprint(folder.parent) != before
