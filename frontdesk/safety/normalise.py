"""From what a person typed to the plain words the rules read: ". i do not want to live . ".

Pure functions. Case, spacing, repeated letters, letters replaced by digits or signs, emoji, invisible
marks, quotes, line breaks, missing apostrophes and common misspellings are undone here, once, so that a
rule in data/safety states a wording and nothing else. Words are repaired only towards words the rules use.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from frontdesk.safety.spelling import Spelling

MAX_CHARACTERS = 20_000
"""Longer texts are read up to here; the chat accepts 4,000 characters."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff\ud800-\udfff]"
)
_LOOKALIKES = "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455"
_HOMOGLYPHS = str.maketrans(
    _LOOKALIKES + "\u0501\u0261\u0131\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u2113",
    "abekmhopctyxijs" + "dgiaeikvoptuxl",
)
_QUOTES = str.maketrans("\u2018\u2019\u201b\u2032\u02bc\u00b4`\uff07", "''''''''")
_LEXEME = re.compile(
    r"[$@]?[a-z0-9]+(?:'[a-z]+)*(?:[@$!|*]+[a-z0-9]+|\*+)*"  # a word, perhaps with signs for letters
    r"|\.{2,}|[.!?]+|\n+|[^\sa-z0-9]"
)
_CAPITAL_I = re.compile(r"(?<=[a-z])I|(?<=[a-z]I)I")
"""A capital I inside a word may stand for a small L ("kiII"): it is read like the digit 1, as either."""
_SINGLES = re.compile("1{3,}")
_SILENT = frozenset("-_/'\"#\u2010\u2011\u00ab\u00bb\u201c\u201d$@*|\\~^")


@dataclass(frozen=True)
class Words:
    """A text as the rules read it: words between single spaces, "." and "?" ending sentences, commas kept."""

    text: str
    present: frozenset[str]


def normalise(text: str, spelling: Spelling) -> Words:
    """Read one message. Never raises for any string; the result depends on nothing but the arguments."""
    tokens = _join_single_letters(lexemes(plain(text), spelling), spelling)
    repair = {token: spelling.repair(token) for token in set(tokens)}
    repaired = [word for token in tokens for word in repair[token]]
    words = spelling.phrases(" ".join(_without_stray_stops(repaired)))
    kept = " ".join(word for word in words.split() if word not in spelling.fillers)
    sentence = f". {kept} . " if kept else ". "
    return Words(" " + sentence, frozenset(sentence.split()))


def plain(text: str) -> str:
    """Lower-case text with Latin letters for look-alikes, no accents, no invisible marks, simple quotes."""
    text = _CAPITAL_I.sub("1", text[:MAX_CHARACTERS])
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).translate(_QUOTES))[:MAX_CHARACTERS]
        text = "".join(c for c in text if not unicodedata.combining(c)).lower().translate(_HOMOGLYPHS)
    text = re.sub("[\r\u0085\u2028\u2029\v\f]", "\n", text.lower().replace("\t", " "))
    return re.sub(r"[\x00-\x09\x0e-\x1f\x7f]", "", text)


def lexemes(text: str, spelling: Spelling) -> list[str]:
    """Words and signs: "." and "?" end a sentence, "," is a pause, emoji become words or pauses."""
    tokens: list[str] = []
    for lexeme in _LEXEME.findall(text):
        if lexeme[0].isalnum() or len(lexeme) > 1 and lexeme[0] in "$@":
            tokens.extend(spelling.open_contraction(lexeme))
        elif "?" in lexeme:
            tokens.append("?")
        elif lexeme == "." or "!" in lexeme:
            tokens.append(".")
        elif lexeme in spelling.emoji:
            tokens.extend(spelling.emoji[lexeme].split())
        elif lexeme not in _SILENT and not lexeme.startswith("\U0001f3fb"):
            tokens.append(",")
    return tokens


def _join_single_letters(tokens: list[str], spelling: Spelling) -> list[str]:
    """Letters apart ("k i l l", "d. i. e") become one token, if it then reads as words the rules use."""
    lengths = "".join("1" if len(token) == 1 else "2" for token in tokens)
    joined: list[str] = []
    done = 0
    for run in _SINGLES.finditer(lengths):
        letters = "".join(token for token in tokens[run.start() : run.end()] if token.isalnum())
        if len(letters) >= 3 and (words := spelling.known(letters)):
            joined += [*tokens[done : run.start()], *words]
            done = run.end()
    return [*joined, *tokens[done:]]


def _without_stray_stops(tokens: list[str]) -> list[str]:
    """Drop full stops around single words ("i. want. to. die."): they end no sentence."""
    words: list[str] = []
    for at, token in enumerate(tokens):
        if token == "." and 0 < at < len(tokens) - 1:
            alone_before = at < 2 or tokens[at - 2] in (".", "?")
            alone_after = at + 2 >= len(tokens) or tokens[at + 2] in (".", "?")
            if alone_before and alone_after:
                continue
        words.append(token)
    return words
