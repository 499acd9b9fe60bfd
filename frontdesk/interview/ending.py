"""Ways the interview stops: paused, sent, under age, too far away; and the alert of PHQ-9 item 9."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.interview import flow
from frontdesk.interview.readers.dates import age_on
from frontdesk.interview.readers.places import spoken_state
from frontdesk.interview.reading import outside, valid
from frontdesk.interview.show import say
from frontdesk.interview.talk import Talk
from frontdesk.interview.values import ITEM_9, Answer, Draft, Outcome, Question, State

ALERT = "phq9_item9"


def pause(talk: Talk, key: str) -> Outcome:
    """Close for now, keep what was said. `key`: "paused" to come back later, "stopped" for good.

    Who comes back later gets a link by e-mail, where there is an address and a date of birth to ask for.
    """
    if not talk.state.answers:
        return Outcome(
            State(status="declined"), (Draft("info", say(talk.interview, "declined")),), act="erase"
        )
    titles = talk.interview.choice_titles
    email, born = talk.state.answers.get("email"), talk.state.answers.get("date_of_birth")
    resume = ({"id": "resume_intake", "title": titles["resume"]},)
    closed = replace(talk.state, status="paused")
    if key == "paused" and email is not None and email.value and born is not None and born.value:
        text = say(talk.interview, "paused_link", email=_masked(str(email.value)))
        return Outcome(closed, (Draft("info", text, choices=resume),), act="pause_link")
    return Outcome(closed, (Draft("info", say(talk.interview, key), choices=resume),), act=key)


def _masked(email: str) -> str:
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def close_minor(talk: Talk) -> Outcome:
    """Under age: kind words, whom to call, and nothing kept."""
    words = say(talk.interview, "minor", minimum_age=talk.interview.minimum_age)
    return Outcome(State(status="minor"), (Draft("info", words),), act="erase")


def person(talk: Talk) -> Outcome:
    """Asked for a person: the caller makes the case and says its reference before the question."""
    return replace(talk.ask(), act="person")


def submit(talk: Talk) -> Outcome:
    """Validate everything once more; send, or ask for what is missing."""
    for question in flow.path(talk.interview, talk.state, talk.today):
        answer = talk.state.answers.get(question.id)
        if answer is None or not valid(answer, question, talk.interview, talk.today):
            answers = {key: kept for key, kept in talk.state.answers.items() if key != question.id}
            state = replace(talk.state, answers=answers, at=question.id, failures=0, heard=())
            return talk.at(state).ask(say(talk.interview, "review_missing"))
    if not _reachable(talk):
        contact = next(q for q in talk.interview.questions if q.one_of)
        answers = {key: kept for key, kept in talk.state.answers.items() if key not in contact.one_of}
        state = replace(talk.state, answers=answers, at=contact.id, failures=0, heard=())
        return talk.at(state).ask(say(talk.interview, "need_one_contact"))
    return Outcome(replace(talk.state, status="submitted", at=""), act="submit")


def _reachable(talk: Talk) -> bool:
    groups = {question.one_of for question in talk.interview.questions if question.one_of}
    return all(
        any((a := talk.state.answers.get(key)) and a.value is not None for key in group) for group in groups
    )


def ended(
    talk: Talk, question: Question, answers: dict[str, Answer], others: dict[str, Answer]
) -> Outcome | None:
    """Under age, or living where the clinic may not treat: the interview ends kindly."""
    for key in (question.id, *others):
        asked, answer = talk.interview.by_id[key], answers.get(key)
        if answer is None or answer.value is None:
            continue
        if (
            asked.type == "date_of_birth"
            and age_on(str(answer.value), talk.today) < talk.interview.minimum_age
        ):
            return close_minor(talk)
        if asked.type == "state" and (where := outside(answer.value, talk.interview)):
            states = _listed(
                [spoken_state(code, talk.interview.places) for code in talk.interview.states_served]
            )
            closed = replace(talk.state, status="out_of_area")
            offer = ({"id": "talk_to_person", "title": talk.interview.choice_titles["talk_person"]},)
            return Outcome(closed, (Draft("info", say(talk.interview, where, states=states), choices=offer),))
    return None


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def alerted(talk: Talk, state: State, question: Question, lead: str) -> Outcome:
    """The next question, or after item 9 above zero a gentle stop that the caller leads with crisis help."""
    after = talk.at(state)
    answer = state.answers.get(question.id)
    before = talk.state.answers.get(question.id)
    fresh = before is None or before.value != (answer.value if answer else None)
    if (
        question.id == ITEM_9
        and answer is not None
        and isinstance(answer.value, int)
        and answer.value > 0
        and fresh
    ):
        asked = after.ask(say(talk.interview, "after_alert"), ("talk_person", "later"))
        return replace(asked, alert=ALERT)
    return after.ask(lead)
