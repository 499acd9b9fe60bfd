"""A pattern is tried only around its rarest words: that must find what trying it everywhere finds."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from frontdesk.safety.normalise import normalise
from frontdesk.safety.rules import RuleBook, load_rules
from frontdesk.safety.sentence import MOST_MATCHES, Sentence

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def book(folder: Path) -> RuleBook:
    return load_rules(folder)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("comma", [" ", ", ", " , , , "])
def test_a_long_sentence_gives_the_matches_of_the_whole_text(book: RuleBook, seed: int, comma: str) -> None:
    lines = (HERE / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"].translate(str.maketrans("", "", ".?!\n")) for line in lines]
    words = normalise(comma.join(random.Random(seed).sample(texts, 40)), book.spelling)
    sentence = Sentence(words.text, words.present)
    found = 0
    for rule in book.rules:
        for pattern in (*rule.patterns, *rule.unless):
            whole = [match.span() for match in pattern.regex.finditer(words.text)][:MOST_MATCHES]
            assert list(dict.fromkeys(sentence.spans(pattern))) == whole, pattern.source
            found += len(whole)
    assert found > 30


def test_every_pattern_knows_how_far_it_reaches(book: RuleBook) -> None:
    assert all(pattern.reach > 0 for rule in book.rules for pattern in rule.patterns)
