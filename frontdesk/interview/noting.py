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


# "no I believe that's the whole saga. you've been very patient": nothing to note in any of its pieces
_NO_MORE = re.compile(
    r"(?:(?:no+|nope|nah|none|nothing|ok|okay|well|so|and|yes|yeah) ?)*"
    r"(?:(?:i|we) (?:think|believe|guess|suppose|would say|reckon) ?(?:so|not)?)? ?"
    r"(?:(?:that|this|it|those)(?:'?s| is| was| are| would be| should be|'?ll be| will be| about"
    r"| pretty much| just| really)*"
    r" ?(?:it|all|everything|enough|the lot|about it|(?:the|my|our) (?:whole|entire) \w+|the (?:end"
    r"|gist)(?: of it)?|me done)"
    r"|(?:that|it|this)(?: about| pretty much| just)? (?:covers|sums) (?:it|everything|all)(?: all)?(?: up)?"
    r"|(?:i|we)(?:'?ve| have)? (?:told|said|given|covered|wrote|written|mentioned|listed)(?: you)?"
    r" (?:it )?(?:all|everything|enough)"
    r"|i'?m (?:good|done|fine|all set|finished)|all (?:good|set|done)|nothing (?:else|more|further|to add"
    r"|comes to mind)"
    r"|not (?:that i (?:can think of|know(?: of)?|am aware of)|really|at (?:the moment|this time|present)"
    r"|now|right now)"
    r"|(?:nothing|none|not) (?:i|that i) can think of|no (?:more|other) \w+|nothing|no+)?"
    r"(?: (?:there is(?: to (?:tell|say|know))?|i (?:can think of|have|know|wanted(?: to say)?)|from me"
    r"|for (?:me|now|today)"
    r"|to (?:tell|add|say|know)|really|then|now|else|you need))*"
)
_CIVIL = re.compile(
    r"(?:(?:many |so )?(?:thanks?|thank you|thx|ty)|you(?:'?ve| have| were|'?re| are)(?: been)?|have a"
    r"|god bless|bless you"
    r"|take care|bye|goodbye|cheers|see you|talk soon|appreciate|i appreciate|much (?:obliged"
    r"|appreciated)|good (?:day|night))"
    r"(?: (?:so|very|too|really|a|all|much|lot|again|kind|patient|helpful|nice|good|great|lovely|sweet"
    r"|thorough|day|night"
    r"|one|evening|weekend|for|your|you|the|with|me|it|time|patience|help|and|everything|asking|bunch"
    r"|soon|dear))*"
)


def nothing_more(bare: str) -> bool:
    """True where every piece only says that there is no more, or is a courtesy, and one says so."""
    pieces = [
        piece.strip() for piece in re.split(r"[,.;!?]+|(?= (?:thanks?|thank you)\b)", bare) if piece.strip()
    ]
    said = [piece for piece in pieces if not _CIVIL.fullmatch(piece)]
    return bool(said) and all(_NO_MORE.fullmatch(piece) for piece in said)


def last_words(talk: Talk, text: str, question: Question) -> Outcome | None:
    """What is said at the last question where it is no free note; None where it may be one, or a change."""
    bare = plain(text)
    if _ADDS.fullmatch(bare):
        return talk.ask(say(talk.interview, "note_ask"))
    before = _note(talk, question)
    none = (
        nothing_more(bare)
        or ends(bare)
        or lexicon.no(text)
        or lexicon.none(text)
        or _MORE_QUESTIONS.fullmatch(bare) is not None
    )
    if before and none:
        return skip(talk)
    if before and _DROPS.fullmatch(bare):
        return take(talk, question, Value(talk.interview.messages["no"]), text)
    return take(talk, question, Value(talk.interview.messages["no"]), text) if none else None


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
