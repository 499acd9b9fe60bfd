"""The curated answers as a reviewer sees them, and signing one in its file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from frontdesk.chat import content as chat_content
from frontdesk.clinic import Answer
from frontdesk.clinic.answers import read_answer
from frontdesk.clinic.signing import mark, sign
from frontdesk.handoffs import facts

SOON = timedelta(days=30)  # a review that ends within it is shown as due


@dataclass(frozen=True)
class Row:
    """One answer: its text with the clinic's facts in place, and how its review stands."""

    answer: Answer
    short: str
    long: str
    mark: str
    state: str  # missing, ended, due, done
    until: date | None


ORDER = {"ended": 0, "missing": 1, "due": 2, "done": 3}


def rows(today: date) -> list[Row]:
    """Every answer; those that need a clinician first, then by title."""
    loaded = chat_content.content()
    made = [_row(answer, loaded.clinic.fill, today) for answer in loaded.answers.values()]
    return sorted(made, key=lambda row: (ORDER[row.state], row.answer.title.casefold()))


def groups(every: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The same rows under the groups of data/topics.yml; what stands in none comes last."""
    places = {slug: title for title, slugs in facts.topic_groups() for slug in slugs}
    made: dict[str, list[Row]] = {title: [] for title, _ in facts.topic_groups()}
    for row in every:
        made.setdefault(places.get(row.answer.slug, "Other"), []).append(row)
    return [(title, rows) for title, rows in made.items() if rows]


def _row(answer: Answer, fill: Callable[[str], str], today: date) -> Row:
    until = answer.reviewed_on + timedelta(days=answer.review_every_days) if answer.reviewed_on else None
    if until is None:
        state = "missing"
    elif not answer.reviewed(today):
        state = "ended"
    else:
        state = "due" if until - today <= SOON else "done"
    return Row(answer, fill(answer.short), fill(answer.long), mark(answer), state, until)


def write(slug: str, read: str, by: str, today: date) -> Answer:
    """Sign the answer whose words have the mark `read`. Raises ValueError, and OSError for the file."""
    known = chat_content.content().answers.get(slug)
    if known is None:
        raise ValueError("there is no such answer")
    text = known.file.read_text("utf-8")
    if mark(read_answer(text, known.file)) != read:
        raise ValueError("the words were changed since you opened this page: please read them again")
    signed = sign(text, by, today)
    answer = read_answer(signed, known.file)  # what is written can be read again
    _replace(known.file, signed)
    chat_content.load.cache_clear()
    return answer


def _replace(file: Path, text: str) -> None:
    """The whole new file or the whole old one, whatever happens in between."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".signing-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(file.stat().st_mode & 0o777)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
