"""A case as PDF for the chart: who, why, scores, answers, notes, conversation; every page names the case."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_LEFT  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import LETTER  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from frontdesk.handoffs.facts import clinic
from frontdesk.staff import pdf_fonts, words
from frontdesk.staff.case_page import CasePage

INK, MUTED, LINE, RED = (colors.HexColor(value) for value in ("#16211e", "#55635d", "#c9d2cd", "#b0231b"))
MARGIN = 18 * mm
WIDTH = LETTER[0] - 2 * MARGIN


@lru_cache(maxsize=1)
def _styles() -> dict[str, ParagraphStyle]:
    family = pdf_fonts.family()
    base = ParagraphStyle(
        "base",
        fontName=family.plain,
        fontSize=9.5,
        leading=13,
        textColor=INK,
        alignment=TA_LEFT,
        splitLongWords=True,
    )
    bold = family.bold
    return {
        "base": base,
        "bold": ParagraphStyle("bold", base, fontName=bold),
        "small": ParagraphStyle("small", base, fontSize=8, leading=10.5, textColor=MUTED),
        "title": ParagraphStyle("title", base, fontName=bold, fontSize=17, leading=21),
        "h2": ParagraphStyle(
            "h2", base, fontName=bold, fontSize=11.5, leading=15, spaceBefore=10, spaceAfter=3, keepWithNext=1
        ),
        "h3": ParagraphStyle(
            "h3", base, fontName=bold, textColor=MUTED, spaceBefore=6, spaceAfter=2, keepWithNext=1
        ),
        "urgent": ParagraphStyle("urgent", base, fontName=bold, textColor=RED),
    }


def make(page: CasePage, now: datetime, user: Any) -> bytes:
    """The document as bytes; `user` is named at the foot, None for the command line."""
    out = io.BytesIO()
    reference = page.case.reference
    who = words.shown(words.person_name(user)) or "the command line"
    born = page.person.get("date_of_birth", "").partition(" (")[0]
    whose = " · ".join(part for part in (reference, page.name[:50], f"born {born}" if born else "") if part)
    foot = f"{whose} · made by {who}, {words.clock(now)} · confidential"
    document = BaseDocTemplate(
        out,
        pagesize=LETTER,
        title=f"Case {reference}",
        author=str(clinic().get("name", "")),
        subject="Case record",
        creator="Frontdesk",
        lang="en-US",
        invariant=1,
    )
    frame = Frame(MARGIN, MARGIN, WIDTH, LETTER[1] - 2 * MARGIN, 0, 0, 0, 0)
    template = PageTemplate("page", [frame], onPage=lambda canvas, doc: _foot(canvas, doc, foot))
    document.addPageTemplates([template])
    document.build(list(_story(page)))
    return out.getvalue()


def _foot(canvas: Any, document: Any, text: str) -> None:
    canvas.saveState()
    canvas.setFont(pdf_fonts.family().plain, 7.5)
    canvas.setFillColor(MUTED)
    canvas.drawString(MARGIN, 10 * mm, pdf_fonts.printable(text))
    canvas.drawRightString(LETTER[0] - MARGIN, 10 * mm, f"Page {document.page}")
    canvas.restoreState()


def _text(text: Any, style: str = "base") -> Paragraph:
    """Text from outside as a paragraph: never read as markup."""
    safe = escape(pdf_fonts.printable(words.shown(text))).replace("\n", "<br/>")
    return Paragraph(safe, _styles()[style])


def _story(page: CasePage) -> Iterable[Flowable]:
    case = page.case
    yield _text(clinic().get("name", ""), "small")
    yield _text(page.name or "Name not known", "title")
    yield _text(
        f"{case.reference} · {case.get_kind_display()} · {case.get_status_display()}"
        f" · opened {words.clock(case.created_at)}"
    )
    if case.urgent:
        yield _text("Urgent", "urgent")
    yield from _pairs("Person", _person(page))
    yield from _pairs("Flags", [(flag["severity"].capitalize(), flag["note"]) for flag in page.flags])
    yield from _pairs("Scores", [(score.name, _score(score)) for score in page.scores])
    for section in page.sections:
        yield from _pairs(f"Answers: {section.title}", [(row.question, _answer(row)) for row in section.rows])
    notes = [(f"{one.line.who}, {words.clock(one.line.at)}", one.line.note) for one in page.notes]
    yield from _pairs("Notes of staff", notes)
    yield from _pairs(
        "Conversation", [(f"{row.speaker}, {words.clock(row.at)}", row.text) for row in page.lines]
    )
    yield from _pairs(
        "History", [(words.clock(line.at), f"{line.text}. {line.who}") for line in page.history]
    )


def _person(page: CasePage) -> list[tuple[str, str]]:
    rows = [
        ("Phone", page.phone),
        ("E-mail", page.email),
        ("Messages", page.contact_ok),
        ("Best time", page.contact_time),
        ("Goes by", page.person.get("preferred_name", "")),
        ("Pronouns", page.person.get("pronouns", "")),
        ("Born", page.person.get("date_of_birth", "")),
        ("Lives in", page.person.get("state", "")),
    ]
    return [(name, value) for name, value in rows if value]


def _score(score: Any) -> str:
    if score.total is None:
        return f"{score.answered} of {score.of} answered: no total"
    band = f", {score.band}" if score.band else ""
    return f"{score.shown} of {score.top}{band} ({score.source})"


def _answer(row: Any) -> str:
    own = row.words and row.words != row.answer
    return f"{row.answer}\nIn their words: “{row.words}”" if own else str(row.answer)


def _pairs(title: str, rows: list[tuple[str, str]]) -> Iterable[Flowable]:
    """A heading and rows of name and text; long text breaks over pages."""
    if not rows:
        return
    yield _text(title, "h2")
    for name, value in rows:
        parts = pdf_fonts.pieces(value)
        cells = [[_text(name, "small"), _text(parts[0])], *(["", _text(part)] for part in parts[1:])]
        table = Table(cells, colWidths=[WIDTH * 0.32, WIDTH * 0.68], splitByRow=1)
        table.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 0.4, LINE),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ]
        )
        yield table
    yield Spacer(1, 4)
