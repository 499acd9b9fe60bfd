"""One turn of the interview: a state and a message in, a new state and what to say out. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from frontdesk.interview import asking, commands, flow, lexicon
from frontdesk.interview.answering import answering
from frontdesk.interview.ending import close_minor, pause, person, submit
from frontdesk.interview.facts import says_minor
from frontdesk.interview.meaning import SURELY
from frontdesk.interview.moving import back, edit, restart, restore, skip, skip_section
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.reading import pick, read
from frontdesk.interview.reviewing import reviewing
from frontdesk.interview.show import question_draft, say
from frontdesk.interview.taking import clicked, correct, done_collecting, unread, withdraw
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import without_reminder
from frontdesk.interview.values import NOTE, REVIEW, Draft, Interview, Outcome, Question, State, Turn

COMMANDS: dict[str, Callable[[Talk], Outcome]] = {
    "skip": skip,
    "skip_section": skip_section,
    "back": back,
    "why": Talk.why,
    "withdraw": withdraw,
    "later": lambda talk: pause(talk, "paused"),
    "stop": lambda talk: pause(talk, "stopped"),
    "restart": restart,
    "restore": restore,
    "person": person,
    "talk_person": person,
    "review": Talk.so_far,
    "repeat": Talk.ask,
    "try_again": Talk.ask,
    "explain": Talk.explain,
    "done": done_collecting,
    "too_early": lambda talk: talk.ask(say(talk.interview, "not_finished")),
}


def begin(interview: Interview, state: State | None, today: date) -> Outcome:
    """Open an interview, or take up the one that stands at `state`."""
    fresh = State(at=interview.questions[0].id)
    if state is None or state.status in ("declined", "minor", "expired"):
        return Outcome(fresh, (question_draft(interview, fresh, today),))
    if state.status == "submitted":
        return Outcome(replace(state, at=NOTE), act="resubmitted")
    if not state.answers and state.status == "open":
        return Outcome(state, (question_draft(interview, state, today),))
    answers = dict(state.answers)
    if state.status == "out_of_area":
        answers = {key: value for key, value in answers.items() if interview.by_id[key].type != "state"}
    opened = replace(state, status="open", answers=answers, failures=0, heard=(), collecting=False)
    opened = replace(opened, at=flow.next_question(interview, opened, today))
    if state.early:
        waiting = step(interview, replace(opened, early=""), Turn(state.early), today)
        said = say(interview, "resumed")
        if opened.at in waiting.state.answers:
            after = Talk(interview, waiting.state, today)
            noted = say(interview, "noted", labels=after.labels([opened.at], dict(waiting.state.answers)))
            said = f"{said} {noted}"
        return replace(waiting, drafts=(Draft("info", said), *waiting.drafts))
    return Outcome(opened, (question_draft(interview, opened, today, lead=say(interview, "resumed")),))


def while_paused(interview: Interview, state: State, text: str, today: date) -> Outcome | None:
    """Whether to go on, where the words would answer the question at which the interview was paused.

    They are kept, and taken when it goes on. None where they would not, and after the first such words.
    """
    asked = flow.next_question(interview, state, today)
    question = interview.by_id.get(asked)
    if state.status != "paused" or state.early or question is None or asking.asks(text):
        return None
    if not isinstance(read(text, question, interview, today), Value):
        return None
    offer = ({"id": "resume_intake", "title": interview.choice_titles["resume"]},)
    words = say(interview, "while_paused", ask=question.ask)
    return Outcome(replace(state, early=text), (Draft("info", words, choices=offer),))


def ask_again(interview: Interview, state: State, today: date) -> Outcome:
    """The open question once more, after something else was answered."""
    if not state.open or not state.at:
        return Outcome(state)
    lead = say(interview, "again")
    return Outcome(state, (question_draft(interview, state, today, lead=lead, again=True),))


def step(interview: Interview, state: State, turn: Turn, today: date) -> Outcome:
    """Take one message."""
    turn = _told_again(turn, state.at)
    talk = Talk(interview, state, today, turn.understanding)
    if not state.open:
        return talk.info("not_open")
    if state.at == NOTE:
        return _note(talk, turn)
    if turn.choice:
        return _clicked(talk, turn.choice)
    if not turn.text.strip():
        return unread(talk, "", Fault("empty"))
    question = talk.question
    if says_minor(turn.text, interview.minimum_age) and (question is None or question.type != "scale"):
        return close_minor(talk)
    if state.at == REVIEW:
        return reviewing(talk, turn, COMMANDS)
    return answering(talk, turn, COMMANDS)


def _told_again(turn: Turn, at: str) -> Turn:
    """The words beside "as I said": an answer, whatever the reminder was heard as."""
    about, share = turn.understanding.about[0] if turn.understanding.about else ("", 0.0)
    changes = turn.understanding.wish == "change" and share >= SURELY and about != at
    said = turn.text if changes else without_reminder(turn.text)  # "evenings, not mornings like I said"
    heard = replace(turn.understanding, wish=None, wish_confidence=0.0)
    return turn if said == turn.text else replace(turn, text=said, understanding=heard)


def _note(talk: Talk, turn: Turn) -> Outcome:
    closed = replace(talk.state, at="")
    if (
        turn.choice
        or commands.command(turn.text) in ("stop", "later", "skip", "back")
        or lexicon.no(turn.text)
    ):
        return Outcome(closed, act="resubmitted")
    if asking.asks(turn.text) and turn.understanding.answerable:
        return talk.digress()
    return Outcome(closed, act="note", note=turn.text)


def _clicked(talk: Talk, choice: str) -> Outcome:
    """A choice: a command, an answer to the open question, or one to a question asked before."""
    if choice.startswith("edit_") and choice[5:] in talk.interview.by_id:
        return edit(talk, choice[5:])
    if choice == "review_confirm":
        return submit(talk) if talk.state.at == REVIEW else talk.ask()
    if choice in COMMANDS:
        return COMMANDS[choice](talk)
    for question in sorted(talk.interview.questions, key=lambda known: -len(known.id)):
        local = choice.removeprefix(f"{question.id}_")
        value = pick(local, question) if local != choice else None
        if value is None:
            continue
        if question.id == talk.state.at:
            return clicked(talk, question, value, _title(question, local))
        if question.id in talk.state.answers and question.type not in ("consent", "multi_choice"):
            return correct(talk, question, value, _title(question, local))
    return talk.ask()


def _title(question: Question, local: str) -> str:
    return next((choice.title for choice in question.choices if choice.id == local), local)
