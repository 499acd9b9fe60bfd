"""A visitor's message taken apart for understanding: language, spelling, questions, what it leans on.

Pure: the record and the safety screen always see the words as they were typed; this is only what the
classifier looks at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from frontdesk.clinic import HAND_OFF
from frontdesk.safety import load_figures
from rasa_ext.bare_words import FILE as BARE_WORDS
from rasa_ext.bare_words import BareWords
from rasa_ext.clauses import Splitter
from rasa_ext.joints import Joints
from rasa_ext.minilm import model_folder
from rasa_ext.segments import Segments
from rasa_ext.spelling import WORD, Speller, english_words
from rasa_ext.terms import Terms
from rasa_ext.understanding_contact import leaves_contact
from rasa_ext.understanding_context import FollowUps, tells_something
from rasa_ext.understanding_language import LanguageGuard
from rasa_ext.understanding_reach import FILE as REACHING
from rasa_ext.understanding_reach import LEFT, Reaching

LONGEST = 1500  # characters looked at: the encoder reads some 120 words of a clause anyway
READER = "reader.json"  # the file kept
REPAIRED = 4000  # characters of which slips are repaired for the second net, the length of a long message
PERSON = "talk_to_person"
MOST_CLAUSES = 5  # looked at, of a message that asks many things
LEANING = 8  # words: so few after an answer lean on it, unless ...
UNLIKELY = 0.3  # ... one joint in them is likelier than this


@dataclass(frozen=True)
class Pieces:
    """`texts` are understood in one batch; the numbers in the other fields point into it.

    texts[0] is the whole message. `clauses` are its sentences and questions by grammar alone, when there
    are several, and `left_out` how many more there were. `stretches[i]` is segments.texts[i].
    `named`: topics of two medicines or conditions named side by side.
    `reask` is the message joined to the title of the last answer. `leans`: it says little by itself.
    `tells`: it is a statement, which only its own words can bring to the last answer.
    `topic`: the FAQ slug a follow-up clearly means. `intent`: what it is as a bare word.
    `language`: ISO code when it is not English.
    """

    texts: tuple[str, ...]
    clauses: tuple[int, ...] = ()
    left_out: int = 0
    segments: Segments | None = None
    stretches: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    reask: int | None = None
    leans: bool = False
    tells: bool = False
    last_topic: str = ""
    topic: str | None = None
    intent: str | None = None
    language: str | None = None
    contact: bool = False  # it leaves a phone number or an e-mail address, or says how to be reached ...
    reach: tuple[str, ...] = ()  # ... by these ways (rasa_ext/understanding_reach.py)
    people: bool = True  # it names a person to talk to, or a way to reach one
    instead: tuple[tuple[str, str], ...] = ()  # topics that another one answers, by the treatment spoken of
    heard: str = ""  # all of it, as the second net for words of danger reads it


def _likely_one(text: str, segments: Segments) -> bool:
    """Whether a message is short, and no joint in it likely: after an answer it leans on that."""
    return len(text.split()) <= LEANING and max(segments.joints, default=0.0) < UNLIKELY


class Reader:
    """Built from the training examples and the titles of the topics; see `save` and `load`."""

    def __init__(self, texts: list[str], titles: dict[str, str], terms: Path, joints: Joints) -> None:
        self._texts, self._titles, self.joints = texts, titles, joints
        english = english_words(model_folder() / "tokenizer.json", terms / "words.txt")
        self._terms = Terms.load(terms)
        self._speller = Speller.build(texts, self._terms.names, english)
        self._splitter = Splitter.create()
        self._follow_ups = FollowUps.load(terms / "follow_ups.yml")
        self._bare_words = BareWords.load(terms / BARE_WORDS)
        self._reaching = Reaching.load(terms / REACHING)
        self._figures = load_figures(terms.parent / "safety")
        trained = {word for text in texts for word in WORD.findall(text.lower())}
        self._guard = LanguageGuard.create(self._speller.known | frozenset(trained))

    def warm(self) -> None:
        """Load the language models now (about 1.5 s) and not with somebody's first message."""
        self._guard.foreign("przepraszam bardzo, gdzie jest lekarz")

    def read(self, text: str, last_topic: str | None, *, in_intake: bool = False) -> Pieces:
        """Take one message apart. `in_intake`: how to be reached is one of its questions."""
        said = text.strip()[:LONGEST]
        whole = self._speller.corrected(said)
        left = leaves_contact(said, asked=last_topic == HAND_OFF)
        wish = None if in_intake else self._wish(said, whole, last_topic, left=left)
        pieces = wish or self._read(said, whole, last_topic, left=left)
        instead = self._terms.instead(pieces.texts[0], last_topic or "")
        # what is not English is left as it is: its words would be taken for slips
        heard = text if pieces.language else self._plainly(whole if said == text else self.heard(text))
        people = self._reaching.means_people(pieces.texts[0])
        return replace(pieces, heard=heard, instead=tuple(instead.items()), people=people)

    def _plainly(self, text: str) -> str:
        return self._figures.plainly(text[:REPAIRED]) + text[REPAIRED:]

    def heard(self, text: str) -> str:
        """An English message with its slips repaired (bench/README.md: slips were taken for danger)."""
        return self._speller.corrected(text[:REPAIRED]) + text[REPAIRED:]

    def _wish(self, text: str, whole: str, last_topic: str | None, *, left: bool) -> Pieces | None:
        """A message that says how to be reached. Before a hand-off, "text me" asks for one.

        `left`: a number or an address stands in it.
        """
        asked = last_topic == HAND_OFF
        wish = self._reaching.read(whole, asked=asked or left)
        if not wish.ways:
            return None
        if left:
            return Pieces((text,), contact=True, reach=(LEFT, *wish.ways))
        first = wish.asks and not asked
        return Pieces((text,), intent=PERSON if first else None, contact=not first, reach=wish.ways)

    def _read(self, text: str, whole: str, last_topic: str | None, *, left: bool) -> Pieces:
        bare = self._bare_words.intent(text)
        if bare:
            return Pieces((text,), intent=bare)
        if left:
            return Pieces((text,), contact=True)
        language = self._guard.foreign(text)
        if language:
            return Pieces((text,), language=language)
        clauses = self._splitter.split(text)
        segments = Segments.of(text, self.joints.places(text))
        named = self._terms.joined(whole)
        if len(clauses) == 1 and not named and _likely_one(text, segments):
            leaning = self._in_context(whole, last_topic)  # "onset? and then how long"
            if leaning.reask is not None or leaning.topic:
                return leaning
        if len(clauses) > 1 or segments.texts or named:
            return replace(self._parts(whole, clauses, segments), named=named)
        return self._in_context(whole, last_topic)

    def _parts(self, whole: str, clauses: tuple[str, ...], segments: Segments) -> Pieces:
        places = {whole: 0}

        def place(part: str) -> int:
            return places.setdefault(self._speller.corrected(part), len(places))

        kept = clauses[:MOST_CLAUSES] if len(clauses) > 1 else ()
        asked = tuple(place(clause) for clause in kept)
        stretches = tuple(place(stretch) for stretch in segments.texts)
        left_out = len(clauses) - len(kept) if kept else 0
        return Pieces(tuple(places), asked, left_out, segments if stretches else None, stretches)

    def _in_context(self, whole: str, last_topic: str | None) -> Pieces:
        title = self._titles.get(last_topic or "", "")
        follow_up = self._follow_ups.resolve(whole, last_topic if title else None, title)
        if follow_up is None:
            return Pieces((whole,))
        last = last_topic or ""
        if follow_up.topic in self._titles:
            return Pieces((whole,), last_topic=last, topic=follow_up.topic)
        if not follow_up.reask:
            return Pieces((whole,))
        medicine = self._terms.medicine_alone(whole, last)
        if medicine in self._titles:
            return Pieces((whole,), last_topic=last, topic=medicine)
        # "and for OCD?": what it names is what it is about
        named = any(found.term.topic != last for found in self._terms.find(whole))
        leans = follow_up.leans and not named
        tells = not leans and tells_something(whole)
        return Pieces((whole, follow_up.reask), reask=1, leans=leans, tells=tells, last_topic=last)

    def save(self, folder: Path) -> None:
        """Write what `load` needs: the examples, the titles and what was learned of joints."""
        folder.mkdir(parents=True, exist_ok=True)
        self.joints.save(folder)
        data = {"texts": self._texts, "titles": self._titles}
        (folder / READER).write_text(json.dumps(data), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, terms: Path) -> Reader:
        """Read what `save` wrote."""
        data = json.loads((folder / READER).read_text(encoding="utf-8"))
        return cls(data["texts"], data["titles"], terms, Joints.load(folder))
