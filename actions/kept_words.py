"""Words of danger that held an answer too: offered when the intake goes on, never taken unasked."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.base import Turn
from frontdesk.chat.interrupted import KEEP, interrupted_words
from frontdesk.intakes.services import Draft, TurnResult, kept_offer

NO_ANSWER = ("consent", "review", "add_note")  # questions that want a plain yes
LONGEST = 120  # characters shown of what was written
_LEAD = r"(?:(?:yes|yeah|ok|okay|please|sorry|no|well)[, ]+)*"
_KEEPS = re.compile(
    rf"{_LEAD}(?:keep|use|take|note)(?: (?:it|that|this|my words|what i (?:wrote|said|typed|told you)))"
    r"(?: (?:above|before|please|then))*"
    rf"|{_LEAD}i (?:just|already) (?:told|wrote|said|answered|gave)\b.*"
    rf"|{_LEAD}(?:what|as|like) i (?:wrote|said|told you|typed)(?: (?:above|before|already))*"
)


def offered(result: TurnResult, turn: Turn) -> TurnResult:
    """The question that is asked again, with the offer to take what was written to it before."""
    question = result.drafts[-1] if result.open and result.drafts else None
    if question is None or question.kind != "question" or question.topic in NO_ANSWER:
        return result
    words = interrupted_words(turn.conversation, before=turn.seq)
    if not words:
        return result
    shown = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
    text, title = kept_offer(shown)
    choices = ({"id": KEEP, "title": title}, *question.choices)
    return replace(
        result, drafts=(*result.drafts[:-1], Draft("info", text), replace(question, choices=choices))
    )


def kept(turn: Turn) -> str:
    """The words to take as the answer; "" when that was not asked for, or nothing is offered."""
    wanted = turn.choice == KEEP if turn.choice else _KEEPS.fullmatch(turn.text.lower().strip(" .!?"))
    return interrupted_words(turn.conversation, before=turn.seq) if wanted else ""
