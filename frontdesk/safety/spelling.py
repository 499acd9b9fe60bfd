"""Repairs single words towards the words the rules use; its lists are data/safety/spelling.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, product

from rapidfuzz.distance import OSA

LEET = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
        "@": "a", "$": "s", "!": "il", "|": "il"}  # fmt: skip
_UNITS = re.compile(
    r"(\d+)(mgs?|mcg|g|grams?|mls?|pills?|tabs?|x|am|pm|hrs?|hours?|yrs?|years?|yo|mins?|days?|weeks?|wks?"
    r"|months?|lbs?|kg|st|nd|rd|th|s|f|k)"
)
_RUN = re.compile(r"([a-z])\1+")
_LONG_RUN = re.compile(r"([a-z])\1{2,}")
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS_AFTER = frozenset(
    ["it", "that", "there", "what", "who", "where", "how", "here", "he", "she", "everything"]
)
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
LONGEST_GLUED = 40
SHORTEST_NEAR = 6


@dataclass(frozen=True)
class SpellingData:
    """The lists of spelling.yml, and every word the rules use."""

    vocabulary: frozenset[str]
    keys: frozenset[str]
    far: frozenset[str]
    leave: frozenset[str]
    misspelled: Mapping[str, str]
    phrases: Mapping[str, str]
    fillers: frozenset[str]
    emoji: Mapping[str, str]


class Spelling:
    """Repairs words. Pure: the same word always gives the same repair."""

    def __init__(self, data: SpellingData) -> None:
        self.fillers = data.fillers
        self.emoji = data.emoji
        self._data = data
        self._known = data.vocabulary | data.fillers | data.leave
        self._squeezed: dict[str, str] = {}
        for word in sorted(data.vocabulary, key=lambda w: (w in data.keys, -len(w))):
            self._squeezed[_RUN.sub(r"\1", word)] = word
        self._near = _swapped((w for w in data.keys | set(data.misspelled) if len(w) >= 4), self._known)
        self._near |= _one_edit_away((k for k in data.keys if len(k) >= SHORTEST_NEAR), self._known)
        glue = sorted(data.phrases, key=len, reverse=True)
        self._phrases = (
            re.compile(r"(?<!\S)(?:" + "|".join(map(re.escape, glue)) + r")(?!\S)") if glue else None
        )
        self._key_inside = re.compile("|".join(sorted(data.keys, key=len, reverse=True)) or "$^")

    def open_contraction(self, word: str) -> list[str]:
        """Open "can't" to can not; other apostrophes disappear."""
        if "'" not in word:
            return [word]
        for ending, opened in _ENDINGS.items():
            if word.endswith(ending) and len(word) > len(ending):
                stem = word[: -len(ending)]
                stem = _STEMS.get(stem, stem)
                return [] if stem == "ai" and ending != "n't" else ["is" if stem == "ai" else stem, opened]
        if word.endswith("'s"):
            return [word[:-2], "is"] if word[:-2] in _IS_AFTER else [word[:-2]]
        return [word.replace("'", "")]

    def phrases(self, text: str) -> str:
        """Replace spellings that take several words ("my self", "want 2")."""
        if self._phrases is None:
            return text
        return self._phrases.sub(lambda found: self._data.phrases[found.group()], text)

    def known(self, letters: str) -> tuple[str, ...]:
        """The words that these joined letters spell, or nothing."""
        if letters in self._data.keys or letters in self._data.misspelled:
            return tuple(self._data.misspelled.get(letters, letters).split())
        return self._unglue(letters)

    def repair(self, token: str) -> tuple[str, ...]:
        """The word or words a token stands for; the token itself where no reading is better."""
        data = self._data
        if token in data.misspelled:
            return tuple(data.misspelled[token].split())
        if token in self._known or not 2 <= len(token) <= 2 * LONGEST_GLUED:
            return (token,)
        if amount := _UNITS.fullmatch(token):
            return amount.group(1), amount.group(2)
        for form in _readings(token):
            if form in data.misspelled:
                return tuple(data.misspelled[form].split())
            if form != token and form in self._known:
                return (form,)
            if repaired := self._squeeze(form) or self._near.get(form) or self._two_away(form):
                return tuple(data.misspelled.get(repaired, repaired).split())
        if "*" in token:
            return self._unmask(token)
        if not token.isalnum():
            return tuple(part for piece in re.findall(r"[a-z0-9]+", token) for part in self.repair(piece))
        return self._unglue(_readings(token)[-1]) or (token,)

    def _squeeze(self, form: str) -> str:
        """From "diiiie" to die; a doubled letter ("kiill") only towards a key word."""
        squeezed = _RUN.sub(r"\1", form)
        if squeezed == form and self._squeezed.get(squeezed, form) == form:
            return ""
        twice = _LONG_RUN.sub(r"\1\1", form)
        for candidate in (twice, _LONG_RUN.sub(r"\1", form), squeezed, self._squeezed.get(squeezed, "")):
            long = _LONG_RUN.search(form) is not None
            if candidate in self._data.misspelled and long:
                return candidate
            if candidate in self._known and (long or candidate in self._data.keys):
                return candidate
        return ""

    def _two_away(self, form: str) -> str:
        """From "sucidial" to suicidal: two slips in one of the words of `far`, its first letter right."""
        for word in sorted(self._data.far) if len(form) >= SHORTEST_NEAR else ():
            if form[0] == word[0] and abs(len(form) - len(word)) <= 2 and OSA.distance(form, word) <= 2:
                return word
        return ""

    def _unmask(self, token: str) -> tuple[str, ...]:
        """Letters hidden by stars ("s*icide", "k**l")."""
        pattern = re.compile("".join("[a-z]{1,2}" if c == "*" else re.escape(c) for c in token))
        for key in sorted(self._data.keys):
            if pattern.fullmatch(key):
                return (key,)
        return tuple(re.findall(r"[a-z0-9]+", token))

    def _unglue(self, letters: str) -> tuple[str, ...]:
        """From "killmyself" to kill myself: the fewest words, one of them a key word; else nothing."""
        if not 5 <= len(letters) <= LONGEST_GLUED or not self._key_inside.search(letters):
            return ()
        best: list[tuple[str, ...] | None] = [(), *[None] * len(letters)]
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 12), end):
                before, word = best[start], letters[start:end]
                if before is None or word not in self._data.vocabulary or len(word) < 2 and word != "i":
                    continue
                if best[end] is None or len(before) + 1 < len(best[end] or ()):
                    best[end] = (*before, word)
        words = best[-1] or ()
        long_key = any(word in self._data.keys and len(word) > 5 for word in words)
        enough = len(words) >= 3 or len(words) == 2 and (long_key or words[0] == "i")
        return words if enough and any(word in self._data.keys for word in words) else ()


def _readings(token: str) -> list[str]:
    """The token, then its readings with digits and signs as letters (at most 16)."""
    if token.isalpha() or token.isdigit():
        return [token]
    spelled = (LEET.get(c, c) for c in token)
    return [token, *("".join(letters) for letters in islice(product(*spelled), 16))]


def _swapped(words: Iterable[str], known: frozenset[str]) -> dict[str, str]:
    """Every word with two neighbouring letters swapped ("wnat"), unless that is itself a word in use."""
    found: dict[str, str] = {}
    for word in sorted(words):
        for at in range(1, len(word) - 1):
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if swapped not in known:
                found.setdefault(swapped, word)
    return found


def _one_edit_away(words: Iterable[str], known: frozenset[str]) -> dict[str, str]:
    """Every string one edit from a word (first letter kept) that is not itself a word in use."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    near: dict[str, str] = {}
    for word in sorted(words):
        for at in range(1, len(word) + 1):
            head, tail = word[:at], word[at:]
            edits = {
                head + tail[1:],
                *(head + c + tail for c in letters),
                *(head + c + tail[1:] for c in letters),
            }
            for edit in edits - known:
                near.setdefault(edit, word)
    return near
