"""One sentence as the rules read it, and where in it a pattern is worth trying.

A pattern is tried only around its rarest words in the sentence: nothing it could match lies further off than
its reach. That finds what trying it everywhere finds, and costs a fraction in a long message.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from frontdesk.safety.pattern import Compiled

MOST_MATCHES = 20
"""Matches of one pattern looked at in one sentence; a repeated phrase tells nothing new."""
SHORT = 26  # spaces; a shorter sentence is read whole
_SOFT = frozenset((",", "lol"))  # what a pattern passes over without counting it
_TOKEN = re.compile(r"[^ ]+")


@dataclass(frozen=True)
class Sentence:
    """ " . words ? ": words between single spaces, a stop at either end."""

    text: str
    present: frozenset[str]

    @cached_property
    def _found(self) -> dict[frozenset[str], list[int]]:
        """Numbers of the words of a need, kept: many patterns share one."""
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        """Where each counted word starts."""
        return [found.start() for found in _TOKEN.finditer(self.text) if found.group() not in _SOFT]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """Each word's numbers among the counted words."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        number = 0
        for word in self.text.split():
            places[word].append(number)
            number += word not in _SOFT
        return places

    def spans(self, pattern: Compiled) -> Iterator[tuple[int, int]]:
        """Start and end of each match of a pattern, from left to right."""
        if not pattern.may_match(self.present):
            return
        count = 0
        short = self.text.count(" ") <= SHORT
        for start, end in ((0, len(self.text)),) if short else self._windows(pattern):
            for match in pattern.regex.finditer(self.text, start, end):
                yield match.span()
                count += 1
                if count == MOST_MATCHES:
                    return

    def _windows(self, pattern: Compiled) -> Iterator[tuple[int, int]]:
        """Stretches of the text that hold all the pattern could match."""
        reach = pattern.reach + 2  # two words more: what a pattern looks at beside it
        places = [self._numbers(need) for need in pattern.needs]
        rarest = min(places, key=len)
        first = last = None
        for number in rarest:
            if not all(_any_within(near, number - reach, number + reach) for near in places):
                continue
            if last is not None and number - reach <= last:
                last = number + reach
                continue
            if first is not None and last is not None:
                yield self._stretch(first, last)
            first, last = number - reach, number + reach
        if first is not None and last is not None:
            yield self._stretch(first, last)

    def _numbers(self, need: frozenset[str]) -> list[int]:
        if need not in self._found:
            places = [self._places.get(word, []) for word in need & self.present]
            self._found[need] = places[0] if len(places) == 1 else sorted(chain.from_iterable(places))
        return self._found[need]

    def _stretch(self, first: int, last: int) -> tuple[int, int]:
        """From the word before `first`, so that commas before it are in, to the word after `last`."""
        starts = self._starts
        return starts[max(first - 1, 0)], starts[last + 1] if last + 1 < len(starts) else len(self.text)


def _any_within(numbers: list[int], first: int, last: int) -> bool:
    at = bisect_left(numbers, first)
    return at < len(numbers) and numbers[at] <= last
