"""A typed message at an open question: a correction, a command, a question, an answer, or not understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from frontdesk.interview import asking, commands, lexicon
from frontdesk.interview.amending import placed
from frontdesk.interview.asked_behind import asks_for_words, parted
from frontdesk.interview.changing import changing
from frontdesk.interview.confirming import confirms, ends
from frontdesk.interview.elsewhere import of_another_list
from frontdesk.interview.misplaced import button_elsewhere, misplaced, value_elsewhere
from frontdesk.interview.moving import skip
from frontdesk.interview.naming import spoken_of
from frontdesk.interview.noticing import facts_only, read_with_facts
from frontdesk.interview.noting import appended, last_words
from frontdesk.interview.offers import offer_taken_up
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.name_parts import PARTICLES
from frontdesk.interview.reading import FREE, exact, read
from frontdesk.interview.reasons import answered_and_asked
from frontdesk.interview.reopened import at_reopened, guarded, unsent
from frontdesk.interview.replacing import replacing
from frontdesk.interview.retelling import retold
from frontdesk.interview.sentences import by_sentence
from frontdesk.interview.show import say
from frontdesk.interview.taking import done_collecting, take, unread, waves_off
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import gibberish, listed, plain, readable, spelled
from frontdesk.interview.values import Outcome, Question, Turn
from frontdesk.interview.wishes import CLEAR, LIKELY, UNREAD, looks_told, wished

Commands = Mapping[str, Callable[[Talk], Outcome]]
# the reader saw a try at an answer: it gets its own message, whatever Rasa makes of the words
_TRIED = listed(
    "incomplete age_only future too_old no_such_day two_digit_year too_short too_long not_possible emergency"
    " two_of_them no_at bad_domain say_more yes_which yes_how_often out_of_range gibberish"
    " word_or_state theirs ways_to_call which_way one_number other_item"
)
_CIVIL = ("greet", "thanks", "goodbye")


def answering(talk: Talk, turn: Turn, known: Commands) -> Outcome:
    """Take a typed message at the open question."""
    question = talk.interview.by_id[talk.state.at]
    last = talk.interview.questions[-1].id == question.id
    if last and (noted := last_words(talk, turn.text, question)):
        return noted
    if last and "send" in plain(turn.text) and confirms(plain(turn.text)):
        return skip(talk)  # nothing to add: the review comes first
    turn = replace(turn, text=_parted(unsent(talk, turn.text, question), question))
    whole = bool(turn.text) and exact(turn.text, question)
    if not whole and commands.command(turn.text) == "back":
        return known["back"](talk)  # "go back to the one before this" changes nothing yet
    if not turn.text or _leaves(talk, turn.text, question):
        return done_collecting(talk) if talk.state.collecting else skip(talk)
    if not whole:
        changed = _changed(talk, turn, question) if question.type != "consent" else None  # none kept
        if changed is not None:
            return changed
        both = answered_and_asked(talk, turn.text, question)
        if both is not None:
            return both
        name = commands.command(turn.text)
        if name is not None:
            return talk.why(spoken_of(talk, turn.text)) if name == "why" else known[name](talk)
        found = read_with_facts(talk, question, turn.text)
        last_piece = _then(turn)
        if last_piece == "review":
            return talk.so_far()
        if last_piece == "skip" and not (isinstance(found, Value) and found.sure):
            return skip(talk, turn.text)
        if last_piece in ("later", "stop") and _guessed(found):
            return known[last_piece](talk)  # "phone's dying, later", "I must think, let's stop here"
        wish = None if gibberish(turn.text) else wished(talk, turn, question, found, known)
        if wish is not None:
            return wish
        if asking.asks(turn.text) and not _heard_as_answer(turn, question, found):
            asked = _asked(talk, turn.text, question)
            if asked is not None:
                return asked
    return _answer(talk, turn, question)


def _parted(text: str, question: Question) -> str:
    return parted(text) if question.type in FREE else text


def _guessed(found: Read) -> bool:
    return not isinstance(found, Value) or (found.value == "other" and not found.sure)


def _leaves(talk: Talk, text: str, question: Question) -> bool:
    """ "Looks good", "that's it" at a question that is asked again: what was there stays."""
    before = talk.state.answers.get(question.id)
    if before is None or before.value is None or question.type in ("consent", "scale", "yes_no"):
        return False
    chosen = question.choices and question.type != "multi_choice" and exact(text, question)
    return not chosen and ends(plain(text))


def _changed(talk: Talk, turn: Turn, question: Question) -> Outcome | None:
    heard = turn.understanding
    meant = heard.wish == "change" and heard.wish_confidence >= UNREAD
    text = spelled(turn.text)
    if question.type == "list" and asks_for_words(text):
        return talk.explain()
    return (
        by_sentence(talk, text, question)
        or at_reopened(talk, text, question)
        or offer_taken_up(talk, text, question)
        or of_another_list(talk, text, question)
        or placed(talk, text)
        or replacing(talk, text, meant=meant)
        or retold(talk, text, question)
        or changing(talk, text, question)
    )


def _heard_as_answer(turn: Turn, question: Question, found: Read) -> bool:
    """Whether a message in the form of a question answers: "how long? since the army", "is de la Fuente"."""
    heard, text = turn.understanding, turn.text
    if isinstance(found, Value) and _echoes(text, question):
        return True
    if not isinstance(found, Value) or (heard.answerable and heard.confidence >= CLEAR):
        return False
    if question.type == "name":
        words = readable(text).split()[1:]
        named = all(word in PARTICLES or word[0].isupper() for word in words)
        return found.sure and named and not asking.marked(text)
    likely = heard.wish == "answer" and heard.wish_confidence >= (LIKELY if found.sure else CLEAR)
    return likely and not asking.marked(text)


def _echoes(text: str, question: Question) -> bool:
    """ "How long? 10 years easy": the question is said over before it is answered."""
    first, *rest = asking.sentences(text)
    known = set(" ".join((plain(question.ask), plain(question.label), *map(plain, question.aka))).split())
    return bool(rest) and asking.marked(first) and set(plain(first).split()) <= known


def _then(turn: Turn) -> str | None:
    """ "Way too long to type, move on", "I'll skip that, my kid is looking": the command of the last piece or
    the first, where nothing is changed.
    """
    *before, last = re.split(r"[,.;!]+ +", plain(turn.text))
    changes = turn.understanding.wish == "change" and turn.understanding.wish_confidence >= LIKELY
    if not before or changes:
        return None
    first = commands.command(before[0])
    return commands.command(last) or (first if first in ("skip", "later", "stop") else None)


def _asked(talk: Talk, text: str, question: Question) -> Outcome | None:
    """A question, perhaps with an answer before it; None when an address or a date stands in it."""
    rest = asking.without_questions(text)
    part = read(rest, question, talk.interview, talk.today) if rest else Fault("empty")
    if isinstance(part, Value) and (part.sure or question.type in FREE) and not lexicon.small_talk(rest):
        return replace(take(talk, question, part, rest), drafts=(), digression=True)
    found = read(text, question, talk.interview, talk.today)
    if question.type in ("email", "phone", "date_of_birth") and isinstance(found, Value):
        return None
    return talk.digress()


def _answer(talk: Talk, turn: Turn, question: Question) -> Outcome:
    text, answerable = turn.text, turn.understanding.answerable
    found = read_with_facts(talk, question, text)
    if isinstance(found, Value):
        # "cost?": a question in one word, where the reader is not sure either
        bare_question = asking.marked(text) and answerable and not found.sure
        if bare_question:
            return talk.digress()
        if question.id == talk.interview.questions[-1].id:
            found = appended(talk, question, found)
        other = guarded(talk, question, found, text) or misplaced(talk, question, text, found)
        return other or take(talk, question, found, text)
    if question.can_skip and waves_off(question, text):
        return skip(talk, text)
    if question.type == "date_of_birth" and found.cause == "two_of_them":
        return unread(talk, text, found)  # two dates hold the figures of a telephone number
    if lexicon.dont_know(text) and question.type not in FREE:
        return unread(talk, text, Fault("dont_know"))
    noted = (
        facts_only(talk, question, text)
        or value_elsewhere(talk, question, text)
        or button_elsewhere(talk, question, text)
    )
    if noted is not None:
        return noted
    if talk.state.last == talk.interview.questions[0].id and exact(text, talk.interview.questions[0]):
        return talk.ask(say(talk.interview, "small_talk"))
    civil = turn.understanding.intent in _CIVIL and turn.understanding.confidence >= CLEAR
    if ((lexicon.small_talk(text) and not answerable) or civil) and found.cause != "word_or_state":
        return talk.ask(say(talk.interview, "small_talk"))
    if asking.marked(text) and found.cause not in _TRIED and not gibberish(text):
        return talk.digress()
    if answerable and not gibberish(text) and found.cause not in _TRIED and not looks_told(turn):
        return talk.digress()
    return unread(talk, text, found)
