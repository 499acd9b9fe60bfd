"""The small language in which data/safety writes wordings, compiled to regular expressions.

    word        that word (as the normaliser spells it: "don't" is "do not")
    suicid*     any word that starts so
    a|b         either word
    #           any number in digits
    {die}       any entry of the family "die" in words.yml
    [a b / c]   either sequence
    (a b)       may be left out
    ..3         up to three words, none of which denies and none of which ends the sentence
    ~3          up to three words of any kind in the same sentence, none of which turns it ("but", "now")
    -3          up to three words, none of which is the writer ("i", "me", "my")
    ^  $  ?     start of a sentence, end of one, a question mark
    .           the end of a sentence, where the pattern goes on into the next (in contexts only)
    a b & c     both, in either order, up to nine words apart in one sentence, none of which denies or turns
    @           in contexts only: the words the rule matched

It compiles to `re`, not to spaCy's Matcher: see bench/safety_bench.py for what that saves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from frontdesk.safety.values import SafetyDataError

DENIERS = ("not", "no", "never", "nobody", "none", "without", "nothing", "neither", "nor", "denies", "deny")
CLAUSE_BREAKS = ("but", "however", "though", "although", "now", "except", "yet", "then")
BETWEEN = 9
WRITER = ("i", "me", "my", "myself", "am", "we", "our")
SOFT = r"(?:(?:,|lol) )*"
_LEXEME = re.compile(r"\.\.\d+|\.|~\d+|-\d+|[\[\]()/^$?@]|(?:[a-z0-9*|#]|\{\w+\})+")


@dataclass(frozen=True)
class Piece:
    """A compiled part of a pattern: its expression, words of which it needs one (None: unknown)."""

    regex: str
    need: frozenset[str] | None = None
    words: int = 0  # the most it can take in, commas not counted


@dataclass(frozen=True)
class Compiled:
    """A whole pattern. `needs` are sets of words; the pattern can only match a text that has one of each.

    `reach`: the most words a match can take in, commas not counted.
    """

    source: str
    expression: str
    needs: tuple[frozenset[str], ...]
    reach: int

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a message first has all needed words: most patterns are seldom or never needed."""
        return re.compile(self.expression)

    def may_match(self, present: frozenset[str]) -> bool:
        """Whether a text with these words could match: cheap, and never wrongly no."""
        for need in self.needs:  # noqa: SIM110 - runs thousands of times for a long message
            if need.isdisjoint(present):
                return False
        return True


class Compiler:
    """Compiles patterns against the word families; families are compiled once, on first use."""

    def __init__(self, families: Mapping[str, Iterable[str]]) -> None:
        self._sources = {name: tuple(entries) for name, entries in families.items()}
        self._families: dict[str, Piece] = {}
        self._open: set[str] = set()
        self.vocabulary: set[str] = set()

    def compile(self, source: str) -> Compiled:
        """Compile one pattern; raises SafetyDataError when it cannot be read."""
        if source.count("&") > 1:
            raise SafetyDataError(f"pattern {source!r} has more than one &")
        sides = [_Parser(side, self).sequence() for side in source.split("&")]
        needs = tuple(sorted({part.need for side in sides for part in side if part.need}, key=len))
        joined = [join(side) for side in sides]
        body = _either_order([side.regex for side in joined])
        if not body or not needs:
            raise SafetyDataError(f"pattern {source!r} needs at least one fixed word")
        reach = sum(side.words for side in joined) + BETWEEN * (len(sides) - 1)
        return Compiled(source, "(?<= )" + body, needs, reach)

    def word(self, text: str) -> Piece:
        """A word, a prefix (`suicid*`), a number, a family, or several of them separated by bars."""
        choices = text.split("|")
        plain = [choice for choice in choices if choice.isalnum()]
        others = [self._special(choice) for choice in choices if not choice.isalnum()]
        self.vocabulary.update(plain)
        spelled = "(?:" + "|".join(map(re.escape, plain)) + ") " + SOFT
        words = [Piece(spelled, frozenset(plain), 1)] if plain else []
        return any_of([*words, *others])

    def _special(self, choice: str) -> Piece:
        if choice == "#":
            return Piece(r"\d+ " + SOFT, words=1)
        if choice.startswith("{") and choice.endswith("}"):
            return self.family(choice[1:-1])
        if choice.endswith("*") and choice[:-1].isalnum():
            return Piece(re.escape(choice[:-1]) + r"\w* " + SOFT, words=1)
        raise SafetyDataError(f"{choice!r} is not a word")

    def family(self, name: str) -> Piece:
        """The alternatives of a family in words.yml."""
        if name not in self._families:
            if name not in self._sources or name in self._open:
                raise SafetyDataError(f"family {{{name}}} is unknown or contains itself")
            self._open.add(name)
            entries = [join(_Parser(entry, self).sequence()) for entry in self._sources[name]]
            self._open.discard(name)
            self._families[name] = any_of(entries)
        return self._families[name]


