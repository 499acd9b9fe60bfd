"""A typed message at the review: confirm, a change by number or name, a question, or not understood."""

from __future__ import annotations

import re

from frontdesk.interview import asking, commands, lexicon
from frontdesk.interview.amending import added, amend
from frontdesk.interview.answering import Commands
from frontdesk.interview.changing import change_to
from frontdesk.interview.confirming import confirms, ends, without_right
from frontdesk.interview.elsewhere import of_another_list
from frontdesk.interview.ending import submit
from frontdesk.interview.entries import entry_changed, enumeration
from frontdesk.interview.kinds import called, denied
from frontdesk.interview.meaning import ELSEWHERE, changed_question
from frontdesk.interview.moving import edit
from frontdesk.interview.noticing import corrections
from frontdesk.interview.noting import note_at_review
from frontdesk.interview.offers import offer_taken_up
from frontdesk.interview.pointing import pointed
from frontdesk.interview.readers import Value
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.replacing import replacing
from frontdesk.interview.retelling import by_value, retold, words_of
from frontdesk.interview.sentences import by_sentence
from frontdesk.interview.show import say
from frontdesk.interview.taking import correct
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import gibberish, plain, readable, spelled
from frontdesk.interview.values import Outcome, Turn
from frontdesk.interview.wishes import COMMANDS, GUESSED, UNREAD

_NUMBERED = re.compile(
    r"^(number|no\.?|#|question|answer|line|item)\s*|\s*(is|are)? ?(wrong|not right|incorrect"
    r"|needs? (a )?(change|fix(ing)?|to change))$"
)
_WRONG = re.compile(
    r"(something|one (thing|answer)|it|that|this|there|an answer)('s| is| was)? ?(something |a "
    r")?(is )?(wrong|not right|incorrect|mistake|off|error)|wrong|not quite|edit|change|change "
    r"something|i (want|need|would like) to (change|edit|fix) something|make a change|there'?s (a "
    r"mistake|an error|something wrong)"
)
_LEFT = re.compile(r"\b(?:keep|leave|good)\b")
READY = 0.6  # the probability of a wish to send it from which it is sent, at the review only
# "I want to sleep on it and send it in the morning"
_LATER = re.compile(r"\b(?:sleep on|tomorrow|tonight|(?:in|by) the (?:morning|evening)|later|until)\b")
_NOT_YET = re.compile(
    r"(no|wait|stop|hold on|not yet)?[ ,]*(don'?t|do not|dont) (send|submit|confirm)|not (ready|yet"
    r"|so fast)\b|hold on\b"
)


def reviewing(talk: Talk, turn: Turn, known: Commands) -> Outcome:
    """Take a typed message at the review."""
    text, bare = without_right(spelled(turn.text)), plain(turn.text)
    if confirms(bare) or lexicon.yes(text):
        return submit(talk)
    if ends(bare):  # "no, that's everything"; "leave it" is asked once more
        return talk.ask() if _LEFT.search(bare) else submit(talk)
    altered = _altered(talk, text)
    if altered is not None:
        return altered
    if lexicon.no(text) or _WRONG.fullmatch(bare) or _NOT_YET.match(bare):
        return talk.ask_review("review_which")
    name = commands.command(text)
    if name is not None and name not in ("skip", "skip_section", "explain"):
        return known[name](talk)
    ready = turn.understanding.wish == "submit" and turn.understanding.wish_confidence >= READY
    if ready:
        return known["later"](talk) if _LATER.search(bare) else submit(talk)
    more = added(talk, text)
    if more is not None:
        return more
    wish = turn.understanding.wish
    named = changed_question(talk, least=ELSEWHERE) is not None and wish == "answer"
    if named or (wish == "change" and turn.understanding.wish_confidence >= GUESSED):
        amended = amend(talk, text, None)
        if amended is not None:
            return amended
    if wish in COMMANDS and wish != "skip" and turn.understanding.wish_confidence >= GUESSED:
        return known[str(wish)](talk)
    if asking.asks(text):
        return talk.digress()
    restated = corrections(talk, text) or _instead(talk, text) or by_value(talk, text, text)
    if restated is not None:
        return restated
    if turn.understanding.answerable and not gibberish(text):
        return talk.digress()
    if wish in COMMANDS and wish != "skip" and turn.understanding.wish_confidence >= UNREAD:
        return known[str(wish)](talk)
    return talk.ask_review("review_unread")


