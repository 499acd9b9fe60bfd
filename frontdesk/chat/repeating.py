"""No reply is read twice in the same words: a longer answer or other words take its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from frontdesk.chat import services
from frontdesk.chat.drafts import Composer, Draft
from frontdesk.chat.models import Conversation, Message

LATELY = 16  # messages in which a visitor still has a fixed reply before their eyes
ASKS_SHORT = re.compile(
    r"\b(?:just|only) (?:(?:tell|give) me )?(?:the|a|that|one) (?:\w+ )?"
    r"(?:number|figure|price|cost|amount|total|answer|sentence|line|basics|gist)\b"
    r"|\bin short\b|\bshort (?:answer|version)\b|\bbottom line\b|\btl;?dr\b",
    re.IGNORECASE,
)
ASKS_MORE = re.compile(r"\W*(?:please |pls |ok |yes )*(?:tell me |give me |say )?more\b", re.IGNORECASE)


def not_twice(
    conversation: Conversation, message: Message, drafts: Sequence[Draft], composer: Composer
) -> list[Draft]:
    """The drafts of a turn in the words they have for a chat that has read them lately."""
    drafts = list(drafts)
    if any(draft.again for draft in drafts):
        lately = _said_lately(conversation, before=message.seq)
        drafts = [afresh(draft, lately) for draft in drafts]
    answers = any(draft.kind == "answer" for draft in drafts)
    text = message.text or ""
    if not answers or message.choice or ASKS_MORE.match(text):
        return drafts
    if ASKS_SHORT.search(text):
        return [_in_short(draft, composer) for draft in drafts]
    above = services.said_last(conversation, before=message.seq)
    return _longer(drafts, above, composer.more, composer.reply("told_already"))


def afresh(draft: Draft, lately: Collection[str]) -> Draft:
    """The first of the draft's words that were not read `lately`, or the last there are."""
    wordings = (draft.text, *draft.again)
    return replace(draft, text=next((text for text in wordings if text not in lately), wordings[-1]))


def _longer(
    drafts: Sequence[Draft],
    above: Collection[str],
    more: Callable[[str], Draft | None],
    no_more: Draft | None,
) -> list[Draft]:
    """In place of a short answer that stands just above, the longer one is told. That is not said again,
    unless more was asked for in so many words; a person is offered instead."""
    told = [_in_full(draft, more) if draft.text in above else draft for draft in drafts]
    again = [draft for draft in told if draft.text in above and draft.kind == "answer"]
    others = [draft for draft in told if draft not in again]
    if not again or any(draft.kind == "answer" for draft in others):
        return others
    return [*([no_more] if no_more else []), *others]


def _in_short(draft: Draft, composer: Composer) -> Draft:
    short = composer.answer(draft.topic) if draft.kind == "answer" and draft.topic else None
    return replace(short, trace=draft.trace) if short else draft


def _in_full(draft: Draft, more: Callable[[str], Draft | None]) -> Draft:
    longer = more(draft.topic) if draft.kind == "answer" and draft.topic else None
    return replace(longer, trace=draft.trace) if longer else draft


def _said_lately(conversation: Conversation, *, before: int) -> set[str]:
    shown = Message.objects.filter(conversation=conversation, seq__lt=before).order_by("-seq")[:LATELY]
    return {message.text for message in shown if message.sender == Message.Sender.ASSISTANT}
