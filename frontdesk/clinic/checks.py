"""What must hold for every curated text before it may be shown; used by `make check` and the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import textstat

from frontdesk.clinic.answers import MORE, Answer, load_answers
from frontdesk.clinic.facts import PLACEHOLDER, Clinic, load_clinic
from frontdesk.clinic.problems import ContentError, Problem
from frontdesk.clinic.replies import load_replies
from frontdesk.clinic.suggestions import load_suggestions
from frontdesk.clinic.yaml import read_yaml

MAX_SHORT_WORDS = 60
MAX_TITLE = 60
MIN_ASKS = 12
MAX_GRADE = 8.0  # US school grade, Flesch-Kincaid (Kincaid et al. 1975), of the short answer
BANNED = (
    (re.compile(r"(?<!not a )(?<!no )(?<!isn't a )\bcures?\b", re.I), "says cure"),
    (re.compile(r"(?<!no )(?<!not a )(?<!not )(?<!cannot )(?<!can't )\bguarantee", re.I), "says guarantee"),
    (re.compile(r"\bnon-?addictive\b|\bnot addictive\b", re.I), "says non-addictive"),
    (re.compile(r"\b(completely|absolutely|totally|perfectly|100 ?%) safe\b", re.I), "says completely safe"),
    (re.compile(r"\b(no|without|zero) side effects\b", re.I), "says no side effects"),
    (re.compile(r"\brewires?\b|\bregrows?\b", re.I), "says that the brain is rewired or regrown"),
)
# "Do I have to stop?" and "Can I stay on it?" get the same answer, so it must not begin with either word
YES_OR_NO = re.compile(
    r"(?:(?:usually|often|mostly|sometimes),? )?(?:yes|no|not)\b(?! one\b| treatment\b)"
    r"|(?:maybe|perhaps|possibly|probably)\b",
    re.I,
)
DOSE = re.compile(r"\b\d+([.,]\d+)?\s?(mg|mcg|µg|milligrams?|micrograms?)(\s?/\s?kg)?\b|\bmg/kg\b", re.I)
# Topics that are settings of the clinic and make no clinical statement: they may have no source.
SETTINGS = frozenset(
    """referral consultation_process booking cancellation_missed hours_location telehealth privacy follow_up
    what_to_wear_bring music_setting cost insurance payment_options escort monitoring_staff eligibility
    psychotherapy_integration return_to_work session_duration""".split()  # noqa: SIM905
)


def check_content(folder: Path, today: date) -> list[Problem]:
    """Every fault of the curated content under `folder`, sorted by file and line."""
    try:
        clinic, answers, replies = load_clinic(folder), load_answers(folder), load_replies(folder)
        load_suggestions(folder, answers)
    except ContentError as error:
        return sorted(error.problems)
    known = known_topics(folder)
    problems = [p for answer in answers.values() for p in check_answer(answer, answers, known, clinic, today)]
    problems += _repeated_asks(answers)
    problems += _retention_faults(clinic, folder / "clinic.yml")
    for reply in replies.values():
        file = folder / "replies"
        for text in (reply.text, *reply.again):
            problems += _text_faults(text, file, 1, clinic, f"{reply.id}: ")
    return sorted(problems)


def _retention_faults(clinic: Clinic, file: Path) -> Iterator[Problem]:
    ages = [clinic.get(f"retention.{name}_days") for name in ("chats", "cases")]
    if ages == [None, None]:
        return
    if not all(isinstance(age, int) and age > 0 for age in ages):
        yield Problem(file, 1, "retention needs chats_days and cases_days, both whole numbers of days")
    elif ages[0] > ages[1]:
        yield Problem(file, 1, "retention: a case cannot be kept for less time than a chat")


def known_topics(folder: Path) -> frozenset[str]:
    """The slugs of `folder/topics.yml`."""
    file = folder / "topics.yml"
    groups = read_yaml(file.read_text("utf-8"), file)
    return frozenset(str(slug) for group in groups.values() for slug in group)


def check_answer(
    answer: Answer, answers: Mapping[str, Answer], known: frozenset[str], clinic: Clinic, today: date
) -> Iterator[Problem]:
    """The faults of one answer."""

    def problem(message: str, line: int = 1) -> Problem:
        return Problem(answer.file, line, message)

    if answer.slug not in known:
        yield problem("the file name is not a topic of data/topics.yml")
    if len(answer.title) > MAX_TITLE:
        yield problem(f"the title has {len(answer.title)} characters, at most {MAX_TITLE}")
    if len(answer.asks) < MIN_ASKS:
        yield problem(f"{len(answer.asks)} ways of asking, at least {MIN_ASKS}")
    if not answer.sources and answer.slug not in SETTINGS:
        yield problem("a clinical answer needs at least one source")
    for source in answer.sources:
        if not source.url.startswith("https://"):
            yield problem(f"the source {source.name} needs an https address")
    for other in answer.see_also:
        if other not in answers:
            yield problem(f"see_also names {other}, which has no file")
    if answer.reviewed_by and not answer.reviewed(today):
        yield problem("the review has expired or lies in the future")
    yield from _body_faults(answer, clinic)


def grade(text: str) -> float:
    """US school grade of `text` by Flesch-Kincaid (textstat)."""
    return float(textstat.flesch_kincaid_grade(text))


def _body_faults(answer: Answer, clinic: Clinic) -> Iterator[Problem]:
    short = clinic.fill(answer.short)
    words = len(short.split())
    if words > MAX_SHORT_WORDS:
        yield Problem(
            answer.file, answer.short_line, f"the short answer has {words} words, at most {MAX_SHORT_WORDS}"
        )
    reading = grade(short)
    if reading > MAX_GRADE:
        yield Problem(
            answer.file,
            answer.short_line,
            f"the short answer reads at grade {reading:.1f}, at most {MAX_GRADE:.0f}",
        )
    if YES_OR_NO.match(short):
        yield Problem(answer.file, answer.short_line, "the short answer begins with yes, no or perhaps")
    if not answer.long:
        yield Problem(answer.file, answer.long_line, f"there is no longer answer after {MORE}")
    yield from _text_faults(answer.short, answer.file, answer.short_line, clinic)
    yield from _text_faults(answer.long, answer.file, answer.long_line, clinic)


def _text_faults(text: str, file: Path, first_line: int, clinic: Clinic, prefix: str = "") -> list[Problem]:
    faults = []
    for offset, line in enumerate(text.split("\n")):
        where = first_line + offset
        faults += [
            Problem(file, where, f"{prefix}{words}") for pattern, words in BANNED if pattern.search(line)
        ]
        if DOSE.search(line):
            faults.append(Problem(file, where, f"{prefix}names a dose"))
        for path in PLACEHOLDER.findall(line):
            if clinic.get(path) is None:
                faults.append(Problem(file, where, f"{prefix}clinic.{path} is not in clinic.yml"))
        if "{{" in PLACEHOLDER.sub("", line):
            faults.append(
                Problem(file, where, f"{prefix}a placeholder is not of the form {{{{ clinic.path }}}}")
            )
    return faults


def _repeated_asks(answers: Mapping[str, Answer]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for answer in answers.values():
        for ask in answer.asks:
            key = " ".join(ask.lower().split())
            if key in seen:
                yield Problem(answer.file, 1, f"an ask is also in {seen[key]}: {ask}")
            seen[key] = answer.slug
