"""Curated text becomes blocks and safe links, and nothing is added or lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.site.templatetags.words import words
from frontdesk.site.text import Block, blocks, document, parts, plain, shortened


@given(st.text(max_size=200))
def test_the_parts_of_a_line_are_the_line(text: str) -> None:
    assert "".join(part.text for part in parts(text)) == text


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("call 988 now", "tel:988"),
        ("or text 988 now", "sms:988"),
        ("call or text 988", "tel:988"),
        ("text HOME to 741741", "sms:741741?body=HOME"),
        ("Poison Control, 1-800-222-1222.", "tel:+18002221222"),
        ("at (312) 555-0142.", "tel:+13125550142"),
        ("see https://example.org/a.", "https://example.org/a"),
        ("write to a@b.example", "mailto:a@b.example"),
    ],
)
def test_what_can_be_called_or_opened_is_a_link(text: str, href: str) -> None:
    assert [part.href for part in parts(text) if part.href] == [href]


@pytest.mark.parametrize("text", ["costs $911", "9880 people", "988.5", "javascript:alert(1)", "http://a.b"])
def test_other_numbers_and_addresses_are_no_links(text: str) -> None:
    assert [part for part in parts(text) if part.href] == []


def test_lists_and_paragraphs() -> None:
    found = blocks("One.\nTwo.\n\nThree:\n- a\n- b\n\n1. c\n2. d")
    assert [(block.kind, len(block.rows)) for block in found] == [
        ("para", 1),
        ("para", 1),
        ("bullets", 2),
        ("numbers", 2),
    ]
    assert plain(found) == "One.\nTwo.\nThree:\na\nb\nc\nd"


def test_a_page_joins_wrapped_lines_before_facts_are_filled_in() -> None:
    def fill(text: str) -> str:
        return "" if "{absent}" in text else text

    found = document("# T\n\nWe are at\n{absent}.\n\n| a | b |\n|---|---|\n| **c** | d |", fill)
    assert [block.kind for block in found] == ["heading", "table"]
    assert found[1].rows[1][0][0].strong


@pytest.mark.promise("P31")
@pytest.mark.parametrize("kind", ["para", "bullets", "numbers", "heading", "table"])
def test_markup_in_a_text_is_text(kind: str) -> None:
    cell = parts("<script>alert(1)</script>\"'&")
    html = words([Block(kind, ((cell,), (cell,)), 2)])
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_description_ends_between_words() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"
