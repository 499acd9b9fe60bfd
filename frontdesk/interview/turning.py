"""What can happen in a turn: an answer is taken, corrected, skipped, not understood; the interview moves or ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from frontdesk.interview import flow, lexicon, show
from frontdesk.interview.facts import Facts, facts_in
from frontdesk.interview.reading import outside, read, valid
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.contact import has_none
from frontdesk.interview.readers.dates import age_on
from frontdesk.interview.show import answer_text, joined, question_draft, say
from frontdesk.interview.text import plain
from frontdesk.interview.values import REVIEW, Answer, Draft, Interview, Outcome, Question, State

_SAME = ("same", "the same", "same as above", "just that", "my first name", "first name is fine", "that one", "as above")
ITEM_9 = "phq9_9"  # thoughts of being better off dead or of self-harm
ALERT = "phq9_item9"
NUMBERED = re.compile(r"^(number|no\.?|#|question|answer|line|item)\s*|\s*(is|are)? ?(wrong|not right|incorrect|needs? (a )?(change|fix(ing)?|to change))$")


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern for plain text."""
    return re.compile(text)


@dataclass(frozen=True)
class Talk:
    """A turn's surroundings; every method returns the turn's outcome."""

    interview: Interview
    state: State
    today: date

    # --- saying ---------------------------------------------------------------------
    def info(self, key: str, **values: object) -> Outcome:
        """One sentence and no change."""
        return Outcome(self.state, (Draft("info", say(self.interview, key, **values)),))

    def ask(self, lead: str = "", extra: tuple[str, ...] = ()) -> Outcome:
        """The open question, no change."""
        return Outcome(self.state, (question_draft(self.interview, self.state, self.today, lead=lead, extra=extra),))

    def ask_review(self, key: str) -> Outcome:
        """The review, led in by a sentence."""
        return self.ask(say(self.interview, key))

    def digress(self) -> Outcome:
        """Something else was asked: the caller answers it, then asks again."""
        return Outcome(self.state, digression=True)

    def lines(self) -> tuple[show.Line, ...]:
        """The review's lines as they stand."""
        return show.review_lines(self.interview, self.state, self.today)

    @property
    def question(self) -> Question | None:
        """The open question, None at the review."""
        return self.interview.by_id.get(self.state.at)

    def why(self) -> Outcome:
        """Why the open question is asked, then the question."""
        question = self.question
        reason = question.why if question and question.why else say(self.interview, "why_default")
        skippable = question is not None and flow.can_skip(self.interview, self.state, question)
        return self.ask(joined(reason, self.interview.messages["can_skip_note"] if skippable and not question_says(question) else ""))

    def explain(self) -> Outcome:
        """What a good answer looks like, then the question."""
        question = self.question
        if question is None:
            return self.ask_review("review_unread")
        return self.ask(joined(question.example, "" if question.sensitive else question.why))

    def so_far(self) -> Outcome:
        """The numbered answers, then the open question."""
        if self.state.at == REVIEW:
            return self.ask()
        text = show.review_text(self.interview, self.state, self.today)
        said = say(self.interview, "so_far") + "\n" + text if text else say(self.interview, "so_far_empty")
        return Outcome(self.state, (Draft("info", said), *self.ask().drafts))

    # --- answers --------------------------------------------------------------------
    def take(self, question: Question, value: Value, words: str, *, facts: Facts | None = None) -> Outcome:
        """Save an answer to the open question, with what else the words tell, and go on."""
        if question.type == "consent":
            return self._consent(question, value, words)
        found = facts or facts_in(words, self.interview, self.today)
        answers = dict(self.state.answers)
        corrected = question.id in answers
        answers[question.id] = Answer(question.id, question.version, value.value, words)
        others = self._others(question, value, found, answers, words)
        answers.update(others)
        state = self._moved(answers, question.id, found.age)
        ended = _ended(Talk(self.interview, state, self.today), question, answers, others)
        if ended is not None:
            return ended
        if question.type == "date_of_birth" and _contradicts(state.age_said, str(value.value), self.today):
            return self._contradiction(state, question)
        lead = self._lead(question, answers, others, corrected)
        return _alerted(self, state, question, lead)

    def _others(
        self, question: Question, value: Value, found: Facts, answers: dict[str, Answer], words: str
    ) -> dict[str, Answer]:
        told = {**found.values, **{key: said for key, said in value.extra if key in self.interview.by_id}}
        taken = {}
        for key, said in told.items():
            other = self.interview.by_id[key]
            known = answers.get(key)
            if key != question.id and (known is None or known.value is None):
                taken[key] = Answer(key, other.version, said, words, "taken")
        return taken

    def _lead(self, question: Question, answers: dict[str, Answer], others: dict[str, Answer], corrected: bool) -> str:
        if corrected:
            shown = answer_text(self.interview, question, answers[question.id])
            return say(self.interview, "changed", label=question.label, answer=shown)
        if others:
            return say(self.interview, "noted", labels=self._labels([question.id, *others], answers))
        if question.type == "date_of_birth":
            return say(self.interview, "say_date", answer=answer_text(self.interview, question, answers[question.id]))
        return ""

    def _moved(self, answers: dict[str, Answer], last: str, age: int | None = None) -> State:
        state = replace(
            self.state,
            answers=answers,
            failures=0,
            heard=(),
            collecting=False,
            last=last,
            shelf={},
            age_said=age or self.state.age_said,
        )
        return replace(state, at=flow.next_question(self.interview, state, self.today))

    def _consent(self, question: Question, value: Value, words: str) -> Outcome:
        if not value.value.get("agreed"):
            closed = State(status="declined")
            return Outcome(closed, (Draft("info", say(self.interview, "declined")),), act="erase")
        answers = {**self.state.answers, question.id: Answer(question.id, question.version, value.value, words)}
        state = replace(self._moved(answers, question.id), early="")
        talk = Talk(self.interview, state, self.today)
        early = joined(self.state.early, words)
        told = facts_in(early, self.interview, self.today)
        if told.values:
            return talk._early(told, early)
        return talk.ask()

    def _early(self, told: Facts, words: str) -> Outcome:
        """Facts said with or before consent, kept once it is given."""
        by_id = self.interview.by_id
        taken = {key: Answer(key, by_id[key].version, said, words, "taken") for key, said in told.values.items()}
        answers = {**self.state.answers, **taken}
        state = self._moved(answers, next(reversed(taken)), told.age)
        ended = _ended(Talk(self.interview, state, self.today), by_id[self.state.at], answers, taken)
        if ended is not None:
            return ended
        lead = say(self.interview, "noted", labels=self._labels(list(taken), answers))
        return Talk(self.interview, state, self.today).ask(lead)

    def told(self, new: dict[str, Any], words: str, age: int | None = None) -> Outcome:
        """Note answers to questions other than the open one, and ask that again."""
        by_id = self.interview.by_id
        taken = {key: Answer(key, by_id[key].version, value, words, "taken") for key, value in new.items()}
        answers = {**self.state.answers, **taken}
        after = Talk(self.interview, replace(self.state, answers=answers, age_said=age or self.state.age_said), self.today)
        ended = _ended(after, by_id[next(iter(taken))], answers, taken)
        return ended or after.ask(say(self.interview, "noted", labels=self._labels(list(taken), answers)))

    def _labels(self, keys: list[str], answers: dict[str, Answer]) -> str:
        by_id = self.interview.by_id
        return ", ".join(f"{by_id[key].label} {answer_text(self.interview, by_id[key], answers[key])}" for key in keys)

    def _contradiction(self, state: State, question: Question) -> Outcome:
        """The age said before and this date differ: ask once more, and then believe the date."""
        answers = {key: answer for key, answer in state.answers.items() if key != question.id}
        again = replace(state, answers=answers, age_said=None, at=question.id)
        return Talk(self.interview, again, self.today).ask(question.errors.get("contradicts_age", ""))

    def correct(self, question: Question, value: Value, words: str) -> Outcome:
        """Replace an earlier answer; the open question stays open."""
        answers = {**self.state.answers, question.id: Answer(question.id, question.version, value.value, words)}
        for key, said in value.extra:
            if key in self.interview.by_id:
                answers[key] = Answer(key, self.interview.by_id[key].version, said, words, "taken")
        state = self._moved(answers, question.id)
        if self.state.at in self.interview.by_id and self.state.at not in answers:
            still = {asked.id for asked in flow.path(self.interview, state, self.today)}
            state = replace(state, at=self.state.at if self.state.at in still else state.at)
        ended = _ended(Talk(self.interview, state, self.today), question, answers, {})
        if ended is not None:
            return ended
        shown = answer_text(self.interview, question, answers[question.id])
        return _alerted(self, state, question, say(self.interview, "changed", label=question.label, answer=shown))

    def clicked(self, question: Question, value: Value, title: str) -> Outcome:
        """A button of the open question. Of a multiple choice, several are clicked one after another."""
        if question.type != "multi_choice" or value.value == ["none"]:
            return self.take(question, value, title, facts=Facts())
        before = self.state.answers.get(question.id)
        kept = list(before.value or []) if before and self.state.collecting else []
        said = joined(before.words + "," if before and kept else "", title)
        ids = list(dict.fromkeys([*kept, *value.value]))
        answers = {**self.state.answers, question.id: Answer(question.id, question.version, ids, said)}
        state = replace(self.state, answers=answers, collecting=True, failures=0, heard=(), last=question.id)
        shown = answer_text(self.interview, question, answers[question.id])
        return Talk(self.interview, state, self.today).ask(say(self.interview, "multi_more", answer=shown))

    def done_collecting(self) -> Outcome:
        """That is all of a multiple choice."""
        if not self.state.collecting:
            return self.ask()
        state = self._moved(dict(self.state.answers), self.state.at)
        return Talk(self.interview, state, self.today).ask()

    def unread(self, text: str, fault: Fault) -> Outcome:
        """Not understood: kind by cause, then an example, then an offer to skip or of a person."""
        question = self.question
        if question is None:
            return self.ask_review("review_unread")
        declined = has_none(text) if question.type in ("email", "phone") else lexicon.no(text) or lexicon.none(text) or plain(text) in _SAME
        unknown = fault.cause in ("dont_know", "not_understood") and question.other and not question.sensitive
        if unknown and lexicon.dont_know(text) and question.can_skip:
            return self.skip(text)
        if declined and question.type in ("email", "phone", "name") and question.can_skip:
            return self.skip(text)
        failures = self.state.failures + 1
        state = replace(self.state, failures=failures, heard=(*self.state.heard, text) if text.strip() else self.state.heard)
        talk = Talk(self.interview, state, self.today)
        skippable = flow.can_skip(self.interview, state, question)
        cause = question.errors.get(fault.cause) or self.interview.errors.get(fault.cause) or self.interview.errors["not_understood"]
        if failures >= 3:
            lead = say(self.interview, "offer_skip" if skippable else "offer_person")
            return talk.ask(lead, ("skip", "talk_person") if skippable else ("try_again", "talk_person"))
        if failures == 2 or fault.cause == "dont_know":
            why = "" if question.sensitive else question.why
            return talk.ask(joined(cause, say(self.interview, "explain", why=why, example=question.example)))
        return talk.ask(cause)

    # --- moving ---------------------------------------------------------------------
    def skip(self, words: str = "") -> Outcome:
        """Leave the open question; words that could not be read are kept for staff."""
        question = self.question
        if question is None:
            return self.ask()
        if question.id in self.state.answers:
            state = self._moved(dict(self.state.answers), self.state.last)
            return Talk(self.interview, state, self.today).ask(say(self.interview, "kept"))
        if not flow.can_skip(self.interview, self.state, question):
            return self._not_skippable(question)
        heard = "\n".join((*self.state.heard, words) if words.strip() else self.state.heard)
        how = "unread" if self.state.heard else "skipped"
        answers = {**self.state.answers, question.id: Answer(question.id, question.version, None, heard, how)}
        state = self._moved(answers, question.id)
        return Talk(self.interview, state, self.today).ask(say(self.interview, "skipped"))

    def _not_skippable(self, question: Question) -> Outcome:
        if question.type == "consent":
            return self.ask(say(self.interview, "consent_needed"))
        if question.one_of:
            # both ways were skipped: the first may be given after all
            return self.ask(say(self.interview, "need_one_contact"), ("talk_person",))
        return self.ask(say(self.interview, "cannot_skip", why=question.why), ("talk_person",))

    def skip_section(self) -> Outcome:
        """Leave the rest of a questionnaire."""
        question = self.question
        if question is None or not question.questionnaire:
            return self.skip()
        state = replace(self.state, skipped_sections=(*self.state.skipped_sections, question.section))
        moved = Talk(self.interview, state, self.today)._moved(dict(state.answers), state.last)
        return Talk(self.interview, moved, self.today).ask(say(self.interview, "skipped_section"))

    def back(self) -> Outcome:
        """The question before, with its answer kept until there is a new one."""
        before = flow.before(self.interview, self.state, self.today)
        if before is None:
            return self.ask(say(self.interview, "back_first"))
        return self._reopen(before, "back")

    def edit(self, question_id: str) -> Outcome:
        """Ask one question again."""
        question = self.interview.by_id.get(question_id)
        asked = {known.id for known in flow.path(self.interview, self.state, self.today)}
        if question is None or question.type == "consent" or question_id not in asked:
            return self.ask(say(self.interview, "cannot_edit"))
        if question_id not in self.state.answers and question_id != self.state.at:
            return self.ask(say(self.interview, "cannot_edit"))
        return self._reopen(question_id, "editing")

    def _reopen(self, question_id: str, key: str) -> Outcome:
        question = self.interview.by_id[question_id]
        state = replace(self.state, at=question_id, failures=0, heard=(), collecting=False)
        answer = state.answers.get(question_id)
        if answer is None or answer.value is None:
            return Talk(self.interview, state, self.today).ask(say(self.interview, f"{key}_empty"))
        shown = answer_text(self.interview, question, answer)
        return Talk(self.interview, state, self.today).ask(say(self.interview, key, answer=shown))

    def restart(self) -> Outcome:
        """From the beginning; the answers can be brought back until the first new one."""
        state = State(at=self.interview.questions[0].id, shelf=dict(self.state.answers))
        return Talk(self.interview, state, self.today).ask(say(self.interview, "restarted"))

    def restore(self) -> Outcome:
        """Undo "start over"."""
        if not self.state.shelf:
            return self.ask()
        state = replace(self.state, answers=dict(self.state.shelf), shelf={})
        state = replace(state, at=flow.next_question(self.interview, state, self.today))
        return Talk(self.interview, state, self.today).ask(say(self.interview, "restored"))

    # --- ending ---------------------------------------------------------------------
    def pause(self, key: str) -> Outcome:
        """Close for now, keep what was said."""
        if not self.state.answers:
            return Outcome(State(status="declined"), (Draft("info", say(self.interview, "declined")),), act="erase")
        return Outcome(replace(self.state, status="paused"), (Draft("info", say(self.interview, key)),))

    def close_minor(self) -> Outcome:
        """Under age: kind words, whom to call, and nothing kept."""
        words = say(self.interview, "minor", minimum_age=self.interview.minimum_age)
        return Outcome(State(status="minor"), (Draft("info", words),), act="erase")

    def person(self) -> Outcome:
        """Asked for a person: the caller makes the case and says its reference, then the question is asked again."""
        return replace(self.ask(), act="person")

    def submit(self) -> Outcome:
        """Validate everything once more; send, or ask for what is missing."""
        for question in flow.path(self.interview, self.state, self.today):
            answer = self.state.answers.get(question.id)
            if answer is None or not valid(answer, question, self.interview, self.today):
                answers = {key: kept for key, kept in self.state.answers.items() if key != question.id}
                state = replace(self.state, answers=answers, at=question.id, failures=0, heard=())
                return Talk(self.interview, state, self.today).ask(say(self.interview, "review_missing"))
        if not self._reachable():
            contact = next(q for q in self.interview.questions if q.one_of)
            answers = {key: kept for key, kept in self.state.answers.items() if key not in contact.one_of}
            state = replace(self.state, answers=answers, at=contact.id, failures=0, heard=())
            return Talk(self.interview, state, self.today).ask(say(self.interview, "need_one_contact"))
        return Outcome(replace(self.state, status="submitted", at=""), act="submit")

    def _reachable(self) -> bool:
        groups = {question.one_of for question in self.interview.questions if question.one_of}
        return all(any((a := self.state.answers.get(key)) and a.value is not None for key in group) for group in groups)


