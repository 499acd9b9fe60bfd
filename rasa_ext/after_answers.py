"""Short messages after an answer, as examples to learn from: the answer's title, then what was typed.

`data/terms/after_answers.yml` has those that lean on the answer. Beside them stand as many short questions
about other topics, typed after the same title: a change of subject is to be heard as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import yaml

from frontdesk.clinic import HAND_OFF, Answer

MARK = "After:"  # tells such an example from a message that quotes a title
MOST_WORDS = 6  # of a question that stands by itself
CHANGES = 4  # of subject, for each topic, beside those written by hand
HAND_OFF_TITLE = "When will someone from your staff get back to me?"


def joined(title: str, text: str) -> str:
    """What is learned from, and asked about, for `text` typed after the answer with `title`."""
    return f"{MARK} {title} {text}"


def titles_of(answers: Mapping[str, Answer]) -> dict[str, str]:
    """The title of every topic that may come before a short message."""
    return {**{slug: answer.title for slug, answer in answers.items()}, HAND_OFF: HAND_OFF_TITLE}


def examples(
    folder: Path, titles: Mapping[str, str], asks: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """(joined text, topic or flow) for every row, then the changes of subject; topics by slug."""
    rows = yaml.safe_load((folder / "terms" / "after_answers.yml").read_text(encoding="utf-8"))
    leaning = [
        (joined(titles[last], str(text)), topic)
        for last, topics in rows.items()
        if last in titles
        for topic, texts in topics.items()
        for text in texts
    ]
    return [*leaning, *_changes(titles, asks)]


def _changes(titles: Mapping[str, str], asks: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    short = {slug: [ask for ask in asks[slug] if len(ask.split()) <= MOST_WORDS] for slug in sorted(asks)}
    slugs = [slug for slug, some in short.items() if some]
    for place, last in enumerate(sorted(titles, key=lambda slug: (slug == HAND_OFF, slug))):
        others = (slugs[(place + 7 * step) % len(slugs)] for step in range(1, len(slugs)))
        for turn, slug in enumerate(islice((other for other in others if other != last), CHANGES)):
            yield joined(titles[last], short[slug][(place + turn) % len(short[slug])]), slug
