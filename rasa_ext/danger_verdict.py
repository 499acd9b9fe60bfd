"""What the two nets for words of danger say together. Pure.

A row of the rules that is sure stands, whatever the score. A row that is nearly sure stands unless the score
speaks strongly against it, and is a reason to check in then. A row that is not sure needs a score that does
not speak against it. Without a row the score must be high; the nearer the rules were to an alarm, the less.
The thresholds were chosen on the spent blind sets (bench/README.md, words of danger).
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.safety import Level, Verdict
from rasa_ext.danger import DANGER, Hearing

ALONE = 0.10  # no rule heard anything
AFTER_DENIAL = 0.26  # the rules heard danger denied, and nothing else
AFTER_SOFT = -0.14  # the rules heard a reason to check in, and not only one long past
AFTER_DOUBTFUL = -0.22  # a rule heard danger, but is not sure by itself
AFTER_NEARLY_SURE = -0.7  # a rule heard danger, and is seldom wrong
SOFT = 0.65  # soft_check against none
SOFT_DANGER = -0.27  # a score of danger not high enough for an alarm, and still a reason to check in


@dataclass(frozen=True)
class Together:
    """The verdict of both nets; `rows` say what fired, and the score whether or not it decided."""

    level: Level
    score: float
    rows: tuple[str, ...]
    resources: bool


def together(rules: Verdict, heard: Hearing) -> Together:
    """Combine: the more careful of the two for danger, as far as each is sure."""
    score = round(heard.danger, 2)
    name = f"net {score:.2f}"
    if rules.level in DANGER and rules.sure:
        return Together(rules.level, score, (*rules.rows, name), True)
    if heard.danger >= _needed(rules):
        urgent = heard.urgent and rules.level != "crisis"
        return Together("urgent_medical" if urgent else "crisis", score, (*rules.rows, name), True)
    overruled = rules.level in DANGER and rules.nearly
    soft = overruled or rules.level == "soft_check" or heard.danger >= SOFT_DANGER or heard.soft >= SOFT
    return Together(
        "soft_check" if soft else "none",
        score,
        (*rules.rows, name) if soft else (),
        soft or rules.resources,
    )


def _needed(rules: Verdict) -> float:
    if rules.level in DANGER:
        return AFTER_NEARLY_SURE if rules.nearly else AFTER_DOUBTFUL
    if rules.level == "soft_check" and not rules.past:
        return AFTER_SOFT
    return AFTER_DENIAL if rules.denied else ALONE