def question_says(question: Question | None) -> bool:
    """Whether the question itself already says that it can be skipped."""
    return question is not None and question.sensitive


def _contradicts(age_said: int | None, born: str, today: date) -> bool:
    return age_said is not None and abs(age_on(born, today) - age_said) > 1


def _ended(talk: Talk, question: Question, answers: dict[str, Answer], others: dict[str, Answer]) -> Outcome | None:
    """Under age, or living where the clinic may not treat: the interview ends kindly."""
    for key in (question.id, *others):
        asked, answer = talk.interview.by_id[key], answers.get(key)
        if answer is None or answer.value is None:
            continue
        if asked.type == "date_of_birth" and age_on(str(answer.value), talk.today) < talk.interview.minimum_age:
            return talk.close_minor()
        if asked.type == "state" and (where := outside(answer.value, talk.interview)):
            states = _listed([show.spoken_state(code, talk.interview.places) for code in talk.interview.states_served])
            closed = replace(talk.state, status="out_of_area")
            return Outcome(closed, (Draft("info", say(talk.interview, where, states=states)),))
    return None


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def _alerted(talk: Talk, state: State, question: Question, lead: str) -> Outcome:
    """The next question, or after item 9 above zero a gentle stop that the caller leads with crisis help."""
    after = Talk(talk.interview, state, talk.today)
    answer = state.answers.get(question.id)
    before = talk.state.answers.get(question.id)
    fresh = before is None or before.value != (answer.value if answer else None)
    if question.id == ITEM_9 and answer is not None and isinstance(answer.value, int) and answer.value > 0 and fresh:
        told = after.ask(say(talk.interview, "after_alert"), ("talk_person", "later"))
        return replace(told, alert=ALERT)
    return after.ask(lead)


