"""Curated text in templates: {% words blocks %}. Everything passes through format_html, which escapes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from frontdesk.site.text import Block, Part, Parts

register = template.Library()
LISTS = {"bullets": "ul", "numbers": "ol"}


@register.simple_tag
def words(blocks: Iterable[Block]) -> SafeString:
    """Blocks as HTML. Headings keep their level."""
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks))


@register.simple_tag
def line(found: Parts) -> SafeString:
    """One line's parts as HTML."""
    return _line(found)


def _block(block: Block) -> SafeString:
    if block.kind == "table":
        return _table(block.rows)
    if block.kind == "heading":
        tag = f"h{block.level}"
        return format_html("<{}>{}</{}>", tag, _line(block.rows[0][0]), tag)
    if block.kind in LISTS:
        items = format_html_join("", "<li>{}</li>", ((_line(row[0]),) for row in block.rows))
        return format_html("<{}>{}</{}>", LISTS[block.kind], items, LISTS[block.kind])
    return format_html_join("", "<p>{}</p>", ((_line(row[0]),) for row in block.rows))


def _table(rows: Sequence[Sequence[Parts]]) -> SafeString:
    """Roles are said aloud because phones show the rows as cards (display: block takes them away)."""
    head, *body = rows
    titles = ["".join(part.text for part in cell) for cell in head]
    return format_html(
        '<table role="table"><thead role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody role="rowgroup">{}</tbody></table>',
        format_html_join("", '<th role="columnheader" scope="col">{}</th>', ((t,) for t in titles)),
        format_html_join("", '<tr role="row">{}</tr>', ((_cells(titles, row),) for row in body)),
    )


def _cells(titles: Sequence[str], row: Sequence[Parts]) -> SafeString:
    pairs = ((title, _line(cell)) for title, cell in zip(titles, row))
    return format_html_join("", '<td role="cell" data-title="{}">{}</td>', pairs)


def _line(found: Parts) -> SafeString:
    return format_html_join("", "{}", ((_part(part),) for part in found))


def _part(part: Part) -> SafeString:
    inner = format_html("{}", part.text)
    if part.href:
        inner = format_html('<a href="{}">{}</a>', part.href, inner)
    return format_html("<strong>{}</strong>", inner) if part.strong else inner
