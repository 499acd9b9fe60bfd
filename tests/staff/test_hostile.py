"""Naughty text in every field stays text: on the pages and in the files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs import finding
from frontdesk.handoffs.models import Case
from frontdesk.handoffs.services import raise_case
from frontdesk.staff import csv_export

NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ request.user.password }}{% debug %}",
    "'; DROP TABLE handoffs_case; --",
    "nul \x00 and bell \x07",
    "lone surrogate \ud83d",
    "right to left \u202egnp.exe",
    "&lt;b&gt; already",
    "javascript:alert(1)",
    "x" * 4000,
]


def shape(page: str) -> list[str]:
    """The page's tags without text, values and what differs from page to page anyway."""
    return re.findall(r"</?[a-z0-9]+", page)


@pytest.mark.promise("P31")
@pytest.mark.parametrize("text", NAUGHTY)
def test_the_page_keeps_its_shape(
    desk: Client, conversation: Conversation, said: Callable[..., Message], now: Any, text: str
) -> None:
    def pages(value: str) -> list[list[str]]:
        Case.objects.all().delete()
        Message.objects.all().delete()
        said(value, value)
        case = raise_case(
            conversation,
            kind="intake",
            prefix="OT",
            now=now,
            person={
                "name": value,
                "email": value,
                "phone": value,
                "contact_ok": value,
                "contact_time": value,
            },
            flags=[{"id": value, "severity": "high", "note": value, "source": value}],
        )
        desk.post(
            f"/staff/cases/{case.reference}/note/", {"note": value.replace("\ud83d", "?").replace("\x00", "")}
        )
        shown = [
            desk.get("/staff/cases/"),
            desk.get(f"/staff/cases/{case.reference}/"),
            desk.get(f"/staff/cases/{case.reference}/print/"),
            desk.post("/staff/search/", {"q": case.reference}),
        ]
        assert [answer.status_code for answer in shown] == [200] * 4
        return [shape(answer.content.decode()) for answer in shown]

    assert pages(text) == pages("plain words")


@pytest.mark.promise("P19")
def test_every_naughty_string(desk: Client, case: Case, said: Callable[..., Message], shared: Path) -> None:
    for line in json.loads((shared / "eval" / "blns.json").read_text()):
        said(str(line))
        assert finding.search(str(line)).count() <= 1
    answer = desk.get(f"/staff/cases/{case.reference}/?whole=1")
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


@pytest.mark.promise("P32")
class TestCsv:
    @pytest.mark.parametrize(
        "value",
        [
            "=1+1",
            "+1 312-555-0111",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u00a0=1",
            "＝1",
            "'=1",
            '=cmd|"/c calc"!A1',
        ],
    )
    def test_nothing_is_a_formula(self, value: str) -> None:
        assert csv_export.cell(value).startswith("'")

    @pytest.mark.parametrize("value", ["Ana", "a=b", "1985-03-04", "", "O'Rourke", 'say "hi"'])
    def test_ordinary_text_stays(self, value: str) -> None:
        assert csv_export.cell(value) == value

    def test_the_file(
        self,
        person: Callable[..., Any],
        browser_of: Callable[[Any], Client],
        conversation: Conversation,
        now: Any,
    ) -> None:
        raise_case(
            conversation,
            kind="person",
            prefix="OT",
            now=now,
            person={"name": '=HYPERLINK("x")', "phone": "+13125550111"},
        )
        answer = browser_of(person("admin")).post("/staff/export/", {"view": "open"})
        assert answer["Content-Disposition"] == 'attachment; filename="cases-open.csv"'
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[0][4:6] == ["Name", "Phone"] and rows[1][4:6] == ['\'=HYPERLINK("x")', "'+13125550111"]