def _altered(talk: Talk, text: str) -> Outcome | None:
    """A note, or a change that is told for sure; the first reading that fits."""
    return (
        note_at_review(talk, text)
        or by_sentence(talk, text, None)
        or pointed(talk, text)
        or _entry(talk, text)
        or offer_taken_up(talk, text, None)
        or of_another_list(talk, text, None)
        or _numbered(talk, text)
        or replacing(talk, text, meant=True)
        or retold(talk, text, None)
        or _changed(talk, text)
    )


def _entry(talk: Talk, text: str) -> Outcome | None:
    """One entry of a list changed, or a list told over."""
    if asking.asks(text):
        return None
    found = entry_changed(talk, text) or called(talk, text) or enumeration(talk, text)
    no = denied(talk, text) if found is None else None
    if no is not None and no[1] is None:
        return talk.ask(
            say(talk.interview, "noted", labels=talk.labels([no[0].id], dict(talk.state.answers)))
        )
    found = (no[0], no[1]) if no is not None and no[1] is not None else found
    return (
        correct(talk, *found, words_of(talk.state.answers.get(found[0].id), text, found[0]))
        if found
        else None
    )


def _numbered(talk: Talk, text: str) -> Outcome | None:
    """ "14 is: CBT, not helpful": by its number, whatever else stands in the new words."""
    ids = tuple(line.question.id for line in talk.lines())
    wish = commands.change(text, talk.interview, ids)
    if wish is None or not (wish.numbered and wish.new):
        return None
    target = talk.interview.by_id[wish.question_id]
    return change_to(talk, target, wish.new, text) or edit(talk, target.id)


def _changed(talk: Talk, text: str) -> Outcome | None:
    """ "Change 3 to …", "my phone is wrong", or a bare "3" or "phone"."""
    ids = tuple(line.question.id for line in talk.lines())
    wish = commands.change(text, talk.interview, ids)
    if wish is not None:
        target = talk.interview.by_id[wish.question_id]
        return change_to(talk, target, wish.new, text) or edit(talk, target.id)
    if told := _line_told(talk, text, ids):
        return told
    bare = _NUMBERED.sub("", plain(text)).strip()
    question = commands.find_question(bare, talk.interview, ids) if len(bare) < 40 else None
    return edit(talk, question.id) if question else None


_LINE = re.compile(r"(?:number|no\.?|#|question|answer|line)?\s*(\d{1,2})(?P<mark>[.:)=,-]*)\s+(?P<new>\S.*)")


def _line_told(talk: Talk, text: str, ids: tuple[str, ...]) -> Outcome | None:
    """ "18 none", "3: Anna": a line's number and what it becomes, where that is surely an answer to it."""
    line = _LINE.fullmatch(readable(text).strip(" !"))
    number = int(line[1]) if line else 0
    if line is None or not 0 < number <= len(ids):
        return None
    target = talk.interview.by_id[ids[number - 1]]
    found = read(line["new"], target, talk.interview, talk.today)
    sure = isinstance(found, Value) and (found.sure if target.type not in (*FREE, "name") else False)
    named = line["mark"] or lexicon.none(line["new"]) or (target.type == "name" and line["new"][0].isupper())
    return (
        change_to(talk, target, line["new"], text) if sure or (named and isinstance(found, Value)) else None
    )


def _instead(talk: Talk, text: str) -> Outcome | None:
    """ "Actually it's …" after a change: the answer just given again."""
    new = commands.instead(text)
    last = talk.interview.by_id.get(talk.state.last)
    if not new or last is None:
        return None
    found = read(new, last, talk.interview, talk.today)
    return correct(talk, last, found, text) if isinstance(found, Value) else None
