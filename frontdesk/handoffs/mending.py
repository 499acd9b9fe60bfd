"""A telephone number put right by a part of it: "it ends in 0156, not 0165". Pure."""

from __future__ import annotations

import re

from frontdesk.interview.readers import Value
from frontdesk.interview.readers.contact import read_phone

FEWEST, MOST = 2, 7  # figures of such a part
_PART = r"\d(?:[ .-]?\d){1,6}"
_NEW_OLD = re.compile(
    rf"(?P<new>{_PART})\W+(?:and |but )?(?:not|instead of)\W+(?:the )?(?P<old>{_PART})(?!\d)"
)
_OLD_NEW = re.compile(
    rf"\bnot\W+(?:the )?(?P<old>{_PART})\W+(?:(?:but|rather|it'?s|it is|the)\W+)*(?P<new>{_PART})(?!\d)"
)
_END = re.compile(
    rf"\b(?:ends?|ending|finish(?:es|ing)?|last)\b\D{{0,30}}(?P<end>{_PART})(?!\d)"
    rf"|(?<!\d)(?P<tail>{_PART})\W+(?:at|in) the end\b"
)
_AREA = re.compile(r"\barea code\b\D{0,20}(?P<area>\d{3})(?!\d)")


def mended_phone(known: str, said: str) -> str:
    """`known` (E.164) with the part of it that `said` puts right; "" when none is, or it makes no number."""
    said = said.casefold()
    if not known.startswith("+1"):
        return ""
    own = known[2:]
    pair = _NEW_OLD.search(said) or _OLD_NEW.search(said)
    made = _replaced(own, _figures(pair["old"]), _figures(pair["new"])) if pair else ""
    if not pair and (end := _END.search(said)):
        tail = _figures(end["end"] or end["tail"])
        made = own[: -len(tail)] + tail
    if not pair and not made and (area := _AREA.search(said)):
        made = area["area"] + own[3:]
    read = read_phone(made) if made else None
    return str(read.value) if isinstance(read, Value) and read.value != known else ""


def _replaced(own: str, old: str, new: str) -> str:
    if len(old) != len(new) or not FEWEST <= len(old) <= MOST:
        return ""
    if own.endswith(old):
        return own[: -len(old)] + new
    return own.replace(old, new) if len(old) > FEWEST and own.count(old) == 1 else ""


def _figures(part: str) -> str:
    return re.sub(r"\D", "", part)