def read_with_facts(talk: Talk, question: Question, text: str) -> Read:
    """Read an answer where other facts may stand around it."""
    direct = read(text, question, talk.interview, talk.today)
    if question.type not in ("name", "state", "date_of_birth", "email", "phone"):
        return direct
    told = facts_in(text, talk.interview, talk.today)
    if question.id in told.values and (not isinstance(direct, Value) or question.type == "name"):
        extra = tuple((key, value) for key, value in told.values.items() if key != question.id)
        return Value(told.values[question.id], True, extra)
    if not isinstance(direct, Value) and told.rest and told.rest != text and question.type in ("name", "state"):
        return read(told.rest.split(",")[0], question, talk.interview, talk.today)
    if isinstance(direct, Value) and question.type == "name" and question.part == "last":
        return _without_first(talk, direct)
    return direct


def _without_first(talk: Talk, direct: Value) -> Value:
    """"Ana Ruiz" given as the last name of Ana is Ruiz."""
    first = next((a.value for k, a in talk.state.answers.items() if talk.interview.by_id[k].part == "first"), None)
    said = str(direct.value)
    if isinstance(first, str) and said.casefold().startswith(first.casefold() + " "):
        return Value(said[len(first) + 1 :], direct.sure, direct.extra)
    return direct


def facts_only(talk: Talk, question: Question, text: str) -> Outcome | None:
    """The message does not answer the question but tells other things: note them and ask again."""
    told = facts_in(text, talk.interview, talk.today)
    if question.type == "consent":
        if not told.values:
            return None
        early = joined(talk.state.early, text)
        return Talk(talk.interview, replace(talk.state, early=early), talk.today).ask(say(talk.interview, "early_facts"))
    new = {key: value for key, value in told.values.items() if _open(talk, key)}
    return talk.told(new, text, told.age) if new else None


def _open(talk: Talk, key: str) -> bool:
    known = talk.state.answers.get(key)
    return known is None or known.value is None


def corrections(talk: Talk, text: str, *, but: str = "") -> Outcome | None:
    """A bare e-mail address, number or "I live in …" replaces the one known (`but` one question's)."""
    told = facts_in(text, talk.interview, talk.today)
    changed: dict[str, Any] = {
        key: value
        for key, value in told.values.items()
        if key != but and key in talk.state.answers and talk.state.answers[key].value != value
    }
    outcome: Outcome | None = None
    for key, value in changed.items():
        current = Talk(talk.interview, outcome.state if outcome else talk.state, talk.today)
        outcome = current.correct(talk.interview.by_id[key], Value(value), text)
        if not outcome.state.open:
            return outcome
    return outcome
