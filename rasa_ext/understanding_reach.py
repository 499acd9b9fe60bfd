"""How somebody wants to be reached, or not: "i prefer email", "dont text me", "not before 9am". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from rasa_ext.understanding_contact import ASKS
from rasa_ext.understanding_denied import Denied
from rasa_ext.understanding_taken_back import TakenBack

FILE = "reaching.yml"
MOST_WORDS = 14
NEAR = 4  # words between a refusal and what is refused
NOT = "no "  # before a way that is refused
TIME = "time"
LEFT = "left"  # stands first where a number or an address was left as well
STOP = ","
REMINDS = ["dont", "forget"]  # "dont forget to call me" refuses nothing
_STOPS = re.compile(r"[,;.!]+")
_PIECES = re.compile(r"\w+|[,;.!]+")
_NUMBER = re.compile(r"\d{1,4}(?:am|pm)?")


@dataclass(frozen=True)
class Wish:
    """`ways`: what is wanted ("email"), refused ("no text"), or only when ("time").

    `asks`: it asks to be contacted ("text me tomorrow"), which may be news to staff.
    """

    ways: tuple[str, ...] = ()
    asks: bool = False


@dataclass(frozen=True)
class Reaching:
    """The words of data/terms/reaching.yml; its comments say what each is for."""

    ways: dict[str, str]  # word → way
    only_refused: frozenset[str]
    spoken: frozenset[str]
    refuses: frozenset[str]
    prefers: frozenset[str]
    joins: frozenset[str]
    those: frozenset[str]
    others: frozenset[str]
    writers: frozenset[str]
    wishing: frozenset[str]
    callers: frozenset[str]
    elsewhere: frozenset[str]
    asking: frozenset[str]
    times: frozenset[str]
    bounds: frozenset[str]
    around: frozenset[str]
    people: frozenset[str]
    relatives: frozenset[str]
    wanting: frozenset[str]
    denied: Denied
    taken_back: TakenBack

    @classmethod
    def load(cls, file: Path) -> Reaching:
        """Read reaching.yml."""
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        ways = {str(word): way for way, some in rows.pop("ways").items() for word in some}
        denied = Denied.of(rows.pop("denied"), {*ways, *map(str, rows["people"])})
        back = TakenBack.of(rows.pop("taken_back"))
        sets = {name: frozenset(map(str, some)) for name, some in rows.items()}
        return cls(ways, denied=denied, taken_back=back, **sets)

    def read(self, text: str, *, asked: bool) -> Wish:
        """What a short message that is no question wishes; nothing for any other.

        `asked`: the chat has just been handed to staff. A time alone is a wish only then, and only then can
        all be taken back.
        """
        wish = self._read(text, asked=asked)
        back = self.taken_back.read(text) if asked and not wish.ways else ""
        return Wish((back,)) if back else wish

    def _read(self, text: str, *, asked: bool) -> Wish:
        said = text.lower().replace("e-mail", "email").replace("never mind", "")
        words = _words(said)
        if len(words) - words.count(STOP) > MOST_WORDS or self.elsewhere & {*words}:
            return Wish()
        if "?" in said or any(ASKS.match(part.strip()) for part in _STOPS.split(_plain(said))):
            return Wish()
        found = [(place, way) for place in range(len(words)) if (way := self._way(words, place))]
        ways = tuple(dict.fromkeys(way for _, way in found))
        if asked and not ways and self._only_time(words):
            return Wish((TIME,))
        refuses = any(way.startswith(NOT) for way in ways)
        named = any(self.those & {*words[place + 1 : place + 2]} for place, _ in found)
        return Wish(ways, not refuses and (named or bool(self.asking & {*words})))

    def means_people(self, text: str) -> bool:
        """Whether a person, or a way to reach one, is named at all, and not only to be denied."""
        words = _words(text.replace("?", STOP))
        left = self.denied.left(words)
        if left == words:
            return any(word in self.ways or word in self.people for word in re.findall(r"\w+", text.lower()))
        return any(word in {*self.ways, *self.people} - self.denied.faint for word in left)

    def _way(self, words: Sequence[str], place: int) -> str:
        way = self.ways.get(words[place])
        before, after = words[max(0, place - NEAR) : place], {*words[place + 1 : place + 2]}
        if way is None or self.others & after:
            return ""
        refusal = self._refusal(words, place)
        if refusal is not None and not (words[refusal] == "no" and self.those & after):  # "no call me"
            if self._of_relative(words, refusal):  # "she doesnt want to talk to me" is about those two
                return "" if self.those & {*words[place : place + NEAR]} else f"{NOT}{way}"
            return "" if refusal and words[refusal - 1] in self.callers else f"{NOT}{way}"
        if self.writers & {*before} and not self.wishing & {*before} and not self.those & after:
            return ""
        named = self.those & after and words[place] not in self.spoken
        if words[place] in self.only_refused and not (named or "only" in before):
            return ""
        near = {*before, *words[place + 1 : place + 1 + NEAR]}
        return way if self.those & after or self.prefers & near else ""

    def _refusal(self, words: Sequence[str], place: int) -> int | None:
        """Where the word stands that refuses the way at `place`: "no" in "no calls or texts"."""
        for back in range(place - 1, max(-1, place - 1 - NEAR), -1):
            word = words[back]
            if words[back - 1 : back + 1] == REMINDS:
                return None
            if word in self.refuses or self._of_relative(words, back):
                return back
            another = self.ways.get(word, self.ways[words[place]]) != self.ways[words[place]]
            ends = word == STOP or word in self.prefers - self.wishing
            if ends or (another and words[back + 1] not in self.joins):
                return None
        return None

    def _of_relative(self, words: Sequence[str], place: int) -> bool:
        """Whether the word at `place` refuses for another: "he doesnt want calls", not "he doesnt call"."""
        who, after = {*words[max(0, place - 1) : place]}, {*words[place + 1 : place + 2]}
        refuses = words[place] in self.denied.unwilling
        return refuses and bool(self.relatives & who) and bool(self.wanting & after)

    def _only_time(self, words: Sequence[str]) -> bool:
        number = [word for word in words if _NUMBER.fullmatch(word)]
        hour = number and (self.bounds & {*words} or any(not word.isdigit() for word in number))
        known = self.times | self.bounds | self.around | {STOP, *number}
        return bool(hour or self.times & {*words}) and known >= {*words}


def _plain(text: str) -> str:
    return re.sub(r"[’']", "", text.lower())


def _words(text: str) -> list[str]:
    """The words without apostrophes; STOP for punctuation between them."""
    return [STOP if _STOPS.match(word) else word for word in _PIECES.findall(_plain(text))]
