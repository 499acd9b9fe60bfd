"""The values the interview is made of: questions as loaded, answers as given, a state, what is said next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from frontdesk.interview.conditions import Condition

REVIEW = "review"
NOTE = "add_note"
ITEM_9 = "phq9_9"  # thoughts of being better off dead or of self-harm


@dataclass(frozen=True)
class Problem:
    """One fault in a content file. `line` counts from 1."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentErrors(Exception):
    """The interview's files cannot be used; `problems` says why, by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Choice:
    """One offered answer. `value` is the score of a questionnaire item, `code` its LOINC answer code."""

    id: str
    title: str
    says: tuple[str, ...] = ()
    value: int | None = None
    code: str | None = None


@dataclass(frozen=True)
class Question:
    """One row of data/intake/*.yml; the file's opening comment says what each key means."""

    id: str
    version: int
    type: str
    label: str
    ask: str
    section: str
    aka: tuple[str, ...] = ()
    why: str = ""
    example: str = ""
    intro: str = ""
    stem: str = ""
    required: bool = False
    can_skip: bool = False
    sensitive: bool = False
    other: bool = False
    now: bool = False
    part: str = ""
    overflow: str = ""
    terms: str = ""  # groups of terms.yml, separated by spaces
    one_of: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    ask_if: Condition | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    loinc: str | None = None
    scale: tuple[int, int] | None = None
    questionnaire: str = ""


@dataclass(frozen=True)
class Band:
    """Totals from `low` to `high`, both included, carry `label`."""

    low: int
    high: int
    label: str


@dataclass(frozen=True)
class Questionnaire:
    """A published questionnaire: `items` in official order, `method` is sum or mean."""

    id: str
    name: str
    loinc: str | None
    total_loinc: str | None
    method: str
    items: tuple[str, ...]
    bands: tuple[Band, ...]
    source: Mapping[str, str]


@dataclass(frozen=True)
class Term:
    """A medicine or treatment that staff know by `name`, whatever the person called it."""

    name: str
    names: tuple[str, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """US states by USPS code with the names people use, their cities, time zones, and words for elsewhere."""

    states: Mapping[str, tuple[str, ...]]
    cities: Mapping[str, tuple[str, ...]]
    outside_us: tuple[str, ...]
    time_zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def towns_with_a_states_name(self) -> tuple[tuple[str, str], ...]:
        """Such towns in lower case, each with its own state: Michigan City lies in Indiana."""
        known = {name.casefold() for names in self.states.values() for name in names if len(name) > 3}
        known -= {"new york", "washington"}  # towns of the same name
        named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})\b")
        towns = [(town.casefold(), code) for code, some in self.cities.items() for town in some]
        return tuple(
            (town, self.states[code][0].casefold())
            for town, code in towns
            if town not in known and named.search(town)
        )

    def time_zone(self, code: str) -> str:
        """What the time is called where a state's people live, empty when not known."""
        return next((zone for zone, codes in self.time_zones.items() if code in codes), "")


@dataclass(frozen=True)
class Interview:
    """Everything loaded from data/intake. `questions` are in the order they are asked."""

    questions: tuple[Question, ...]
    sections: Mapping[str, str]
    questionnaires: tuple[Questionnaire, ...]
    messages: Mapping[str, str]
    choice_titles: Mapping[str, str]
    errors: Mapping[str, str]
    terms: Mapping[str, tuple[Term, ...]]
    places: Places
    states_served: tuple[str, ...]
    minimum_age: int
    by_id: Mapping[str, Question] = field(default_factory=dict)

    def terms_of(self, question: Question) -> tuple[Term, ...]:
        """What is recognised in a question's list."""
        return tuple(term for group in question.terms.split() for term in self.terms.get(group, ()))


@dataclass(frozen=True)
class Answer:
    """What is known about one question. `how`: given, taken (from another message), skipped, unread.

    `value` is JSON, None when skipped or unread. `words` are the person's own, unchanged.
    """

    question_id: str
    version: int
    value: Any
    words: str
    how: str = "given"


@dataclass(frozen=True)
class State:
    """Where an interview stands. `at` is a question id, "review", "add_note" or empty."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    at: str = ""
    status: str = "open"  # open paused declined minor out_of_area submitted
    failures: int = 0
    heard: tuple[str, ...] = ()  # words at this question that could not be read
    collecting: bool = False  # a multiple choice is being clicked together
    shelf: Mapping[str, Answer] = field(default_factory=dict)  # answers before "start over"
    early: str = ""  # said before consent or in a pause, read once it is given or over
    last: str = ""  # the question answered most recently
    age_said: int | None = None
    skipped_sections: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        return self.status == "open" or self.at == NOTE


@dataclass(frozen=True)
class Understanding:
    """What Rasa made of the message. `answerable`: it would give a curated answer or a flow for it.

    `wish`: the likeliest of skip, back, why, later, stop, restart, review, person, change, explain, submit,
    question and answer, as learned; the interview's own rules come first. `about`: the likeliest questions
    it answers or changes, with probabilities. `means`: the choice it would mean at each question.
    """

    intent: str | None = None
    confidence: float = 0.0
    answerable: bool = False
    wish: str | None = None
    wish_confidence: float = 0.0
    about: tuple[tuple[str, float], ...] = ()
    means: Mapping[str, tuple[str, float]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, intent: str | None, confidence: float, answerable: bool, wish: Mapping[str, Any]
    ) -> Understanding:
        """With what rasa_ext.wishes tells of a message."""
        return cls(
            intent,
            confidence,
            answerable,
            wish.get("name"),
            float(wish.get("confidence") or 0),
            tuple((str(key), float(share)) for key, share in wish.get("about") or ()),
            {key: (str(choice), float(share)) for key, (choice, share) in (wish.get("means") or {}).items()},
        )


@dataclass(frozen=True)
class Turn:
    """One visitor message: typed `text`, or the id of an offered `choice`."""

    text: str = ""
    choice: str | None = None
    understanding: Understanding = Understanding()


@dataclass(frozen=True)
class Draft:
    """One message to the visitor. `kind`: question, review, handoff or info. `progress`: {done, total}."""

    kind: str
    text: str
    topic: str | None = None
    choices: tuple[dict[str, str], ...] = ()
    progress: dict[str, int] | None = None
    reference: str | None = None


@dataclass(frozen=True)
class Outcome:
    """The result of one turn. `act`: what the caller must do beside saving: submit, person, note, erase."""

    state: State
    drafts: tuple[Draft, ...] = ()
    digression: bool = False
    act: str = ""
    alert: str | None = None
    note: str = ""
