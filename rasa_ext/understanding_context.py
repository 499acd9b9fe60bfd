"""What "how long does it last?", "why?" or "and for Spravato?" means after the last answer.

Rows of data/terms/follow_ups.yml settle the common ones; other short messages that lean on what
went before are joined to the last answer's title and understood again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from rasa_ext.after_answers import joined

LEAD = re.compile(r"^(?:(?:and|so|ok|okay|but|then|well|hm+|also|oh|yes|no)\b[\s,]*)+")
TAIL = re.compile(r"[\s?.!,]+$")
LEANING = re.compile(
    r"^(?:(?:and|what about|how about|same|also|even|not even)\b.{0,60}"
    r"|(?:what|how) about .{0,60}"
    r"|(?:and )?(?:for|with|on|in|after|before) [\w -]{2,40})$"
)
POINTER = re.compile(r"\b(it|that|this|those|them|one)\b")
TELLS = re.compile(
    r"(?:i|we|my|our|he|she|they|his|her|their|there)(?:'?(?:m|ve|d|ll|s|re))?\b(?!.*\?)", re.IGNORECASE
)
MOST_WORDS = 10
FEW_WORDS = 10  # up to which any message is also tried with the last title: it costs part of an encoder pass
LAST = "{last}"


def tells_something(text: str) -> bool:
    """True for a statement about somebody or something: "I am a truck driver"."""
    return TELLS.match(LEAD.sub("", text.lower().strip())) is not None


@dataclass(frozen=True)
class FollowUp:
    """`topic`: a FAQ slug to answer at once, or None: classify `reask` beside the message.

    `leans`: the message says little by itself ("and for Spravato?"), so `reask` comes first.
    """

    topic: str | None
    reask: str | None
    leans: bool = True


@dataclass(frozen=True)
class Row:
    """One row of follow_ups.yml. `only`: it says nothing after other topics than those of `after`."""

    says: tuple[re.Pattern[str], ...]
    after: dict[str, str]
    otherwise: str | None
    only: bool = False


@dataclass(frozen=True)
class FollowUps:
    """All rows; the first that fits decides."""

    rows: tuple[Row, ...]

    @classmethod
    def load(cls, file: Path) -> FollowUps:
        """Read follow_ups.yml."""
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        return cls(
            tuple(
                Row(
                    tuple(re.compile(says) for says in row["says"]),
                    row.get("after", {}),
                    row.get("otherwise"),
                    bool(row.get("only")),
                )
                for row in rows
            )
        )

    def resolve(self, text: str, last_topic: str | None, last_title: str = "") -> FollowUp | None:
        """How `text` leans on the last answer; None when it stands by itself or nothing went before.

        Ask this before classifying. With `reask` set, classify that text too (rasa_ext/combine.py).
        """
        message = text.lower().strip()
        bare = TAIL.sub("", LEAD.sub("", message))
        if last_topic is None or len(bare.split()) > MOST_WORDS:
            return None
        wordings = (bare, TAIL.sub("", message))  # "then what" is one with its "then"
        for row in self.rows:
            if row.only and last_topic not in row.after:
                continue
            if any(pattern.fullmatch(wording) for pattern in row.says for wording in wordings):
                topic = row.after.get(last_topic, row.otherwise)
                return (
                    FollowUp(last_topic if topic == LAST else topic, None)
                    if topic
                    else self._again(text, last_title)
                )
        if LEANING.match(TAIL.sub("", message)) or (len(bare.split()) <= 4 and POINTER.search(bare)):
            return self._again(text, last_title)
        return self._again(text, last_title, leans=False) if len(bare.split()) <= FEW_WORDS else None

    @staticmethod
    def _again(text: str, title: str, leans: bool = True) -> FollowUp:
        return FollowUp(None, joined(title, text), leans)
