"""What the visitor said, for a row of the list: the words that were flagged, or the last line they typed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max, Q

from frontdesk.chat.models import Message
from frontdesk.handoffs.models import Case
from frontdesk.staff import access, words

LONGEST = 60  # characters
TOLD = (Case.Kind.INTAKE, Case.Kind.UNFINISHED)  # their last line is an answer to some question


def of(cases: Sequence[Case], roles: frozenset[str]) -> dict[int, str]:
    """By case; nothing is read for someone whose roles may not open a case."""
    if not cases or not access.may(roles, "case"):
        return {}
    flagged = {case.pk: seq for case in cases if (seq := _flagged(case))}
    texts = _texts([(case, flagged.get(case.pk, 0)) for case in cases if _quoted(case, flagged)])
    return {pk: _short(text) for pk, text in texts.items()}


def _flagged(case: Case) -> int:
    """The number of the last message on which the safety screen fired; 0 for none."""
    return max((int(flag.get("seq") or 0) for flag in case.flags), default=0)


def _quoted(case: Case, flagged: dict[int, int]) -> bool:
    return case.pk in flagged or (case.kind not in TOLD and not any(flag.get("note") for flag in case.flags))


def _texts(wanted: Sequence[tuple[Case, int]]) -> dict[int, str]:
    """The message of that number in the case's chat; 0: the last one that was typed."""
    typed = Message.objects.filter(sender=Message.Sender.VISITOR)
    open_chats = [case.conversation_id for case, seq in wanted if not seq]
    last = typed.filter(conversation__in=open_chats, choice__isnull=True).values_list("conversation")
    numbers = dict(last.annotate(Max("seq")).order_by())
    asked = {
        case.pk: (case.conversation_id, seq or numbers.get(case.conversation_id, 0)) for case, seq in wanted
    }
    which = Q(pk__in=[])
    for chat, seq in set(asked.values()):
        which |= Q(conversation=chat, seq=seq)
    found = {(row.conversation_id, row.seq): row.text for row in typed.filter(which)}
    return {pk: found[place] for pk, place in asked.items() if place in found}


def _short(text: str) -> str:
    line = " ".join(words.shown(text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
