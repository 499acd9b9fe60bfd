"""The wordings of data/intake/wordings: what a small model learns to read answers and changes from.

The interview itself never needs them: without any, only the rules of the readers are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontdesk.interview.values import Interview, Problem, Question

FOLDER = "wordings"
ANSWER, CHANGE = "answer", "change"
NONE, SOME = "none", "some"  # what a message is at a question that takes a list


@dataclass(frozen=True)
class Wording:
    """`kind`: answer, change, or a wish as in data/terms/wishes.

    `question`: the id it is about, empty where it fits several.

    `choice`: the id of the choice it means, among those with the ids `choices`; both empty otherwise. Where
    several may be chosen, ids with commas between them.
    """

    text: str
    kind: str
    question: str = ""
    choice: str = ""
    choices: frozenset[str] = frozenset()


def choice_ids(question: Question) -> frozenset[str]:
    """What tells which questions are answered in the same words: those with the same choices.

    A list has none, but what lists nothing is told from what lists something; a scale of bare numbers has
    its numbers.
    """
    if question.type == "list":
        return frozenset((NONE, SOME))
    if question.type == "scale" and not question.choices and question.scale:
        return frozenset(map(str, range(question.scale[0], question.scale[1] + 1)))
    read = question.type in ("choice", "scale", "multi_choice")
    return frozenset(choice.id for choice in question.choices) if read else frozenset()


def read_wordings(folder: Path, questions: Mapping[str, Question]) -> list[Wording]:
    """Every wording of an intake folder; raises nothing, see `check_wordings` for what is left out."""
    return [row for row in _rows(folder, questions) if isinstance(row, Wording)]


def check_wordings(folder: Path, interview: Interview) -> list[Problem]:
    """Wordings of a choice that a question does not have, by file and line; a removed question's rest."""
    return [row for row in _rows(folder, interview.by_id) if isinstance(row, Problem)]


def _rows(folder: Path, questions: Mapping[str, Question]) -> Iterator[Wording | Problem]:
    for kind, name in ((ANSWER, "answers"), (CHANGE, "changes")):
        for path in sorted((folder / FOLDER / name).glob("*.txt")):
            if path.stem in questions:
                yield from (Wording(line, kind, path.stem) for _, line in _lines(path))
    for path in sorted((folder / FOLDER / "wishes").glob("*.txt")):
        yield from (Wording(line, path.stem) for _, line in _lines(path))
    known: dict[tuple[str, str], Wording] = {}
    for path in sorted((folder / FOLDER / "means").glob("*.tsv")):
        for row in _means(path, questions):
            yield row
            if isinstance(row, Wording):
                known |= {(one.text, one.choice): one for one in _said(row.choices, questions)}
    yield from known.values()


def _means(path: Path, questions: Mapping[str, Question]) -> Iterator[Wording | Problem]:
    """Lines of "choice<TAB>words". A file not named as a question holds for all with just these choices."""
    rows = [(number, *line.partition("\t")) for number, line in _lines(path)]
    own = questions.get(path.stem)
    ids = choice_ids(own) if own else frozenset(choice for _, choice, _, _ in rows)
    if not any(choice_ids(question) == ids for question in questions.values()):
        return
    several = own is not None and own.type == "multi_choice"
    for number, choice, _, words in rows:
        if not {*(choice.split(",") if several else (choice,))} <= ids or not words.strip():
            yield Problem(path, number, f"{choice} is no choice here, or no words follow it after a tab")
            continue
        yield Wording(words.strip(), ANSWER, own.id if own else "", choice, ids)


def _said(ids: frozenset[str], questions: Mapping[str, Question]) -> Iterator[Wording]:
    """The choices' own titles and words."""
    for question in questions.values():
        for choice in question.choices if choice_ids(question) == ids else ():
            for words in (choice.title, *choice.says):
                yield Wording(words, ANSWER, "", choice.id, ids)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()
