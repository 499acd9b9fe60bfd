"""Kind words for what somebody tells of themselves, where an ordinary reply would pass it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontdesk.chat.content import Content
from frontdesk.chat.drafts import Composer, Draft
from frontdesk.safety import Verdict

ADVICE = "medical_advice"
AT_A_LOSS = ("unknown", "clarify")
# what a short message is taken for when only what was said before it draws it there
DRAWN = ("hand_off_status", "tell_me_more")
# rows of told.yml and the reply of data/replies to each
ROWS = {"in_hospital": "in_hospital", "fear": "fear", "hardship": "hard_time"}


def warmly(
    drafts: Sequence[Draft], text: str, soft: Verdict, content: Content, composer: Composer
) -> list[Draft]:
    """The drafts of a turn, with kind words in place of "I am not sure", and before a decline.

    `soft`: a reason to check in. Whatever answers a question stays as it is.
    """
    kind = _kind(text, soft, content)
    words = composer.reply(kind) if kind else None
    if words is None or not drafts:
        return list(drafts)
    if all(draft.kind in AT_A_LOSS or draft.trace.get("intent") in DRAWN for draft in drafts):
        offered = [choice for draft in drafts if draft.kind == "clarify" for choice in draft.choices]
        known = {choice["id"] for choice in words.choices}
        kept = [choice for choice in offered if choice["id"] not in {*known, "something_else"}]
        return [replace(words, choices=(*kept, *words.choices), trace=drafts[0].trace)]
    sorry = composer.reply("sorry_to_hear") if drafts[0].topic == ADVICE else None
    return [sorry, *drafts] if sorry else list(drafts)


def _kind(text: str, soft: Verdict, content: Content) -> str:
    """The reply of data/replies for what `text` tells; "" for a question, and where nothing is told."""
    told = content.told.read(text)
    kind = next((ROWS[name] for name in told if name in ROWS), "")
    if kind and "question" not in told and "?" not in text:
        return kind
    by_rules = any(not row.startswith("net ") for row in soft.rows)
    return "hard_time" if soft.level == "soft_check" and by_rules else ""
