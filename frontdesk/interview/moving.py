"""Moving about in the interview: skip, back, edit, start over."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.interview import flow
from frontdesk.interview.show import answer_text, say
from frontdesk.interview.talk import Talk
from frontdesk.interview.values import Answer, Outcome, Question, State


def skip(talk: Talk, words: str = "") -> Outcome:
    """Leave the open question; words that could not be read are kept for staff."""
    question = talk.question
    if question is None:
        return talk.ask()
    if question.id in talk.state.answers:
        state = talk.moved(dict(talk.state.answers), talk.state.last)
        return talk.at(state).ask(say(talk.interview, "kept"))
    if not flow.can_skip(talk.interview, talk.state, question):
        return _not_skippable(talk, question)
    heard = "\n".join((*talk.state.heard, words) if words.strip() else talk.state.heard)
    how = "unread" if talk.state.heard else "skipped"
    answers = {**talk.state.answers, question.id: Answer(question.id, question.version, None, heard, how)}
    state = talk.moved(answers, question.id)
    return talk.at(state).ask(say(talk.interview, "skipped"))


def _not_skippable(talk: Talk, question: Question) -> Outcome:
    if question.type == "consent":
        return talk.ask(say(talk.interview, "consent_needed"))
    if question.one_of:
        # both ways were skipped: the first may be given after all
        return talk.ask(say(talk.interview, "need_one_contact"), ("talk_person",))
    return talk.ask(say(talk.interview, "cannot_skip", why=question.why), ("talk_person",))


def skip_section(talk: Talk) -> Outcome:
    """Leave the rest of a questionnaire."""
    question = talk.question
    if question is None or not question.questionnaire:
        return skip(talk)
    state = replace(talk.state, skipped_sections=(*talk.state.skipped_sections, question.section))
    moved = talk.at(state).moved(dict(state.answers), state.last)
    return talk.at(moved).ask(say(talk.interview, "skipped_section"))


def back(talk: Talk) -> Outcome:
    """The question before, with its answer kept until there is a new one."""
    before = flow.before(talk.interview, talk.state, talk.today)
    if before is None:
        return talk.ask(say(talk.interview, "back_first"))
    return _reopen(talk, before, "back")


def edit(talk: Talk, question_id: str) -> Outcome:
    """Ask one question again."""
    question = talk.interview.by_id.get(question_id)
    asked = {known.id for known in flow.path(talk.interview, talk.state, talk.today)}
    if question is None or question.type == "consent" or question_id not in asked:
        return talk.ask(say(talk.interview, "cannot_edit"))
    if question_id not in talk.state.answers and question_id != talk.state.at:
        return talk.ask(say(talk.interview, "cannot_edit"))
    return _reopen(talk, question_id, "editing")


def edit_kept(talk: Talk, question_id: str, text: str) -> Outcome:
    """Ask one question again; words that could not be used for it are kept for staff, beside its answer."""
    opened = edit(talk, question_id)
    if not text.strip() or opened.state.at != question_id:
        return opened
    return replace(opened, state=replace(opened.state, heard=(text,)))


def which_of(talk: Talk, question_id: str) -> Outcome:
    """Ask one question again where several of its choices were named and one may be."""
    opened = edit(talk, question_id)
    which = talk.interview.errors["two_of_them"]
    return talk.at(opened.state).ask(which) if opened.state.at == question_id else opened


def _reopen(talk: Talk, question_id: str, key: str) -> Outcome:
    question = talk.interview.by_id[question_id]
    state = replace(talk.state, at=question_id, failures=0, heard=(), collecting=False)
    answer = state.answers.get(question_id)
    if answer is None or answer.value is None:
        return talk.at(state).ask(say(talk.interview, f"{key}_empty"))
    shown = answer_text(talk.interview, question, answer)
    return talk.at(state).ask(say(talk.interview, key, answer=shown))


def restart(talk: Talk) -> Outcome:
    """From the beginning; the answers can be brought back until the first new one."""
    # said twice, it must not throw away what the first one kept
    shelf = dict(talk.state.answers or talk.state.shelf)
    state = State(at=talk.interview.questions[0].id, shelf=shelf)
    return talk.at(state).ask(say(talk.interview, "restarted"))


def restore(talk: Talk) -> Outcome:
    """Undo "start over"."""
    if not talk.state.shelf:
        return talk.ask()
    state = replace(talk.state, answers=dict(talk.state.shelf), shelf={})
    state = replace(state, at=flow.next_question(talk.interview, state, talk.today))
    return talk.at(state).ask(say(talk.interview, "restored"))
