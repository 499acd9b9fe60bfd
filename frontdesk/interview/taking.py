"""Answers are taken, noted, corrected, clicked together, or not understood."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from frontdesk.interview import flow, lexicon
from frontdesk.interview.beside import beside
from frontdesk.interview.ending import alerted, ended
from frontdesk.interview.facts import Facts, facts_in
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.readers.contact import has_none
from frontdesk.interview.readers.dates import age_on
from frontdesk.interview.show import answer_text, joined, say
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain
from frontdesk.interview.values import Answer, Draft, Outcome, Question, State

_NOT_FOR_ME = re.compile(
    r"n/?a|(it |this |that )?(is )?(not|doesn'?t|does not|dont) (applicable|apply)( to me)?"
)
_SAME = (
    "same as first", "same as my first name", "same as my legal name", "same name", "the regular one",
    "regular", "same", "the same", "same as above", "my real name", "my legal name", "that one",
    "the one i gave",
    "just that", "my first name", "first name is fine", "as above",
)  # fmt: skip


def take(talk: Talk, question: Question, value: Value, words: str, *, facts: Facts | None = None) -> Outcome:
    """Save an answer to the open question, with what else the words tell, and go on."""
    if question.type == "consent":
        return _consent(talk, question, value, words)
    found = facts or facts_in(words, talk.interview, talk.today)
    answers = dict(talk.state.answers)
    corrected = question.id in answers
    answers[question.id] = Answer(question.id, question.version, value.value, words)
    others = _others(talk, question, value, found, answers, words)
    answers.update(others)
    state = talk.moved(answers, question.id, found.age)
    over = ended(talk.at(state), question, answers, others)
    if over is not None:
        return over
    if question.type == "date_of_birth" and _contradicts(state.age_said, str(value.value), talk.today):
        return _contradiction(talk, state, question)
    lead = _lead(talk, question, answers, others, corrected=corrected, sure=value.sure)
    return alerted(talk, state, question, lead)


def _others(
    talk: Talk, question: Question, value: Value, found: Facts, answers: dict[str, Answer], words: str
) -> dict[str, Answer]:
    facts = {
        **beside(talk, question, words),
        **found.values,
        **{key: said for key, said in value.extra if key in talk.interview.by_id},
    }
    taken = {}
    for key, said in facts.items():
        other = talk.interview.by_id[key]
        known = answers.get(key)
        if key != question.id and (known is None or known.value is None):
            taken[key] = Answer(key, other.version, said, words, "taken")
    return taken


def _lead(
    talk: Talk,
    question: Question,
    answers: dict[str, Answer],
    others: dict[str, Answer],
    *,
    corrected: bool,
    sure: bool,
) -> str:
    """What was understood, where the words left a doubt."""
    if corrected:
        shown = answer_text(talk.interview, question, answers[question.id])
        return say(talk.interview, "changed", label=question.label, answer=shown)
    if others:
        return say(talk.interview, "noted", labels=talk.labels([question.id, *others], answers))
    if question.type == "date_of_birth" or not (sure or question.type in ("text", "list", "name")):
        shown = answer_text(talk.interview, question, answers[question.id])
        return say(talk.interview, "say_noted", answer=shown)
    return ""


def _consent(talk: Talk, question: Question, value: Value, words: str) -> Outcome:
    if not value.value.get("agreed"):
        return withdraw(talk)
    answers = {**talk.state.answers, question.id: Answer(question.id, question.version, value.value, words)}
    state = replace(talk.moved(answers, question.id), early="")
    early = "\n".join(part for part in (talk.state.early, words) if part)
    facts = facts_in(early, talk.interview, talk.today)
    agreed = talk.at(state)
    facts = replace(facts, values={**beside(agreed, question, early.replace("\n", ". ")), **facts.values})
    return _early(agreed, facts, early) if facts.values else agreed.ask()


def withdraw(talk: Talk) -> Outcome:
    """No consent, or not any more: nothing that was said is kept."""
    return Outcome(State(status="declined"), (Draft("info", say(talk.interview, "declined")),), act="erase")


def _early(talk: Talk, facts: Facts, words: str) -> Outcome:
    """Facts said with or before consent, kept once it is given."""
    by_id = talk.interview.by_id
    taken = {key: Answer(key, by_id[key].version, said, words, "taken") for key, said in facts.values.items()}
    answers = {**talk.state.answers, **taken}
    state = talk.moved(answers, "", facts.age)
    over = ended(talk.at(state), by_id[talk.state.at], answers, taken)
    if over is not None:
        return over
    lead = say(talk.interview, "noted", labels=talk.labels(list(taken), answers))
    return talk.at(state).ask(lead)


def told(talk: Talk, new: dict[str, Any], words: str, age: int | None = None) -> Outcome:
    """Note answers to questions other than the open one, and ask that again."""
    by_id = talk.interview.by_id
    taken = {key: Answer(key, by_id[key].version, value, words, "taken") for key, value in new.items()}
    answers = {**talk.state.answers, **taken}
    after = talk.at(replace(talk.state, answers=answers, age_said=age or talk.state.age_said))
    over = ended(after, by_id[next(iter(taken))], answers, taken)
    return over or after.ask(say(talk.interview, "noted", labels=talk.labels(list(taken), answers)))


def _contradiction(talk: Talk, state: State, question: Question) -> Outcome:
    """The age said before and this date differ: ask once more, and then believe the date."""
    answers = {key: answer for key, answer in state.answers.items() if key != question.id}
    again = replace(state, answers=answers, age_said=None, at=question.id)
    return talk.at(again).ask(question.errors.get("contradicts_age", ""))


def correct(talk: Talk, question: Question, value: Value, words: str) -> Outcome:
    """Replace an earlier answer; the open question stays open."""
    words = _with_account(talk.state.answers.get(question.id), words, question)
    answers = {**talk.state.answers, question.id: Answer(question.id, question.version, value.value, words)}
    for key, said in value.extra:
        if key in talk.interview.by_id:
            answers[key] = Answer(key, talk.interview.by_id[key].version, said, words, "taken")
    state = talk.moved(answers, question.id)
    if talk.state.at in talk.interview.by_id and talk.state.at not in answers:
        still = {asked.id for asked in flow.path(talk.interview, state, talk.today)}
        state = replace(state, at=talk.state.at if talk.state.at in still else state.at)
    over = ended(talk.at(state), question, answers, {})
    if over is not None:
        return over
    shown = answer_text(talk.interview, question, answers[question.id])
    return alerted(talk, state, question, say(talk.interview, "changed", label=question.label, answer=shown))


_ACCOUNT = 9  # words from which those of a choice tell more than the choice


def _with_account(before: Answer | None, words: str, question: Question) -> str:
    """The words of a choice corrected, after what was told at length when it was first made."""
    told = before.words if before is not None and question.type == "choice" and question.other else ""
    return f"{told}; {words}" if len(told.split()) >= _ACCOUNT and told not in words else words


def clicked(talk: Talk, question: Question, value: Value, title: str) -> Outcome:
    """A button of the open question. Of a multiple choice, several are clicked one after another."""
    if question.type != "multi_choice" or value.value == ["none"]:
        return take(talk, question, value, title, facts=Facts())
    before = talk.state.answers.get(question.id)
    kept = list(before.value or []) if before and talk.state.collecting else []
    said = joined(before.words + "," if before and kept else "", title)
    ids = list(dict.fromkeys([*kept, *value.value]))
    answers = {**talk.state.answers, question.id: Answer(question.id, question.version, ids, said)}
    state = replace(talk.state, answers=answers, collecting=True, failures=0, heard=(), last=question.id)
    shown = answer_text(talk.interview, question, answers[question.id])
    return talk.at(state).ask(say(talk.interview, "multi_more", answer=shown))


def done_collecting(talk: Talk) -> Outcome:
    """That is all of a multiple choice."""
    if not talk.state.collecting:
        return talk.ask()
    state = talk.moved(dict(talk.state.answers), talk.state.at)
    return talk.at(state).ask()


def unread(talk: Talk, text: str, fault: Fault) -> Outcome:
    """Not understood: kind by cause, then an example, then an offer to skip or of a person."""
    question = talk.question
    if question is None:
        return talk.ask_review("review_unread")
    failures = talk.state.failures + 1
    keeps = text.strip() and question.type != "consent"  # before consent no words are kept
    heard = (*talk.state.heard, text) if keeps else talk.state.heard
    state = replace(talk.state, failures=failures, heard=heard)
    failed = talk.at(state)
    skippable = flow.can_skip(talk.interview, state, question)
    cause = (
        question.errors.get(fault.cause)
        or talk.interview.errors.get(fault.cause)
        or talk.interview.errors["not_understood"]
    )
    if failures >= 3:
        key = "offer_skip" if skippable else "offer_person" if question.type != "consent" else "offer_consent"
        lead = say(talk.interview, key)
        return failed.ask(lead, ("skip", "talk_person") if skippable else ("try_again", "talk_person"))
    if failures == 2 or fault.cause == "dont_know":
        why = "" if question.sensitive else question.why
        return failed.ask(joined(cause, say(talk.interview, "explain", why=why, example=question.example)))
    return failed.ask(cause)


def waves_off(question: Question, text: str) -> bool:
    """ "No", "I have none", "the same", "don't remember", where that means to leave the question."""
    if question.type in ("email", "phone"):
        return has_none(text)
    if question.type == "name":
        bare = re.sub(
            r"^(no|nope|nah)[ ,]+(?=(that'?s|just|i'?m|it'?s|my|the|same)\b)(just )?", "", plain(text)
        )
        bare = re.sub(r"^my (.*name) is (fine|ok|okay|good|great)$", "same", bare)
        return lexicon.no(text) or lexicon.none(bare) or bare in _SAME
    if (question.choices or question.type == "scale") and _NOT_FOR_ME.fullmatch(plain(text)):
        return True
    said_nothing = lexicon.dont_know(text) or lexicon.no(text) or lexicon.none(text)
    return question.other and not question.sensitive and said_nothing


def _contradicts(age_said: int | None, born: str, today: date) -> bool:
    return age_said is not None and abs(age_on(born, today) - age_said) > 1
