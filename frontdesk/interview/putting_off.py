"""An offer of more questions, now or later: "later please" answers it, and pauses nothing. Pure."""

from __future__ import annotations

import re

from frontdesk.interview.commands import command
from frontdesk.interview.phrases import LEAD, TAIL
from frontdesk.interview.text import plain
from frontdesk.interview.values import Question

OFFER = "_offer"  # ends the id of a question that only offers others
LATER = "later"
_THEM = r"(?:it|that|this|them|these|those|the (?:rest|questions))(?: questions| ones)?"
_LATER = re.compile(
    rf"(?:(?:do|answer|leave|take|discuss|save|ask(?: me)?|tell(?: you)?)(?: {_THEM})? )?(?:for )?"
    r"(?:later|another time)(?: on)?(?:,? (?:with|to|by) (?:the|your|a) (?:staff|nurse|doctor|team|clinic)"
    r"|,? (?:on|over|by) the phone|,? when (?:you|they|the staff|your staff) (?:call|phone)(?: me)?)*"
)


def put_off(text: str, question: Question) -> bool:
    """Whether words that would pause the intake elsewhere leave what `question` offers for later."""
    says = {said for choice in question.choices for said in choice.says}
    if not question.id.endswith(OFFER) or LATER not in says or command(text) != LATER:
        return False
    bare, last = plain(text), ""
    while bare and bare != last:
        if _LATER.fullmatch(bare):
            return True
        last = bare
        bare = LEAD.sub("", TAIL.sub("", bare, count=1), count=1).strip()
    return False
