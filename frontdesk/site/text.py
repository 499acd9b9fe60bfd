"""Plain curated text as blocks and linked parts. Pure: text in, values out; templates do the escaping."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,4})\s+(.*)")
_BULLET = re.compile(r"\s*[-*•]\s+(.*)")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+(.*)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(
    r"https://[^\s<>\"']+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}"
    r"|741741|988|911"
)
_TEXTING = re.compile(r"\btext(?:ing)?\s+$", re.I)
_CALL_OR_TEXT = re.compile(r"\bcall(?:ing)?,?\s+or\s+\w+\s+$", re.I)


@dataclass(frozen=True)
class Part:
    """A piece of a line; `href` is "" or an https:, tel:, sms: or mailto: address."""

    text: str
    href: str = ""
    strong: bool = False


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Block:
    """`kind`: para, bullets, numbers, heading or table. The rows of a table hold cells, others one entry."""

    kind: str
    rows: tuple[tuple[Parts, ...], ...]
    level: int = 0


def blocks(text: str) -> list[Block]:
    """Paragraphs, "- " lists and numbered lists, as the chat shows them; single line ends stay."""
    out: list[Block] = []
    for paragraph in _paragraphs(text):
        for kind, lines in _runs(paragraph.split("\n")):
            items = ["\n".join(lines)] if kind == "para" else lines
            rows = tuple((parts(item),) for item in items if item.strip())
            if rows:
                out.append(Block(kind, rows))
    return out


def document(text: str, fill: Callable[[str], str] = str) -> list[Block]:
    """A whole page: headings, paragraphs, lists, tables and **strong** words.

    Wrapped lines are joined first, so that `fill` (facts into a text) sees whole sentences.
    What `fill` leaves empty is left out.
    """
    found = (_page_block(paragraph, fill) for paragraph in _paragraphs(text))
    return [block for group in found for block in group if block.rows]


def parts(text: str, *, strong: bool = False) -> Parts:
    """`text` cut at what may be a link; the parts' texts joined give the text back."""
    out: list[Part] = []
    start = 0
    for match in _LINK.finditer(text):
        found = match.group()
        if found.startswith("https:"):
            found = found.rstrip(".,;:!?)]")
        elif "@" not in found and not _stands_alone(text, match.start(), match.end()):
            continue
        if match.start() > start:
            out.append(Part(text[start : match.start()], strong=strong))
        out.append(Part(found, _href(found, text[: match.start()]), strong))
        start = match.start() + len(found)
    if start < len(text):
        out.append(Part(text[start:], strong=strong))
    return tuple(out)


def plain(found: list[Block]) -> str:
    """The words of blocks without any markup, for descriptions and structured data."""
    lines = ["".join(part.text for part in cell) for block in found for row in block.rows for cell in row]
    return "\n".join(lines)


def shortened(text: str, most: int) -> str:
    """At most `most` characters of `text`, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        if paragraph.strip():
            yield paragraph.strip("\n")


def _runs(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Neighbouring lines of one kind; the mark of a list line is taken off."""
    kind, run = "", list[str]()
    for line in lines:
        bullet, number = _BULLET.fullmatch(line), _NUMBER.fullmatch(line)
        this = "bullets" if bullet else "numbers" if number else "para"
        match = bullet or number
        if run and this != kind:
            yield kind, run
            run = []
        kind = this
        run.append(match.group(1) if match else line)
    if run:
        yield kind, run


def _page_block(paragraph: str, fill: Callable[[str], str]) -> Iterator[Block]:
    heading = _HEADING.fullmatch(paragraph)
    if heading:
        yield Block("heading", ((_marked(fill(heading.group(2))),),), len(heading.group(1)))
    elif paragraph.startswith("|"):
        lines = [line.strip().strip("|").split("|") for line in paragraph.split("\n")]
        lines = [cells for cells in lines if any(set(cell.strip()) - set("-:") for cell in cells)]
        yield Block("table", tuple(tuple(_marked(fill(cell.strip())) for cell in cells) for cells in lines))
    else:
        for kind, items in _runs(_joined(paragraph.split("\n"))):
            filled = [fill(item) for item in items]
            yield Block(kind, tuple((_marked(item),) for item in filled if item.strip()))


def _joined(lines: list[str]) -> list[str]:
    """Lines that only continue the one before are put behind it."""
    out: list[str] = []
    for line in lines:
        starts = _BULLET.fullmatch(line) or _NUMBER.fullmatch(line)
        if out and not starts:
            out[-1] = f"{out[-1]} {line.strip()}"
        else:
            out.append(line)
    return out


def _marked(text: str) -> Parts:
    out: list[Part] = []
    for index, piece in enumerate(_STRONG.split(text.replace("`", ""))):
        out.extend(parts(piece, strong=index % 2 == 1))
    return tuple(out)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not re.search(r"[\d$.,-]$", text[:start]) and not re.match(r"\d|[.,-]\d|%", text[end:])


def _href(found: str, before: str) -> str:
    if found.startswith("https:"):
        return found
    if "@" in found:
        return f"mailto:{found}"
    if found == "741741":
        return "sms:741741?body=HOME"
    if len(found) == 3:
        texting = _TEXTING.search(before) and not _CALL_OR_TEXT.search(before)
        return f"{'sms' if texting else 'tel'}:{found}"
    digits = re.sub(r"\D", "", found)
    return f"tel:+{'1' if len(digits) == 10 else ''}{digits}"
