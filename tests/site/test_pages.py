"""The public pages: every curated word with its sources, nothing that must not be shown, nothing inline."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from frontdesk.chat.content import content
from frontdesk.site import structured
from frontdesk.site.topics import Topic
from tests.site.conftest import DATA, Page

Open = Callable[[str], Page]
SLUGS = sorted(path.stem for path in (DATA / "faq").glob("*.md"))
PAGES = ["/", "/faq", "/faq/cost", "/crisis-protocol", "/privacy"]
NOT_REVIEWED = "General information, not yet reviewed by a clinician"
pytestmark = pytest.mark.django_db  # the protocol page counts what the rules heard


def spoken(text: str) -> str:
    """The words of a text without list marks and placement."""
    return " ".join(re.sub(r"^\s*(-|\d+\.)\s+", "", line) for line in text.split("\n")).strip()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_topic_page_has_the_words_and_sources_of_its_file(slug: str, page: Open) -> None:
    entry, clinic = content().answers[slug], content().clinic
    found = page(f"/faq/{slug}")
    flat = re.sub(r"\s", "", found.words)
    for text in (entry.short, entry.long):
        for line in clinic.fill(text).split("\n"):
            assert re.sub(r"\s", "", spoken(line)) in flat
    assert {source.url for source in entry.sources} <= set(found.links)
    assert NOT_REVIEWED in found.words
    assert f"#ask={slug}" in found.links
    assert {f"/faq/{other}" for other in entry.see_also} <= set(found.links)
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', found.html)
    question = json.loads(data)["mainEntity"][0]
    assert question["name"] == entry.title
    assert " ".join(question["acceptedAnswer"]["text"].split()).startswith(clinic.fill(entry.short)[:20])


def test_all_topics_are_listed_once_in_their_groups(page: Open) -> None:
    found = page("/faq")
    listed = [link for link in found.links if link.startswith("/faq/")]
    assert sorted(listed) == sorted(f"/faq/{slug}" for slug in SLUGS)
    assert "Medicines and substances" in found.words


def test_the_sitemap_has_every_page_that_may_be_read() -> None:
    tree = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    found = [node.text for node in tree.iter() if node.tag.endswith("loc")]
    paths = ["/", "/faq", "/crisis-protocol", "/privacy", *(f"/faq/{slug}" for slug in SLUGS)]
    assert sorted(found) == sorted(f"http://testserver{path}" for path in paths)
    robots = Client().get("/robots.txt").content.decode()
    assert "Disallow: /staff/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots


def test_the_icon_browsers_ask_for_unbidden_is_there() -> None:
    assert Client().get("/favicon.ico", follow=True).redirect_chain == [("/static/site/icon.svg", 302)]
    assert finders.find("site/icon.svg")


@pytest.mark.promise("P23")
def test_with_required_review_unreviewed_answers_are_nowhere(settings: Any, page: Open) -> None:
    settings.REQUIRE_REVIEW = True
    assert Client().get("/faq/cost").status_code == 404
    assert [link for link in page("/faq").links if link.startswith("/faq/")] == []
    assert "/faq/" not in Client().get("/sitemap.xml").content.decode()
    assert [link for link in page("/").links if link.startswith(("/faq/", "#ask="))] == []
    assert page("/chat?about=cost").typed == ""


@pytest.fixture
def own_content(settings: Any, tmp_path: Path) -> Path:
    """A copy of data/ that a test may change before the first page is opened."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("nlu", "intake", "faq"))
    (folder / "faq").mkdir()
    for slug in ("cost", "insurance", "payment_options"):
        shutil.copy(DATA / "faq" / f"{slug}.md", folder / "faq")
    settings.CONTENT_DIR = folder
    return folder


@pytest.mark.promise("P23")
def test_a_reviewed_answer_says_who_and_when_and_is_served(
    settings: Any, own_content: Path, page: Open
) -> None:
    settings.REQUIRE_REVIEW = True
    file = own_content / "faq" / "cost.md"
    today = date.today()
    text = file.read_text().replace("reviewed_by: null", "reviewed_by: Dr. Ada <b>Lind</b>")
    file.write_text(text.replace("reviewed_on: null", f"reviewed_on: {today}"))
    found = page("/faq/cost")
    assert f"Reviewed by Dr. Ada <b>Lind</b> on {today:%B} {today.day}, {today.year}" in found.words
    assert NOT_REVIEWED not in found.words
    assert [link for link in found.links if link.startswith("/faq/")] == []  # its neighbours are not reviewed
    assert "/faq/cost" in page("/faq").links


