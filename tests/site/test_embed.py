"""What other sites get: the widget's address and fingerprint, the page for an iframe, greetings by page."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from frontdesk.chat.content import content
from frontdesk.chat.drafts import Composer
from frontdesk.chat.greeting import greeting
from frontdesk.clinic import ContentError
from frontdesk.clinic.suggestions import load_suggestions, suggested
from frontdesk.project.env import ROOT
from tests.site.conftest import DATA

WIDGET = ROOT / "frontdesk" / "project" / "static" / "widget.js"
BUDGET = 25_000  # bytes, gzip
built = pytest.mark.skipif(not WIDGET.is_file(), reason="the widget is not built (make widget)")


@built
def test_the_widget_keeps_its_size() -> None:
    size = len(gzip.compress(WIDGET.read_bytes(), 9, mtime=0))
    assert size <= BUDGET, f"{size} bytes gzip, budget {BUDGET}"


@built
def test_the_widget_adds_no_markup_by_text() -> None:
    code = WIDGET.read_text()
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert way not in code


@built
def test_the_embed_line_has_the_fingerprint_of_the_file_and_a_way_without_script() -> None:
    out = StringIO()
    call_command("embed", base="https://chat.example/", stdout=out)
    digest = base64.b64encode(hashlib.sha384(WIDGET.read_bytes()).digest()).decode()
    newest, pinned = re.findall(r"<script .*?</script>", out.getvalue())
    assert 'src="https://chat.example/widget.js"' in newest and "integrity" not in newest
    assert f'integrity="sha384-{digest}" crossorigin' in pinned
    assert out.getvalue().count("<noscript>") == 2 and "tel:988" in out.getvalue()


def test_the_stable_address_leads_to_the_file_also_for_tags_with_integrity() -> None:
    response = Client().get("/widget.js")
    assert response.status_code == 302
    assert response["Location"].startswith("/static/widget")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in response["Cache-Control"]


@pytest.mark.promise("P33")
def test_only_the_clinics_sites_may_frame_the_chat_and_nothing_else(settings: Any) -> None:
    def ancestors(path: str) -> tuple[str, bool]:
        response = Client().get(path)
        policy = response["Content-Security-Policy"]
        found = re.search(r"frame-ancestors ([^;]+)", policy)
        assert found
        return found.group(1).strip(), "X-Frame-Options" in response

    settings.EMBED_ORIGINS = []
    assert ancestors("/chat/frame") == ("'none'", False)
    settings.EMBED_ORIGINS = ["https://www.clinic.example", "https://clinic.example"]
    assert ancestors("/chat/frame") == ("https://www.clinic.example https://clinic.example", False)
    for path in ("/", "/chat", "/faq", "/staff/sign-in/"):
        assert ancestors(path) == ("'none'", True)


def choices(page: str, **settings: Any) -> list[str]:
    loaded = content()
    composer = Composer(loaded, today=settings.get("today"), require_review=settings.get("review", False))  # type: ignore[arg-type]
    draft = greeting(loaded, composer, page)
    assert draft is not None
    return [choice["id"] for choice in draft.choices]


def test_the_greeting_suggests_what_suits_the_page() -> None:
    assert choices("/pricing/")[:3] == ["cost", "insurance", "payment_options"]
    assert choices("/pricing/plans") == choices("/pricing")
    assert choices("/pricing-old") == choices("/") == choices("") == choices("/nothing")
    assert choices("/faq/cost")[:2] == list(content().answers["cost"].see_also)[:2]
    for page in ("/pricing", "/faq/cost", "/"):
        assert choices(page)[-2:] == ["start_intake", "talk_to_person"]


def test_unreviewed_topics_are_not_suggested_where_review_is_required() -> None:
    from datetime import date

    assert "insurance" not in choices("/pricing", today=date(2026, 1, 1), review=True)


@pytest.mark.parametrize(
    "row",
    [
        "{page: pricing, topics: [cost]}",
        "{page: /a, topics: [nothing_like_it]}",
        "{page: /a, topics: []}",
        "{page: /a}",
    ],
)
def test_a_wrong_suggestion_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "suggestions.yml").write_text(f"- {{page: /ok, topics: [cost]}}\n- {row}\n")
    with pytest.raises(ContentError) as caught:
        load_suggestions(tmp_path, {"cost"})
    assert [problem.line for problem in caught.value.problems] == [2]


def test_the_longest_path_wins_and_no_file_is_fine(tmp_path: Path) -> None:
    by_page = load_suggestions(DATA, content().answers)
    assert suggested({"/a": ("x",), "/a/b": ("y",)}, "/a/b/c") == ("y",)
    assert suggested(by_page, "/") == ()
    assert load_suggestions(tmp_path, {}) == {}