class _Parser:
    """Reads one pattern from left to right."""

    def __init__(self, source: str, compiler: Compiler) -> None:
        self._source = source
        self._compiler = compiler
        self._lexemes = _LEXEME.findall(source)
        if "".join(self._lexemes) != re.sub(r"\s+", "", source):
            raise SafetyDataError(f"pattern {source!r} has a sign it may not have")
        self._at = 0

    def sequence(self, closing: str | None = None) -> list[Piece]:
        """Pieces up to the end, or up to `closing`; a slash ends a sequence too (inside brackets)."""
        pieces: list[Piece] = []
        while self._at < len(self._lexemes):
            lexeme = self._lexemes[self._at]
            if closing and lexeme in (closing, "/"):
                return pieces
            self._at += 1
            pieces.append(self._piece(lexeme))
        if closing:
            raise SafetyDataError(f"pattern {self._source!r} lacks a closing {closing}")
        return pieces

    def _piece(self, lexeme: str) -> Piece:
        if lexeme.startswith(".."):
            return _gap_piece(int(lexeme[2:]), DENIERS)
        if lexeme.startswith("~"):
            return _gap_piece(int(lexeme[1:]), CLAUSE_BREAKS)
        if lexeme.startswith("-"):
            return _gap_piece(int(lexeme[1:]), WRITER)
        if lexeme == "(":
            group = self._group(")")
            return Piece(f"(?:{group.regex})?", words=group.words)
        if lexeme == "[":
            return self._group("]")
        fixed = {"^": r"(?<=[.?] )" + SOFT, "$": r"(?=[.?] )", "?": r"\? ", ".": r"[.?] ", "@": "@ " + SOFT}
        if lexeme in fixed:
            return Piece(fixed[lexeme], frozenset("@") if lexeme == "@" else None, int(lexeme in "?.@"))
        if lexeme in ("]", ")", "/"):
            raise SafetyDataError(f"pattern {self._source!r} has a stray {lexeme}")
        return self._compiler.word(lexeme)

    def _group(self, closing: str) -> Piece:
        choices = [join(self.sequence(closing))]
        while self._lexemes[self._at] == "/":
            self._at += 1
            choices.append(join(self.sequence(closing)))
        self._at += 1
        return any_of(choices)


def _gap(most: int, stops: tuple[str, ...]) -> str:
    return rf"(?:(?!(?:{'|'.join(stops)}|[.?]) )[^ ]+ ){{0,{most}}}?"


def _gap_piece(most: int, stops: tuple[str, ...]) -> Piece:
    return Piece(_gap(most, stops), words=most)


def _either_order(sides: list[str]) -> str:
    if len(sides) == 1:
        return sides[0]
    first, second = sides
    between = _gap(BETWEEN, (*DENIERS, *CLAUSE_BREAKS))
    return f"(?:{first}{between}{second}|{second}{between}{first})"


def join(pieces: list[Piece]) -> Piece:
    """One piece after the other; the shortest list of needed words stands for them all."""
    needs = [piece.need for piece in pieces if piece.need]
    need = min(needs, key=len) if needs else None
    return Piece("".join(piece.regex for piece in pieces), need, sum(piece.words for piece in pieces))


def any_of(choices: list[Piece]) -> Piece:
    """One of several pieces."""
    need: frozenset[str] | None = frozenset()
    for choice in choices:
        need = None if need is None or choice.need is None else need | choice.need
    words = max((choice.words for choice in choices), default=0)
    return Piece("(?:" + "|".join(choice.regex for choice in choices) + ")", need, words)
