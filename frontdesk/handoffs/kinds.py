"""Which reason for a case outweighs which, when one person comes for several."""

from __future__ import annotations

# a later contact of a higher rank changes the kind of the open case; one of a lower rank only joins it
RANK = {
    "crisis": 5,
    "urgent_medical": 4,
    "intake": 3,
    "medical_advice": 2,
    "misuse": 2,
    "person": 1,
    "unanswered": 0,
    "unfinished": 0,
    "check_in": -1,
}
QUIET = frozenset({"check_in"})  # nobody is notified and no time is set: it waits to be seen
DANGER = frozenset({"crisis", "urgent_medical"})


def graver(kind: str, other: str) -> str:
    """The one that outweighs; `kind` when neither does."""
    return other if RANK[other] > RANK[kind] else kind
