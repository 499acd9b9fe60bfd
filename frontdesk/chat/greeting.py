"""The first message of a chat: the fixed greeting with the questions that suit the page it is opened on."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.chat.content import Content
from frontdesk.chat.drafts import Composer, Draft
from frontdesk.clinic.suggestions import MOST, suggested


def greeting(content: Content, composer: Composer, page: str) -> Draft | None:
    """The greeting; `page` is the path of the host's page. Only topics that may be served are suggested."""
    draft = composer.reply("greeting")
    if draft is None:
        return None
    answers = content.answers
    slugs = suggested(content.suggestions, page)
    topic = answers.get(page.rstrip("/").rpartition("/")[2])
    if topic is not None:
        slugs = topic.see_also[:MOST]
    servable = [answers[slug] for slug in slugs if slug in answers and composer.servable(answers[slug])]
    if not servable:
        return draft
    own = tuple({"id": entry.slug, "title": entry.title} for entry in servable)
    kept = tuple(choice for choice in draft.choices if choice["id"] not in answers)
    return replace(draft, choices=own + kept)
