"""An offer of more questions, now or later: "later please" answers it, and pauses nothing. Pure."""

from __future__ import annotations

import re

from frontdesk.interview.commands import command
from frontdesk.interview.phrases import LEAD, TAIL
from frontdesk.interview.text import plain
from frontdesk.interview.values import Question

OFFER = "_offer"  # the end of such a question's id
LATER = "later"
_THEM = r"(?:it|that|this|them|these|those|the (?:rest|questions))(?: questions| ones)?"
_LATER = re.compile(
    rf"(?:(?:do|answer|leave|take|discuss|save|ask(?: me)?|tell(?: you)?)(?: {_THEM})? )?(?:for )?"
    r"(?:later|another time)(?: on)?(?:,? (?:with|to|by) (?:the|your|a) (?:staff|nurse|doctor|team|clinic)"
    r"|,? (?:on|over|by) the phone|,? when (?:you|they|the staff|your staff) (?:call|phone)(?: me)?)*"
)


def answer_to_offer(text: str, question: Question | None) -> str:
    """`text`, or the choice's own words, where it is these but for courtesies and would pause the intake."""
    if question is None or not question.id.endswith(OFFER) or command(text) != LATER:
        return text
    says = {plain(words): words for choice in question.choices for words in (*choice.says, choice.title)}
    bare, last = plain(text), ""
    while bare and bare != last:
        if bare in says or (LATER in says and _LATER.fullmatch(bare)):
            return says.get(bare, LATER)
        last = bare
        bare = LEAD.sub("", TAIL.sub("", bare, count=1), count=1).strip()
    return text
