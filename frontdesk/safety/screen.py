"""The screen: which rules fire in a message, what the words around them change, the level that follows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from frontdesk.safety.normalise import normalise
from frontdesk.safety.pattern import Compiled
from frontdesk.safety.rules import ContextRule, Rule, RuleBook, load_rules
from frontdesk.safety.sentence import Sentence
from frontdesk.safety.values import LEVELS, Context, Level, Sure, Verdict

ALARMS: tuple[Level, ...] = ("crisis", "urgent_medical")
NAMED = ("suicide_named", "self_harm_named", "death_named", "other_at_risk", "wish_to_die")
"""Categories whose mere mention adds the resources line, should the second net take the alarm back."""
NEARBY = 400
"""Characters before and after a match that its context is sought in: no context reaches further."""
ANSWER = 60  # characters of the next sentence that may take a match back: "Thoughts of death? No."
DENIED = ("+denied", "+answered-no")  # how a match ends that a denial took back
PAST = ("+past", "past-attempt")  # ... that is told of a time gone by
_SENTENCE = re.compile(r"[^.?]+(?:[.?] )")


@dataclass(frozen=True)
class Heard:
    """One match that stands: its level after the words around it, and the rule (+ context) it came from."""

    level: Level
    name: str
    resources: bool
    sure: Sure


class Screen:
    """Reads messages with a fixed set of rules. Holds no message; safe to share by threads."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.spelling = book.spelling
        self._patterns = [(rule, pattern) for rule in book.rules for pattern in rule.patterns]
        self._by_word: defaultdict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        common = _common_words(book.rules)
        for number, (_, pattern) in enumerate(self._patterns):
            needs = sorted(pattern.needs, key=lambda need: sum(common[word] + 1 for word in need))
            for word in needs[0]:
                self._by_word[word].append((number, needs[1] if len(needs) > 1 else needs[0]))

        self._words = frozenset(self._by_word)

    def screen(self, text: str) -> Verdict:
        """The verdict on one message, of any length and content; never raises and never logs."""
        heard = sorted(self._until_sure(text), key=lambda found: LEVELS.index(found.level))
        rows = dict.fromkeys(found.name for found in heard if found.level != "none")
        resources = any(found.resources or found.level == "soft_check" for found in heard)
        sure = [found for found in heard if found.level in ALARMS and found.sure is True]
        if sure:
            return Verdict(sure[0].level, tuple(rows), resources)
        level = heard[0].level if heard else "none"
        nearly = any(found.level in ALARMS and found.sure == "nearly" for found in heard)
        denied = any(found.name.endswith(DENIED) for found in heard)
        past = level == "soft_check" and all(name.endswith(PAST) for name in rows)
        return Verdict(level, tuple(rows), resources, level not in ALARMS, nearly, denied, past)

    def _until_sure(self, text: str) -> Iterator[Heard]:
        """What is heard up to the first sentence that is a crisis for sure: nothing outranks it."""
        for sentence in self._hear(text):
            yield from sentence
            if any(found.level == LEVELS[0] and found.sure is True for found in sentence):
                return

    def warm(self) -> None:
        """Compile every pattern now (two to four seconds) rather than when a message first needs it."""
        for rule in self._book.rules:
            for pattern in (*rule.patterns, *rule.unless):
                _ = pattern.regex
        for found in self._book.contexts:
            for pattern in found.patterns:
                _ = pattern.regex

    def rules_heard(self, text: str) -> frozenset[str]:
        """Ids of all rules that match at their own level, for checking a row's examples."""
        return frozenset(found.name for sentence in self._hear(text) for found in sentence)

    def categories(self, level: Level, rows: Iterable[str]) -> frozenset[str]:
        """What a verdict's rows at its level are about; one that was lowered ("attempt+past") is left out."""
        by_id = {rule.row.id: rule.row for rule in self._book.rules if rule.row.level == level}
        return frozenset(by_id[name].category for name in rows if name in by_id)

    def _hear(self, text: str) -> Iterator[list[Heard]]:
        """What is heard in each sentence."""
        words = normalise(text, self._book.spelling)
        sentences = _SENTENCE.findall(words.text)
        for found, following in zip(sentences, [*sentences[1:], ""]):
            present = frozenset(found.split()) | {"."}
            numbers = {
                number
                for word in present & self._words
                for number, other in self._by_word[word]
                if not other.isdisjoint(present)
            }
            sentence = Sentence(" . " + found.lstrip(), present)
            pairs = [self._patterns[number] for number in sorted(numbers)]
            heard: list[Heard] = []
            for _, group in groupby(pairs, lambda pair: pair[0].row.id):
                rule, patterns = zip(*group, strict=True)
                heard += self._hear_rule(rule[0], patterns, sentence, following[:ANSWER])
            yield heard

    def _hear_rule(
        self, rule: Rule, patterns: Iterable[Compiled], sentence: Sentence, following: str
    ) -> Iterator[Heard]:
        """Each match of a rule in a sentence that no `unless` of the rule overlaps."""
        spans = dict.fromkeys(span for pattern in patterns for span in sentence.spans(pattern))
        unless = [span for pattern in rule.unless for span in sentence.spans(pattern)] if spans else []
        for start, end in spans:
            if not any(first < end and start < last for first, last in unless):
                before, after = sentence.text[:start], sentence.text[end:] + following.lstrip()
                if len(before) > NEARBY:  # from a whole word on
                    before = " " + before[-NEARBY:].partition(" ")[2]
                yield self._in_context(rule, f"{before}@ {after[:NEARBY].rpartition(' ')[0]} ")

    def _in_context(self, rule: Rule, around: str) -> Heard:
        """A match with its level after the words around it: the least careful context that applies wins."""
        read = Sentence(around, frozenset(around.split()))
        changed: Context | None = None
        for found in self._book.contexts:
            lowest = changed.level if changed else rule.row.level
            lowers = LEVELS.index(found.context.level) > LEVELS.index(lowest) and _applies(found, rule)
            if lowers and any(True for p in found.patterns for _ in read.spans(p)):
                changed = found.context
        if changed is None:
            named = rule.row.category in NAMED
            return Heard(rule.row.level, rule.row.id, named, rule.row.sure)
        return Heard(changed.level, f"{rule.row.id}+{changed.id}", changed.resources, rule.row.sure)


def _common_words(rules: Iterable[Rule]) -> Counter[str]:
    """How often each word stands in the rules' examples: a pattern is looked up by its rarest ones."""
    examples = [text for rule in rules for text in (*rule.row.must_match, *rule.row.must_not_match)]
    return Counter(word for text in examples for word in re.findall(r"[a-z0-9]+", text.lower()))


def load_screen(folder: Path) -> Screen:
    """The screen for the rules in `folder` (data/safety); raises SafetyDataError when they are unusable."""
    return Screen(load_rules(folder))


def _applies(found: ContextRule, rule: Rule) -> bool:
    context, row = found.context, rule.row
    if context.id in row.ignore or row.level not in context.levels:
        return False
    return not context.categories or row.category in context.categories
