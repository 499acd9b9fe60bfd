"""The last question, which takes any words: nothing more, something to add, a second note."""

from __future__ import annotations

import re
from dataclasses import replace

from frontdesk.interview import lexicon
from frontdesk.interview.confirming import ends
from frontdesk.interview.moving import edit, skip
from frontdesk.interview.readers import Value
from frontdesk.interview.reading import read
from frontdesk.interview.show import say
from frontdesk.interview.taking import correct, take
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Outcome, Question

_WANTS = (
    r"(?:(?:yes|ok|oh|wait|and|also|actually|hey|please|sorry)[ ,.:!-]+)*"
    r"(?:(?:i (?:want|need|wish|would like|wanna|have)(?: to)?|i'?d like to|can i|could i|may i|let me"
    r"|i'?ll) )?(?:please )?(?:add|mention|say|write|leave|put)(?: in| down)? "
)
_ADDS = re.compile(
    _WANTS + r"(?:something|one more thing|more|another thing|(?:a|another|one more) (?:note|comment|thing))"
    r"(?: else| more)?(?: (?:about|to) (?:my|the) [\w ]{2,25}| to (?:it|that)| here| there| please"
    r"| for (?:the |your )?(?:staff|doctor))*"
)
_NOTE = re.compile(
    _WANTS + r"(?:(?:a|another|one more) (?:note|comment)|to (?:my|the) notes?)"
    r"(?: for (?:the |your )?(?:staff|doctor))?"
    r"(?: that|:|,| saying| to say) (?P<note>.{3,})",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"(?:please )?(?:remove|delete|erase|scratch|drop) (?:it|that|this|(?:the|my) note|what i (?:wrote|said))"
)
_INSTEAD = re.compile(
    r"^(?:change (?:it|that|my note|the note) to|make it|replace (?:it|that) (?:with|by)|instead)[ ,:]+",
    re.IGNORECASE,
)
_MORE_QUESTIONS = re.compile(
    r"(?:no|nothing) (?:more|further|other)( questions?)?(?: please| thanks| thank you| for now)*"
)


def last_words(talk: Talk, text: str, question: Question) -> Outcome | None:
    """What is said at the last question where it is no free note; None where it may be one, or a change."""
    bare = plain(text)
    if _ADDS.fullmatch(bare):
        return talk.ask(say(talk.interview, "note_ask"))
    before = _note(talk, question)
    none = ends(bare) or lexicon.no(text) or lexicon.none(text) or _MORE_QUESTIONS.fullmatch(bare) is not None
    if before and none:
        return skip(talk)
    if before and _DROPS.fullmatch(bare):
        return take(talk, question, Value(talk.interview.messages["no"]), text)
    return take(talk, question, Value(readable(text)), text) if none else None


def note_at_review(talk: Talk, text: str) -> Outcome | None:
    """ "I want to add something": asked what; "add a note that …": added to what stands there."""
    question = talk.interview.questions[-1]
    told = _NOTE.fullmatch(readable(text).strip())
    if told is not None and question.id in talk.state.answers:
        found = read(told["note"], question, talk.interview, talk.today)
        return (
            correct(talk, question, appended(talk, question, found), text)
            if isinstance(found, Value)
            else None
        )
    if not _ADDS.fullmatch(plain(text)):
        return None
    opened = edit(talk, question.id)
    return (
        talk.at(opened.state).ask(say(talk.interview, "note_ask"))
        if opened.state.at == question.id
        else opened
    )


def appended(talk: Talk, question: Question, found: Value) -> Value:
    """A further note with those before it; one that is said to stand instead, alone."""
    before, said = _note(talk, question), str(found.value)
    alone = _INSTEAD.sub("", said)
    if not before or alone != said:
        return replace(found, value=alone)
    again = plain(said) in plain(before)
    return replace(found, value=before if again else f"{before.rstrip(' .;')}; {said}")


def _note(talk: Talk, question: Question) -> str:
    """What was noted before, empty where there is nothing."""
    answer = talk.state.answers.get(question.id)
    value = str(answer.value or "") if answer is not None else ""
    return "" if lexicon.no(value) or lexicon.none(value) else value
