"""Medicines, conditions, routes and insurers named in a message, from data/terms/*.yml.

A name steers the choice of topic: Klonopin is a benzodiazepine, Spravato is not an infusion.
`Terms.masked` gives the message with names replaced by their kind, so that "what causes
<condition>" is learned once for all conditions (understanding_acts.py). Pure: PyYAML and re.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

JOINED = re.compile(r"\s*(?:[,/&+]|and|or|plus|n)\s*(?:\w+\s+){0,3}")
TREATMENT, GENERAL = "treatment", "what_is_ketamine"  # a kind; the topic of the drug itself
MEDICINE, ALL_MEDICINES = "medicine", "med_interactions_general"
MANY = 3  # kinds of medicine in one message: an answer about one of them would seem to be about all
BESIDE = frozenset(  # words that leave a name the whole of what is said
    (  # noqa: SIM905
        "and or with on for what about how hows also plus a an the my his her i im i'm take takes too then "
        "ok is it if say like well um pills pill meds"
    ).split()
)
FILES = ("medicines.yml", "conditions.yml", "treatments.yml")


@dataclass(frozen=True)
class Term:
    """One class of names. `topic` is a FAQ slug (no `faq_` prefix); `instead` has pairs of them."""

    id: str
    kind: str
    topic: str
    instead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Mention:
    """`term` named at text[start:end], as `name` (lower case)."""

    term: Term
    name: str
    start: int
    end: int


class TermsError(Exception):
    """A row of data/terms is incomplete or a name stands in two rows."""


class Terms:
    """All names of data/terms; longest name wins where several fit."""

    def __init__(self, names: dict[str, Term], misspelled: frozenset[str] = frozenset()) -> None:
        self._names, self._misspelled = names, misspelled
        self._of_medicines = {term.topic for term in names.values() if term.kind == MEDICINE}
        steering = [(term, dict(term.instead)) for term in names.values() if term.instead]
        self._after = {topic: new for term, new in steering for topic in (term.topic, *new.values())}
        ordered = sorted(names, key=len, reverse=True)
        self._pattern = re.compile(r"(?<![\w'])(?:" + "|".join(map(_flexible, ordered)) + r")(?![\w'])")

    @classmethod
    def load(cls, folder: Path) -> Terms:
        """Read FILES in `folder`. Raises TermsError naming the row at fault."""
        names: dict[str, Term] = {}
        misspelled: set[str] = set()
        for path in (folder / name for name in FILES):
            for row in yaml.safe_load(path.read_text(encoding="utf-8")):
                try:
                    instead = tuple(row.get("instead", {}).items())
                    term = Term(row["id"], row["kind"], row["topic"], instead)
                except KeyError as missing:
                    raise TermsError(f"{path.name}: {row.get('id', row)} lacks {missing}") from missing
                misspelled.update(row.get("misspelled", ()))
                for name in [*row["names"], *row.get("misspelled", ())]:
                    if names.setdefault(str(name).lower(), term) != term:
                        raise TermsError(f"{path.name}: {name!r} is in {term.id} and {names[name].id}")
        return cls(names, frozenset(misspelled))

    @property
    def names(self) -> frozenset[str]:
        """Every rightly spelled name, lower case, for the spelling step."""
        return frozenset(self._names) - self._misspelled

    def find(self, text: str) -> tuple[Mention, ...]:
        """Mentions from left to right, not overlapping."""
        found = []
        for match in self._pattern.finditer(text.lower()):
            name = re.sub(r"\s+", " ", match.group())
            found.append(Mention(self._names[name], name, match.start(), match.end()))
        return tuple(found)

    def medicine_alone(self, text: str, last_topic: str) -> str | None:
        """The topic of a medicine that is all a message says after an answer about another
        ("warfarin")."""
        found = [mention for mention in self.find(text) if mention.term.kind == MEDICINE]
        topics = {mention.term.topic for mention in found} - {last_topic}
        if len(topics) != 1 or last_topic not in self._of_medicines:
            return None
        rest = list(text.lower())
        for mention in found:
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
        said = re.findall(r"[\w']+", "".join(rest))
        return topics.pop() if all(word in BESIDE for word in said) else None

    def joined(self, text: str) -> tuple[str, ...]:
        """Topics of medicines or of conditions named side by side ("Lamictal and Nardil"), if they differ."""
        mentions = [found for found in self.find(text) if found.term.kind in (MEDICINE, "condition")]
        for left, right in zip(mentions, mentions[1:]):
            same = left.term.kind == right.term.kind and left.term.topic != right.term.topic
            if same and JOINED.fullmatch(text.lower()[left.end : right.start]):
                return left.term.topic, right.term.topic
        return ()

    def instead(self, text: str, last_topic: str) -> dict[str, str]:
        """Topics that another one answers better: of a list of medicines, of the only treatment named, or of
        the last answer."""
        found = self.find(text)
        medicines = {mention.term.topic for mention in found if mention.term.kind == MEDICINE}
        if len(medicines) >= MANY:
            return dict.fromkeys(medicines, ALL_MEDICINES)
        treatments = {mention.term for mention in found if mention.term.kind == TREATMENT}
        special = {term for term in treatments if term.topic != GENERAL}
        if special:
            return dict(special.pop().instead) if len(special) == 1 else {}
        return self._after.get(last_topic, {})

    def masked(self, text: str) -> str:
        """Lower-case `text` with each name as `zkind`."""
        low, parts, place = text.lower(), [], 0
        for mention in self.find(text):
            parts += [low[place : mention.start], f"z{mention.term.kind}"]
            place = mention.end
        return "".join([*parts, low[place:]])


def _flexible(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))
