"""Whether a person to talk to is named only to be denied: "he doesnt want to talk to anybody". Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SOON = 3  # words before "not" in which a question begins
TWICE = 6  # words before "without" in which another "not" turns it round: "i cant do it without a person"
AGAIN = frozenset(("cant", "cannot", "couldnt", "wont", "dont", "not", "never"))
CHAT = "chat"  # "i dont want this chat" denies no person, "to chat with somebody" does
ARTICLES = frozenset(("a", "an", "any", "the"))


@dataclass(frozen=True)
class Denied:
    """The words of `denied` in data/terms/reaching.yml; its comments say what each is for.

    `people`: the words for a person, and for ways to talk to one.
    """

    people: frozenset[str]
    half: Mapping[str, str]
    unwilling: frozenset[str]
    timid: frozenset[str]
    plainly: frozenset[str]
    helping: frozenset[str]
    questioning: frozenset[str]
    inclined: frozenset[str]
    onward: frozenset[str]
    machines: frozenset[str]
    faint: frozenset[str]

    @classmethod
    def of(cls, rows: Mapping[str, Any], people: Collection[str]) -> Denied:
        """Of the rows as they were read."""
        half = {str(word): str(before) for word, before in rows["half"].items()}
        sets = {name: frozenset(map(str, some)) for name, some in rows.items() if name != "half"}
        return cls(frozenset(people), half, **sets)

    def left(self, words: Sequence[str]) -> list[str]:
        """`words` without those that deny a person."""
        left: list[str] = []
        place = 0
        while place < len(words):
            end = self._end(words, place) if self._unwilling(words, place) else place
            left += words[place : place + 1] if end == place else ()
            place = max(end, place + 1)
        return left

    def _unwilling(self, words: Sequence[str], place: int) -> bool:
        word, after = words[place], "".join(words[place + 1 : place + 2])
        before = words[max(0, place - SOON) : place]
        if word in self.half:
            return before[-1:] == [self.half[word]]
        if word in self.timid:
            return after in ("to", "of", "about", "talking", "speaking")
        if word not in self.unwilling:
            return False
        if word == "without":
            return AGAIN.isdisjoint(words[max(0, place - TWICE) : place])
        if word not in self.plainly:
            return True
        helped = word != "not" or not before or not self.helping.isdisjoint(before[-1:])
        return helped and after not in ARTICLES and self.questioning.isdisjoint(before)

    def _end(self, words: Sequence[str], place: int) -> int:
        """Where the denial that begins at `place` ends; `place` itself when it denies no person."""
        first = place + 1
        while first < len(words) and words[first] in self.inclined - self.people:
            first += 1
        end = first
        while end < len(words) and words[end] in self.people | self.onward | self.machines:
            end += 1
        named = words[first:end]
        if self.people.isdisjoint({*named} - self.onward) or not self.machines.isdisjoint(named):
            return place
        return place if named[0] == CHAT and named[1:2] not in (["to"], ["with"]) else end
