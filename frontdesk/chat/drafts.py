"""From what Rasa sends to what the visitor reads: every word looked up in the content, none made up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frontdesk.chat.content import Content
from frontdesk.clinic import Answer, Reply

# of a case: how to reach the person, when staff will look; and what the visitor said
FILLED = ("reference", "left", "when", "said")
_SLOT = re.compile(r"\{(" + "|".join(FILLED) + r")\}")
SHOWN_AFTER_ANSWER = 2  # related topics offered beneath an answer


@dataclass(frozen=True)
class Draft:
    """A message of the assistant before it has a number; fields as in the chat API.

    `again`: texts to take its place where `text` was read a moment ago.
    """

    kind: str
    text: str
    topic: str | None = None
    choices: tuple[dict[str, str], ...] = ()
    sources: tuple[dict[str, str], ...] = ()
    reviewed: dict[str, str] | None = None
    progress: dict[str, int] | None = None
    reference: str | None = None
    sender: str = "assistant"
    trace: Mapping[str, Any] = field(default_factory=dict)
    again: tuple[str, ...] = ()

    @property
    def payload(self) -> dict[str, Any]:
        return {
            "choices": list(self.choices),
            "sources": list(self.sources),
            "reviewed": self.reviewed,
            "progress": self.progress,
            "reference": self.reference,
        }


class Composer:
    """Turns Rasa's payloads into drafts. `today` decides which reviews are still valid."""

    def __init__(self, content: Content, *, today: date, require_review: bool) -> None:
        self._content = content
        self._today = today
        self._require_review = require_review

    def compose(self, raw: Sequence[Mapping[str, Any]]) -> list[Draft]:
        """One draft for each payload that names content we have; anything else is dropped."""
        drafts = [self._one(item) for item in raw]
        return [draft for draft in drafts if draft is not None]

    def _one(self, item: Mapping[str, Any]) -> Draft | None:
        if "answer" in item:
            return self.answer(str(item["answer"]))
        if "more" in item:
            return self.more(str(item["more"]))
        if "clarify" in item:
            return self.clarify([str(slug) for slug in item["clarify"]], again=bool(item.get("again")))
        if "reply" in item:
            filled = {key: str(item[key]) for key in FILLED if item.get(key)}
            return self.reply(str(item["reply"]), **filled)
        if "draft" in item:
            draft = item["draft"]
            return Draft(
                kind=draft["kind"],
                text=draft["text"],
                topic=draft.get("topic"),
                choices=tuple(draft.get("choices") or ()),
                progress=draft.get("progress"),
                reference=draft.get("reference"),
            )
        return None

    def answer(self, slug: str) -> Draft | None:
        """The short answer, with its sources and what can be asked next."""
        entry = self._content.answers.get(slug)
        if entry is None:
            return None
        if not self.servable(entry):
            return self.reply("not_reviewed")
        choices = [{"id": f"more_{slug}", "title": "Tell me more"}]
        choices += [
            {"id": other, "title": self._content.answers[other].title}
            for other in entry.see_also
            if other in self._content.answers and self.servable(self._content.answers[other])
        ][:SHOWN_AFTER_ANSWER]
        return self._sourced(entry, entry.short, tuple(choices))

    def more(self, slug: str) -> Draft | None:
        """The longer answer."""
        entry = self._content.answers.get(slug)
        if entry is None or not self.servable(entry):
            return self.reply("not_reviewed") if entry else None
        related = [
            {"id": other, "title": self._content.answers[other].title}
            for other in entry.see_also
            if other in self._content.answers
        ]
        return self._sourced(entry, entry.long, tuple(related))

    def servable(self, entry: Answer) -> bool:
        """With FRONTDESK_REQUIRE_REVIEW only reviewed, unexpired entries are shown."""
        return entry.reviewed(self._today) if self._require_review else True

    def clarify(self, slugs: Sequence[str], again: bool = False) -> Draft | None:
        """The nearest titles as choices, and a way out of them; asked `again`, a person as well."""
        entries = [self._content.answers[slug] for slug in slugs if slug in self._content.answers]
        if not entries:
            return self.reply("unknown")
        choices = [{"id": entry.slug, "title": entry.title} for entry in entries]
        reply = self._content.replies["clarify_again" if again else "clarify"]
        fixed = [{"id": choice.id, "title": choice.title} for choice in reply.choices]
        return Draft("clarify", self._content.clinic.fill(reply.text), choices=tuple(choices + fixed))

    def reply(self, reply_id: str, **filled: str) -> Draft | None:
        """A fixed reply of data/replies, with FILLED put in; what is not given is left out."""
        reply = self._content.replies.get(reply_id)
        return None if reply is None else self._fixed(reply, filled)

    def _fixed(self, reply: Reply, filled: Mapping[str, str]) -> Draft:
        text, *again = (self._slots(words, filled) for words in (reply.text, *reply.again))
        choices = tuple({"id": choice.id, "title": choice.title} for choice in reply.choices)
        shown = filled.get("reference") if reply.kind == "handoff" else None
        return Draft(
            reply.kind, text, topic=reply.topic, choices=choices, reference=shown, again=tuple(again)
        )

    def _slots(self, text: str, filled: Mapping[str, str]) -> str:
        text = re.sub(r" ?\{(left|when)\}", lambda slot: slot.group() if filled.get(slot[1]) else "", text)
        return _SLOT.sub(lambda slot: filled.get(slot[1], ""), self._filled(text)).strip()

    def _sourced(self, entry: Answer, text: str, choices: tuple[dict[str, str], ...]) -> Draft:
        reviewed = None
        if entry.reviewed(self._today) and entry.reviewed_by and entry.reviewed_on:
            reviewed = {"by": entry.reviewed_by, "on": entry.reviewed_on.isoformat()}
        return Draft(
            "answer",
            self._filled(text),
            topic=entry.slug,
            choices=choices,
            sources=tuple({"name": source.name, "url": source.url} for source in entry.sources),
            reviewed=reviewed,
        )

    def _filled(self, text: str) -> str:
        filled = self._content.clinic.fill_facts(text)
        if not filled.missing:
            return filled.text
        note = self._content.clinic.fill(self._content.replies["missing_fact"].text)
        return f"{filled.text}\n\n{note}".strip()
