"""Repair typing slips towards the clinic's own vocabulary, before a message is understood.

Never for the record or the screen: the corrected text is only what the classifier sees. A word
found in English (the encoder's word pieces, data/terms/words.txt) is never changed, nor is an
inflection of one. Only curated examples are targets, so nothing foreign is put into a message.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

WORD = re.compile(r"[a-z']+")
SUFFIXES = (
    "s",
    "es",
    "d",
    "ed",
    "ing",
    "ly",
    "er",
    "ers",
    "est",
    "ness",
    "ful",
    "less",
    "able",
    "n't",
    "'s",
    "y",
)
PREFIXES = ("un", "re", "non", "pre", "over", "mis", "out")
SHORTEST = 4  # shorter unknown words are names and abbreviations as often as slips
TARGET_USES = 2  # a word seen once in the examples may itself be a slip
LONG = 8  # letters from which two slips are repaired
COMMON_PAIR = 3  # times two words stand together in the examples to be preferred over a near word
# Words an unseen pair is split after; "pay", "take" or "up" would tear paypal, takeout and upload.
SMALL_WORDS = frozenset(
    (
        "i",
        "a",
        "an",
        "the",
        "my",
        "do",
        "does",
        "did",
        "is",
        "are",
        "be",
        "can",
        "will",
        "you",
        "it",
        "if",
        "of",
        "to",
    )
)
LONG_PAIR = 6  # letters of an unseen pair at least


@dataclass(frozen=True)
class Speller:
    """`known` words are left alone; `targets` are what slips are repaired to, with how often each is used."""

    known: frozenset[str]
    targets: dict[str, dict[str, int]]  # by first letter
    pairs: dict[tuple[str, str], int]

    @classmethod
    def build(cls, texts: list[str], names: frozenset[str], english: frozenset[str]) -> Speller:
        """From the training examples, the names of data/terms, and a list of English words."""
        uses: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            words = WORD.findall(text.lower())
            uses.update(words)
            pairs.update(zip(words, words[1:]))
        single = {word for name in names for word in WORD.findall(name)}
        targets = {word: n for word, n in uses.items() if n >= TARGET_USES and word in english or word == "i"}
        targets |= {word: max(1, uses[word]) for word in single}
        by_letter: dict[str, dict[str, int]] = {}
        for word, n in targets.items():
            by_letter.setdefault(word[0], {})[word] = n
        return cls(english | single, by_letter, dict(pairs))

    def corrected(self, text: str) -> str:
        """`text` in lower case with unknown words repaired where one repair is clearly nearest."""
        return WORD.sub(lambda match: self._repaired(match.group()), text.lower())

    def _repaired(self, word: str) -> str:
        if len(word) < SHORTEST or "'" in word or self._is_word(word):
            return word
        return self._split(word, COMMON_PAIR) or self._nearest(word) or self._split(word, 1) or word

    def _is_word(self, word: str) -> bool:
        if word in self.known:
            return True
        if any(word.removeprefix(prefix) in self.known for prefix in PREFIXES if word.startswith(prefix)):
            return True
        for suffix in SUFFIXES:
            stem = word.removesuffix(suffix)
            if stem != word and len(stem) >= SHORTEST and (stem in self.known or stem + "e" in self.known):
                return True
        return False

    def _nearest(self, word: str) -> str | None:
        allowed = 2 if len(word) >= LONG else 1
        found = []
        for letter in set(word[:2]):
            uses = self.targets.get(letter, {})
            near = [t for t in uses if abs(len(t) - len(word)) <= allowed and len(t) > 2 and _likely(word, t)]
            gaps = cdist([word], near, scorer=OSA.distance, score_cutoff=allowed)[0] if near else ()
            found += [(int(gap), -uses[t], t) for gap, t in zip(gaps, near, strict=True) if gap <= allowed]
        return min(found)[2] if found else None

    def _split(self, word: str, least: int) -> str | None:
        """Two words run together that stand together in the examples, else a common word and a known one."""
        cuts: list[tuple[str, str]] = [(word[:at], word[at:]) for at in range(1, len(word))]
        cuts = [(left, right) for left, right in cuts if _fragment(left) and _fragment(right)]
        uses, pair = max(((self.pairs.get(cut, 0), cut) for cut in cuts), default=(0, ("", "")))
        if uses >= least:
            return " ".join(pair)
        if least > 1 or len(word) < LONG_PAIR:
            return None
        loose: list[tuple[str, str]] = [
            cut for cut in cuts if cut[0] in SMALL_WORDS and cut[1] in self.known and len(cut[1]) > 2
        ]
        return " ".join(sorted(loose, key=_left_length)[-1]) if loose else None


def _left_length(cut: tuple[str, str]) -> int:
    return len(cut[0])


def _fragment(word: str) -> bool:
    return len(word) > 1 or word in "aiu"


def _likely(word: str, target: str) -> bool:
    """Slips keep the first letter or swap the first two; a lost or added ending is more often a real word."""
    first = word[0] == target[0] or word[:2] == target[1::-1]
    return first and target[:-1] != word and word[:-1] != target


def english_words(tokenizer: Path, more: Path | None = None) -> frozenset[str]:
    """Whole words of a WordPiece `tokenizer.json` (the commonest 20 000), and a file of one a line."""
    vocabulary: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    words = {piece for piece in vocabulary if len(piece) > 1 and piece.isascii() and piece.isalpha()}
    return frozenset(words | set(more.read_text(encoding="utf-8").split() if more else ()))
