"""A turn's surroundings: interview, state and day; and the ways to answer without changing anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from frontdesk.interview import flow, show
from frontdesk.interview.show import answer_text, joined, question_draft, say
from frontdesk.interview.values import (
    REVIEW,
    Answer,
    Draft,
    Interview,
    Outcome,
    Question,
    State,
    Understanding,
)


@dataclass(frozen=True)
class Talk:
    """One turn. Its methods say something and change nothing but what they are told to."""

    interview: Interview
    state: State
    today: date
    heard: Understanding = Understanding()

    def at(self, state: State) -> Talk:
        """The same turn with another state."""
        return replace(self, state=state)

    def info(self, key: str, **values: object) -> Outcome:
        """One sentence and no change."""
        return Outcome(self.state, (Draft("info", say(self.interview, key, **values)),))

    def ask(self, lead: str = "", extra: tuple[str, ...] = ()) -> Outcome:
        """The open question, no change."""
        return Outcome(
            self.state, (question_draft(self.interview, self.state, self.today, lead=lead, extra=extra),)
        )

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

    def why(self, asked: Question | None = None) -> Outcome:
        """Why the open question is asked, or another one that is asked about, then the open question."""
        if asked is not None and asked.why and asked.id != self.state.at:
            return self.ask(asked.why)
        question = self.question
        reason = question.why if question and question.why else say(self.interview, "why_default")
        skippable = question is not None and flow.can_skip(self.interview, self.state, question)
        # a sensitive question says so itself
        note = skippable and question is not None and not question.sensitive
        return self.ask(joined(reason, self.interview.messages["can_skip_note"] if note else ""))

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

    def moved(self, answers: dict[str, Answer], last: str, age: int | None = None) -> State:
        """The state with `answers`, at the next question; `last` was answered most recently.

        Of an answer that was open again and stays, words which could not be read are kept beside it.
        """
        state = replace(
            self.state,
            answers=self._with_heard(answers),
            failures=0,
            heard=(),
            collecting=False,
            last=last,
            shelf={},
            age_said=age or self.state.age_said,
        )
        return replace(state, at=flow.next_question(self.interview, state, self.today))

    def _with_heard(self, answers: dict[str, Answer]) -> dict[str, Answer]:
        at, heard = self.state.at, self.state.heard
        kept = answers.get(at)
        if not heard or kept is None or kept.value is None or kept is not self.state.answers.get(at):
            return answers
        said = "; ".join(part for part in (kept.words, *heard) if part)
        return {**answers, at: replace(kept, words=said)}

    def labels(self, keys: list[str], answers: dict[str, Answer]) -> str:
        """What was noted, by label."""
        by_id = self.interview.by_id
        return "; ".join(
            f"{by_id[key].label}: {answer_text(self.interview, by_id[key], answers[key])}" for key in keys
        )
