"""A visitor's message taken apart for understanding: language, spelling, clauses, what it leans on.

Pure: the record and the safety screen always see the words as they were typed; this is only what the
classifier looks at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from rasa_ext.clauses import MOST_ANSWERED, Splitter
from rasa_ext.minilm import model_folder
from rasa_ext.spelling import WORD, Speller, english_words
from rasa_ext.terms import Terms
from rasa_ext.understanding_contact import leaves_contact
from rasa_ext.understanding_context import FollowUps
from rasa_ext.understanding_language import LanguageGuard

LONGEST = 1500  # characters looked at: the encoder reads some 120 words of a clause anyway


@dataclass(frozen=True)
class Pieces:
    """`texts[0]` is the whole message; clauses follow when there are several, then `reask` when it is set.

    `topic`: the FAQ slug a follow-up clearly means. `language`: ISO code when it is not English.
    """

    texts: tuple[str, ...]
    clauses: int = 0
    left_out: int = 0
    reask: bool = False
    last_topic: str = ""  # the topic that `reask` leans on
    topic: str | None = None
    language: str | None = None
    contact: bool = False  # it leaves a phone number or an e-mail address


class Reader:
    """Built from the training examples and the titles of the topics; see `save` and `load`."""

    def __init__(self, texts: list[str], titles: dict[str, str], terms: Path) -> None:
        self._texts, self._titles = texts, titles
        english = english_words(model_folder() / "tokenizer.json", terms / "words.txt")
        self._speller = Speller.build(texts, Terms.load(terms).names, english)
        self._splitter = Splitter.create()
        self._follow_ups = FollowUps.load(terms / "follow_ups.yml")
        trained = {word for text in texts for word in WORD.findall(text.lower())}
        self._guard = LanguageGuard.create(self._speller.known | frozenset(trained))

    def warm(self) -> None:
        """Load the language models now (about 1.5 s) and not with somebody's first message."""
        self._guard.foreign("przepraszam bardzo, gdzie jest lekarz")

    def read(self, text: str, last_topic: str | None) -> Pieces:
        """Take one message apart."""
        text = text.strip()[:LONGEST]
        if leaves_contact(text):
            return Pieces((text,), contact=True)
        language = self._guard.foreign(text)
        if language:
            return Pieces((text,), language=language)
        clauses = self._splitter.split(text)
        whole = self._speller.corrected(text)
        if len(clauses) > 1:
            kept = [self._speller.corrected(clause) for clause in clauses[:MOST_ANSWERED]]
            return Pieces((whole, *kept), clauses=len(kept), left_out=len(clauses) - len(kept))
        title = self._titles.get(last_topic or "", "")
        follow_up = self._follow_ups.resolve(whole, last_topic if title else None, title)
        if follow_up is None:
            return Pieces((whole,))
        if follow_up.topic in self._titles:
            return Pieces((whole,), topic=follow_up.topic)
        if not follow_up.reask:
            return Pieces((whole,))
        return Pieces((whole, follow_up.reask), reask=True, last_topic=last_topic or "")

    def save(self, folder: Path) -> None:
        """Write what `load` needs: the examples and titles."""
        folder.mkdir(parents=True, exist_ok=True)
        data = {"texts": self._texts, "titles": self._titles}
        (folder / "reader.json").write_text(json.dumps(data), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, terms: Path) -> Reader:
        """Read what `save` wrote."""
        data = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        return cls(data["texts"], data["titles"], terms)
