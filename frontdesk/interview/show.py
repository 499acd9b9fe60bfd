"""Turns questions and answers into the words shown: all of them come from data/intake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from frontdesk.interview import flow
from frontdesk.interview.readers.contact import spoken_phone
from frontdesk.interview.readers.dates import spoken
from frontdesk.interview.readers.places import spoken_state
from frontdesk.interview.text import readable
from frontdesk.interview.values import NOTE, REVIEW, Answer, Draft, Interview, Question, State

_SHOWN = 300  # characters of one answer in the review; the whole is kept


def say(interview: Interview, key: str, **values: object) -> str:
    """A sentence of messages.yml with {names} filled in. Filled values are never read as templates."""
    template = interview.messages[key]
    return re.sub(
        r"\{(\w+)\}", lambda match: str(values.get(match.group(1), match.group())), template
    ).strip()


def joined(*parts: str) -> str:
    """Non-empty parts with one space between."""
    return " ".join(part.strip() for part in parts if part and part.strip())


def choice_id(question: Question, local: str) -> str:
    """The id a choice is offered under: unambiguous in the whole interview."""
    return f"{question.id}_{local}"


def answer_text(interview: Interview, question: Question, answer: Answer | None) -> str:
    """An answer as a person reads it."""
    if answer is None or answer.how == "skipped":
        return interview.messages["not_given"]
    if answer.how == "unread" or answer.value is None:
        return interview.messages["not_read"]
    text = _shown(interview, question, answer)
    return text if len(text) <= _SHOWN else _cut(text)


def _cut(text: str) -> str:
    """The first _SHOWN characters, to a whole word; a quotation and a bracket left open are closed."""
    cut = text[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    cut += "”" * (cut.count("“") - cut.count("”"))
    return cut + ")" * (cut.count("(") - cut.count(")"))


def _shown(interview: Interview, question: Question, answer: Answer) -> str:
    value = answer.value
    if question.type == "consent":
        return interview.messages["yes" if value.get("agreed") else "no"]
    if question.type == "date_of_birth":
        return spoken(str(value))
    if question.type == "phone":
        return spoken_phone(str(value))
    if question.type == "state":
        return spoken_state(str(value), interview.places)
    if question.type == "yes_no":
        return interview.messages["yes" if value else "no"]
    if question.type == "list":
        return ", ".join(_item(item) for item in value) or interview.messages["none"]
    if question.choices:
        # words it was taken from say other things too
        return _picked(question, value, "" if answer.how == "taken" else answer.words)
    return str(value)


def _item(item: dict[str, Any]) -> str:
    term = item.get("term")
    said = str(item["said"])
    return f"{said} ({term})" if term and str(term).casefold() not in said.casefold() else said


def _picked(question: Question, value: Any, words: str) -> str:
    titles = {choice.id: choice.title for choice in question.choices}
    if question.type == "scale":
        return next((choice.title for choice in question.choices if choice.value == value), str(value))
    ids = value if isinstance(value, list) else [value]
    listed = ", ".join(titles.get(key, str(key)) for key in ids)
    if words.casefold() == listed.casefold():
        return listed
    words = readable(words)
    shown = ", ".join(titles.get(key, str(key)) for key in ids if key != "other")
    # typed words that say more than the button are shown too
    plain_titles = {title.casefold() for title in titles.values()}
    if words and words.casefold() not in plain_titles and ("other" in ids or len(words.split()) > 3):
        return f"{shown} (“{words}”)" if shown else words
    return shown or titles.get("other", "")


def question_draft(
    interview: Interview,
    state: State,
    today: date,
    *,
    lead: str = "",
    extra: tuple[str, ...] = (),
    again: bool = False,
) -> Draft:
    """The message for where the state is: the open question, the review, or the request for a note."""
    if state.at == REVIEW:
        return review_draft(interview, state, today, lead=lead)
    if state.at == NOTE:
        return Draft("question", joined(lead, interview.messages["note_ask"]), topic="anything_else")
    question = interview.by_id[state.at]
    # the opening sentence comes once, the stem with every item: read alone, an item has no sense
    intro = question.intro if not (state.failures or again) and question.id not in state.answers else ""
    stem = f"{question.stem}\n{question.ask}" if question.stem else question.ask
    told = question.sensitive and not again
    reason = joined(question.why, interview.messages["can_skip_note"]) if told else ""
    return Draft(
        "question",
        "\n".join(
            part for part in (lead, intro, joined(stem) if not question.stem else stem, reason) if part
        ),
        topic=question.id,
        choices=choices_of(interview, state, question, extra),
        progress=flow.progress(interview, state, today),
    )


def choices_of(
    interview: Interview, state: State, question: Question, extra: tuple[str, ...]
) -> tuple[dict[str, str], ...]:
    """The buttons of a question: its choices, then Skip and what else is offered."""
    answer = state.answers.get(question.id)
    taken = (
        set(answer.value or ()) if state.collecting and answer and isinstance(answer.value, list) else set()
    )
    rows = [
        {"id": choice_id(question, choice.id), "title": choice.title}
        for choice in question.choices
        if choice.id not in taken and not (taken and choice.id == "none")
    ]
    if not question.choices and question.type == "scale" and question.scale:
        rows = [
            {"id": f"{question.id}_{n}", "title": str(n)}
            for n in range(question.scale[0], question.scale[1] + 1)
        ]
    keys = ["done"] if taken else []
    if flow.can_skip(interview, state, question) and not taken:
        keys.append("skip")
        if question.intro:
            keys.append("skip_section")
    if question.type == "consent" and state.shelf:
        keys.append("restore")
    keys += [key for key in extra if key not in keys]
    return (*rows, *({"id": key, "title": interview.choice_titles[key]} for key in keys))


@dataclass(frozen=True)
class Line:
    """One numbered answer of the review."""

    number: int
    question: Question
    answer: Answer | None


def review_lines(interview: Interview, state: State, today: date) -> tuple[Line, ...]:
    """The answers on the person's path in the order asked, numbered from 1; consent is not editable."""
    asked = [q for q in flow.path(interview, state, today) if q.type != "consent" and q.id in state.answers]
    return tuple(
        Line(number, question, state.answers.get(question.id)) for number, question in enumerate(asked, 1)
    )


def review_text(interview: Interview, state: State, today: date) -> str:
    """The numbered answers by section, one a line."""
    rows: list[str] = []
    section = ""
    for line in review_lines(interview, state, today):
        if line.question.section != section:
            section = line.question.section
            rows.append(f"\n{interview.sections[section]}" if rows else interview.sections[section])
        rows.append(
            f"{line.number}. {line.question.label}: {answer_text(interview, line.question, line.answer)}"
        )
    return "\n".join(rows)


def review_draft(interview: Interview, state: State, today: date, *, lead: str = "") -> Draft:
    """Everything to confirm or edit."""
    titles = interview.choice_titles
    lines = review_lines(interview, state, today)
    edits = (
        {
            "id": f"edit_{line.question.id}",
            "title": titles["edit"]
            .replace("{number}", str(line.number))
            .replace("{label}", line.question.label),
        }
        for line in lines
    )
    text = "\n\n".join(
        part
        for part in (
            joined(lead, interview.messages["review_intro"]),
            review_text(interview, state, today),
            interview.messages["review_ask"],
        )
        if part
    )
    choices = ({"id": "review_confirm", "title": titles["review_confirm"]}, *edits)
    return Draft("review", text, choices=choices, progress=flow.progress(interview, state, today))
