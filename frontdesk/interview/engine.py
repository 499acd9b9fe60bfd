"""One turn of the interview: a state and a message in, a new state and what to say out. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from frontdesk.interview import asking, commands, flow, lexicon, turning
from frontdesk.interview.facts import says_minor
from frontdesk.interview.reading import FREE, exact, pick, read
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.show import question_draft, say
from frontdesk.interview.text import gibberish, plain
from frontdesk.interview.turning import Talk
from frontdesk.interview.values import NOTE, REVIEW, Answer, Interview, Outcome, Question, State, Turn


def begin(interview: Interview, state: State | None, today: date) -> Outcome:
    """Open an interview, or take up the one that stands at `state`."""
    fresh = State(at=interview.questions[0].id)
    if state is None or state.status in ("declined", "minor"):
        return Outcome(fresh, (question_draft(interview, fresh, today),))
    if state.status == "submitted":
        noting = replace(state, at=NOTE)
        return Outcome(noting, act="resubmitted")
    if not state.answers and state.status == "open":
        return Outcome(state, (question_draft(interview, state, today),))
    answers = dict(state.answers)
    if state.status == "out_of_area":
        answers = {key: value for key, value in answers.items() if interview.by_id[key].type != "state"}
    opened = replace(state, status="open", answers=answers, failures=0, heard=(), collecting=False)
    opened = replace(opened, at=flow.next_question(interview, opened, today))
    return Outcome(opened, (question_draft(interview, opened, today, lead=say(interview, "resumed")),))


def ask_again(interview: Interview, state: State, today: date) -> Outcome:
    """The open question once more, after something else was answered."""
    if not state.open or not state.at:
        return Outcome(state)
    return Outcome(state, (question_draft(interview, state, today, lead=say(interview, "again")),))


def step(interview: Interview, state: State, turn: Turn, today: date) -> Outcome:
    """Take one message."""
    talk = Talk(interview, state, today)
    if not state.open:
        return talk.info("not_open")
    if state.at == NOTE:
        return _note(talk, turn)
    if turn.choice:
        return _clicked(talk, turn)
    if not turn.text.strip() or not plain(turn.text) and "?" not in turn.text and not turn.text.strip():
        return talk.unread("", Fault("empty"))
    if says_minor(turn.text, interview.minimum_age):
        return talk.close_minor()
    return _reviewing(talk, turn) if state.at == REVIEW else _answering(talk, turn)


def _note(talk: Talk, turn: Turn) -> Outcome:
    closed = replace(talk.state, at="")
    if turn.choice or commands.command(turn.text) in ("stop", "later", "skip", "back") or lexicon.no(turn.text):
        return Outcome(closed, act="resubmitted")
    if asking.asks(turn.text) and turn.understanding.answerable:
        return Outcome(talk.state, digression=True)
    return Outcome(closed, act="note", note=turn.text)


def _clicked(talk: Talk, turn: Turn) -> Outcome:
    """A choice: a command, an answer to the open question, or one to a question asked before."""
    choice = turn.choice or ""
    if choice.startswith("edit_") and choice[5:] in talk.interview.by_id:
        return talk.edit(choice[5:])
    if choice == "review_confirm":
        return talk.submit() if talk.state.at == REVIEW else talk.ask()
    if choice == "done":
        return talk.done_collecting()
    if choice in COMMANDS:
        return COMMANDS[choice](talk)
    for question in sorted(talk.interview.questions, key=lambda q: -len(q.id)):
        if choice.startswith(f"{question.id}_"):
            value = pick(choice[len(question.id) + 1 :], question)
            if value is None:
                continue
            title = _title(question, choice[len(question.id) + 1 :])
            if question.id == talk.state.at:
                return talk.clicked(question, value, title)
            if question.id in talk.state.answers and question.type not in ("consent", "multi_choice"):
                return talk.correct(question, value, title)
            return talk.ask()
    return talk.ask()


def _title(question: Question, local: str) -> str:
    return next((choice.title for choice in question.choices if choice.id == local), local)


def _answering(talk: Talk, turn: Turn) -> Outcome:
    question = talk.interview.by_id[talk.state.at]
    text = turn.text
    whole = exact(text, question)
    last = talk.interview.questions[-1].id == question.id
    if last and plain(text) in ("i'm done", "done", "im done", "finished", "all done"):
        return talk.take(question, Value(text), text)
    if not whole:
        changed = _changing(talk, turn, question)
        if changed is not None:
            return changed
        name = commands.command(text)
        if name is not None:
            return COMMANDS[name](talk)
    return _answer_or_question(talk, turn, question, whole)


def _changing(talk: Talk, turn: Turn, question: Question) -> Outcome | None:
    """"change my phone", "actually my name is Ana", "no, I meant 1986": None when it is none of these."""
    wish = commands.change(turn.text, talk.interview)
    free = question.type in FREE or question.other
    if wish is not None and not (wish.loose and free):
        target = talk.interview.by_id[wish.question_id]
        if target.id == question.id:
            return _as_answer(talk, question, wish.new or turn.text) if wish.new else None
        if target.id in talk.state.answers and target.type != "consent":
            return _change_to(talk, target, wish.new, turn.text)
        if not wish.loose and target.type != "consent":
            promised = _not_yet(talk, target, wish.new, turn.text)
            if promised is not None:
                return promised
    if _MARKED.match(plain(turn.text)):
        facts = turning.corrections(talk, turn.text, but=question.id)
        if facts is not None:
            return facts
    new = commands.instead(turn.text)
    before = talk.interview.by_id.get(talk.state.last)
    if new is None or before is None or before.id == question.id or before.type == "consent":
        return None
    old = read(new, before, talk.interview, talk.today)
    now = read(new, question, talk.interview, talk.today)
    fits_old = isinstance(old, Value) and (old.sure or before.type in FREE)
    fits_now = isinstance(now, Value) and now.sure and question.type not in FREE and question.type != "name"
    if isinstance(old, Value) and fits_old and (old.sure or not fits_now):
        return talk.correct(before, old, turn.text)
    return _as_answer(talk, question, new) if isinstance(now, Value) else None


def _not_yet(talk: Talk, target: Question, new: str, text: str) -> Outcome | None:
    """A question not asked yet was named: its answer is kept, or it is promised."""
    found = read(new, target, talk.interview, talk.today) if new else Fault("empty")
    if isinstance(found, Value) and found.sure:
        return talk.told({target.id: found.value}, text)
    known = target.id in {question.id for question in flow.path(talk.interview, talk.state, talk.today, assume=True)}
    return talk.ask(say(talk.interview, "not_yet", label=target.label)) if known and not new else None


# a change of mind, said before the new fact
_MARKED = re.compile(r"(no|wait|oh|oops|sorry|actually|hold on|hang on|correction|my bad|my mistake|i meant|scratch that|also wait)\b")


def _as_answer(talk: Talk, question: Question, words: str) -> Outcome | None:
    found = read(words, question, talk.interview, talk.today)
    return talk.take(question, found, words) if isinstance(found, Value) else None


def _change_to(talk: Talk, target: Question, new: str, text: str) -> Outcome | None:
    if not new:
        return talk.edit(target.id)
    found = read(new, target, talk.interview, talk.today)
    if isinstance(found, Value):
        return talk.correct(target, found, text)
    marked = commands.command(text) is None and not asking.asks(text)
    return talk.edit(target.id) if marked and target.type in ("email", "phone", "date_of_birth", "state") and len(new) < 40 else None


def _answer_or_question(talk: Talk, turn: Turn, question: Question, whole: bool) -> Outcome:
    text, known = turn.text, turn.understanding
    asks = not whole and asking.asks(text)
    if asks:
        rest = asking.without_questions(text)
        part = read(rest, question, talk.interview, talk.today) if rest else Fault("empty")
        if isinstance(part, Value) and (part.sure or question.type in FREE) and not lexicon.small_talk(rest):
            return replace(talk.take(question, part, rest), drafts=(), digression=True)
        found = read(text, question, talk.interview, talk.today)
        structured = question.type in ("email", "phone", "date_of_birth")
        if not (structured and isinstance(found, Value)):
            return talk.digress()
    found = turning.read_with_facts(talk, question, text)
    if isinstance(found, Value):
        bare_question = asking.marked(text) and known.answerable and not found.sure
        return talk.digress() if bare_question else talk.take(question, found, text)
    if not asks and lexicon.dont_know(text) and question.type not in FREE:
        return talk.unread(text, Fault("dont_know"))
    taken = turning.facts_only(talk, question, text)
    if taken is not None:
        return taken
    if lexicon.small_talk(text) and not known.answerable:
        return talk.ask(say(talk.interview, "small_talk"))
    if known.answerable and not gibberish(text) and found.cause not in _OWN_CAUSES:
        return talk.digress()
    return talk.unread(text, found)


# the reader saw a try at an answer: it gets its own message, whatever Rasa makes of the words
_OWN_CAUSES = frozenset(
    "incomplete age_only future too_old no_such_day two_digit_year too_short too_long not_possible emergency two_of_them"
    " no_at bad_domain say_more yes_which yes_how_often out_of_range gibberish".split()
)


def _reviewing(talk: Talk, turn: Turn) -> Outcome:
    text = turn.text
    lines = talk.lines()
    ids = tuple(line.question.id for line in lines)
    bare = plain(text)
    if _confirms(bare) or lexicon.yes(text):
        return talk.submit()
    wish = commands.change(text, talk.interview, ids) or _named(text, talk, ids)
    if wish is not None:
        target = talk.interview.by_id[wish.question_id]
        return _change_to(talk, target, wish.new, text) or talk.edit(target.id)
    if lexicon.no(text) or _WRONG.fullmatch(bare):
        return talk.ask_review("review_which")
    name = commands.command(text)
    if name is not None and name not in ("skip", "skip_section", "explain"):
        return COMMANDS[name](talk)
    if bare in ("add something", "add a note", "add more", "i want to add something"):
        return talk.edit(talk.interview.questions[-1].id)
    if asking.asks(text):
        return talk.digress()
    facts = turning.corrections(talk, text)
    if facts is not None:
        return facts
    new = commands.instead(text)
    last = talk.interview.by_id.get(talk.state.last)
    if new and last is not None:
        found = read(new, last, talk.interview, talk.today)
        if isinstance(found, Value):
            return talk.correct(last, found, text)
    if turn.understanding.answerable and not gibberish(text):
        return talk.digress()
    return talk.ask_review("review_unread")


def _confirms(bare: str) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[,.;!]+| and ", bare) if piece.strip()]
    return _CONFIRM.fullmatch(bare) is not None or bool(pieces) and all(_CONFIRM.fullmatch(piece) or lexicon.yes(piece) for piece in pieces)


def _named(text: str, talk: Talk, ids: tuple[str, ...]) -> commands.Change | None:
    """"3", "number 3", "3 is wrong", "phone": a line of the review, with nothing else."""
    bare = turning.NUMBERED.sub("", plain(text)).strip()
    question = commands.find_question(bare, talk.interview, ids)
    return commands.Change(question.id) if question and len(bare) < 40 else None


_CONFIRM = turning.pattern(
    r"(yes |yep |ok |okay )?(i )?(confirm|confirmed|submit|send)( it| this| that| and send| now| please| everything)*|(yes,? )?(it |this |that |everything |all )?(is |'?s )?(all )?(looks?|seems?|sounds?)? ?(good|right|correct|fine|great|perfect|ok|okay|accurate|true)( to (me|go))?"
    r"|(that'?s|it'?s|this is|everything'?s|everything is|all is) (all )?(right|correct|good|fine|perfect|it)|no changes?|nothing to change|looks (good|right|correct|fine|great)( to me)?|all (good|correct|right|set)|ready to send|(yes,? )?send it( in| off)?|lgtm|done|go ahead|no,? (it'?s|that'?s|everything is|all) (good|fine|right|correct)"
)
_WRONG = turning.pattern(
    r"(something|one (thing|answer)|it|that|this|there|an answer)('s| is| was)? ?(something |a )?(is )?(wrong|not right|incorrect|mistake|off|error)|wrong|not quite|edit|change|change something|i (want|need|would like) to (change|edit|fix) something|make a change|there'?s (a mistake|an error|something wrong)"
)

COMMANDS = {
    "skip": lambda talk: talk.skip(),
    "skip_section": lambda talk: talk.skip_section(),
    "back": lambda talk: talk.back(),
    "why": lambda talk: talk.why(),
    "later": lambda talk: talk.pause("paused"),
    "stop": lambda talk: talk.pause("stopped"),
    "restart": lambda talk: talk.restart(),
    "restore": lambda talk: talk.restore(),
    "person": lambda talk: talk.person(),
    "talk_person": lambda talk: talk.person(),
    "review": lambda talk: talk.so_far(),
    "repeat": lambda talk: talk.ask(),
    "try_again": lambda talk: talk.ask(),
    "explain": lambda talk: talk.explain(),
}
_ = Answer
