"""schema.org descriptions as JSON-LD: data that search engines read and no browser runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from frontdesk.site.topics import Group, Topic

CONTEXT = "https://schema.org"
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def topic_data(topic: Topic, address: str, clinic: str) -> dict[str, Any]:
    """An answer page: the question, its whole answer, who reviewed it and when."""
    page: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "url": address,
        "name": topic.title,
        "inLanguage": "en",
        "publisher": {"@type": "MedicalClinic", "name": clinic},
        "mainEntity": [
            {
                "@type": "Question",
                "name": topic.title,
                "url": address,
                "acceptedAnswer": {"@type": "Answer", "text": topic.words},
            }
        ],
    }
    if topic.sources:
        page["citation"] = [source["url"] for source in topic.sources]
    if topic.reviewed:
        page["lastReviewed"] = topic.reviewed["on"]
        page["reviewedBy"] = {"@type": "Person", "name": topic.reviewed["by"]}
    return page


def index_data(groups: Sequence[Group], address: str, title: str) -> dict[str, Any]:
    """The list of all questions."""
    entries = [entry for group in groups for entry in group.entries]
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "url": address,
        "name": title,
        "mainEntity": {
            "@type": "ItemList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": place,
                    "name": entry.title,
                    "url": f"{address}/{entry.slug}",
                }
                for place, entry in enumerate(entries, 1)
            ],
        },
    }


def script(data: Mapping[str, Any]) -> SafeString:
    """The data in its element; no text in it can end the element (as Django's json_script does it)."""
    raw = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(raw))  # noqa: S308