def test_an_absent_fact_leaves_its_sentence_out_and_is_mentioned_once(own_content: Path, page: Open) -> None:
    file = own_content / "clinic.yml"
    lines = [line for line in file.read_text().split("\n") if "infusion: $475" not in line]
    file.write_text("\n".join(line for line in lines if "payment_plan" not in line))
    found = page("/faq/cost")
    assert "One infusion for mood" not in found.words
    assert found.words.count("I do not have that detail of our clinic here") == 1
    assert "{{" not in found.words


def test_pages_need_no_fact_but_the_required_ones(own_content: Path, page: Open) -> None:
    (own_content / "clinic.yml").write_text(
        "name: Elm\nshort_name: Elm\nreference_prefix: EL\nstates_served: [IL]\nminimum_age: 18\n"
        "contact: {phone: (312) 555-0199}\n"
    )
    for path in PAGES + ["/chat"]:
        found = page(path)
        assert "{{" not in found.words
        assert "tel:" not in found.links  # no half link


def test_unknown_addresses_are_404_and_a_slash_too_many_is_mended() -> None:
    for path in ("/faq/no_such_topic", "/faq/..%2fclinic", "/faq/cost/x", "/nothing"):
        assert Client().get(path).status_code == 404
    assert Client().get("/faq/")["Location"] == "/faq"
    assert Client().post("/faq").status_code == 405


def test_the_crisis_page_has_protocol_replies_links_and_counts(page: Open) -> None:
    found, safety = page("/crisis-protocol"), content().safety_replies
    replies = (*safety.by_level.values(), *safety.care.values(), *(found.reply for found in safety.variants))
    assert all(text in found.words for texts in safety.after["joke"].values() for text in texts)
    for reply in replies:
        for text in (reply.opening, reply.watching, *(line.text for line in reply.lines)):
            words = re.sub(r"\s", "", content().clinic.fill(text))
            assert words in re.sub(r"\s", "", found.words)
        assert {content().clinic.fill(link.href) for link in reply.links} <= set(found.links)
    assert {"tel:911", "tel:988", "sms:988"} <= set(found.links)
    assert "nobody may be watching the chat" in found.words
    assert "questions about ways to die" in found.words
    assert not any("widget" in attrs.get("src", "") for _, attrs in found.elements)


def test_the_privacy_page_has_its_file_and_the_clinics_own_notice(page: Open) -> None:
    found = page("/privacy")
    assert "no lawyer has reviewed it" in found.words
    assert content().clinic.fact("practical.privacy_notice") in found.links
    assert "End and forget this chat" in found.words


@pytest.mark.promise("P33")
@pytest.mark.parametrize("path", [*PAGES, "/chat", "/chat/ended", "/nothing"])
def test_strict_headers_no_inline_code_and_no_foreign_file(path: str) -> None:
    response = Client().get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    found = Page(response.content.decode())
    for tag, attrs in found.elements:
        assert tag != "style" and "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]
        if tag == "script":
            assert attrs.get("type") == "application/ld+json" or attrs["src"] == "/widget.js"
        if tag in ("link", "img", "script"):
            address = attrs.get("src") or attrs.get("href") or "/"
            assert attrs.get("rel") == "canonical" or address.startswith("/")
    if path in PAGES:
        assert not response.cookies
        assert f'<link rel="canonical" href="http://testserver{path}">' in found.html
        assert ("meta", "description") in {(tag, attrs.get("name")) for tag, attrs in found.elements}
        assert '<form action="/chat"' in found.html or "/chat" in found.links  # a way without script


@pytest.mark.promise("P32")
def test_no_text_can_end_the_structured_data() -> None:
    text = "</script><script>alert(1)</script><!--"
    topic = Topic("s", text, None, [], [], ({"name": text, "url": "https://a.b"},), None, ())
    raw = structured.script(structured.topic_data(topic, "https://c.d", text))
    inner = raw.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inner
    assert json.loads(inner)["name"] == text
