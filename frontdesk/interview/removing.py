"""Something taken off a list by its name: "cross out the Prozac, Buspar is the only one".

Only what is named beside a word of removal goes; what is only told of ("I stopped it") is asked.
"""

from __future__ import annotations

import re
from typing import Any

from frontdesk.interview import lexicon
from frontdesk.interview.naming import named_in, names
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.clauses import THEIRS, spaced
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.reading import read
from frontdesk.interview.sparing import kept_only, spares
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Question

_OFF = re.compile(
    r"\b(?:remove|delete|erase|strike|cross (?:out|off)|drop|scratch|take (?:off|out)"
    r"|take(?= .{1,40}\b(?:off|out|away)\b)"
    r"|leave(?= .{1,40}\b(?:off|out)\b)"
    r"|get rid of|uncheck|untick|unclick)\b"
)
# "don't take it off", "my doctor wants to drop it", "should I remove it": nothing is taken off by these
_NOT_OFF = re.compile(
    r"\b(?:not|never|don'?t|can'?t|cannot|won'?t|wants?|wanted|might|may|if|will|going to"
    r"|should i|(?:can|could) i)\b"
)
_PRONOUN = re.compile(r"\b(?:it|that|that one|this|those|them)\b")
_ALL_GONE = re.compile(
    r"\b(?:should be|make it|leave it) (?:empty|blank)\b|\bshould (?:say|be) (?:none|nothing)\b"
)
_SO_NONE = re.compile(
    r"(?:^|[,.;!] |\bso )(?:so |just |it'?s |make it |put )*none(?: of (?:these|those|them))?[.!]*$"
)
_CLAUSES = re.compile(r"[,.;!?]+ *|\b(?:and|but|because|cuz|cause|so)\b")


def removed(talk: Talk, text: str, target: Question) -> Value | None:
    """The list or the choices without what the words take off; None where they name nothing that is there."""
    answer = talk.state.answers.get(target.id)
    kept = list(answer.value or []) if answer is not None else []
    bare = plain(readable(text))
    if kept and spares(text):
        return kept_only(talk, text, target)
    if kept and (_ALL_GONE.search(bare) or (target.type == "multi_choice" and _SO_NONE.search(bare))):
        return Value(["none"] if target.type == "multi_choice" else [])
    gone, rest = _named_beside_removal(talk, bare, kept, target)
    left = [item for item in kept if item not in gone]
    at = readable(text).casefold().rfind(rest) if rest else -1
    rest = readable(text)[at : at + len(rest)] if at >= 0 else rest
    if gone and (new := _in_its_place(talk, rest, target)):
        left += [item for item in new if item not in left]
    if not gone or not (left or target.type == "list"):
        return None
    return Value(left)


# "take Effexor out, it was Cymbalta"
_IT_WAS = re.compile(
    r"^[ ,.;!-]*(?:and |but |because |cause )?(?:(?:it|that|this)(?:'?s| is| was| should be"
    r"| should have been)|i meant|i took|i had|make (?:it|that)|put)"
    r"(?: meant to be| supposed to be| actually| really| rather)*"
    r" (?P<new>.+)$",
    re.IGNORECASE,
)


def _in_its_place(talk: Talk, rest: str, target: Question) -> list[Any]:
    """What the words after a removal put there instead: a known name only, for "it was my wife's" is none."""
    match = _IT_WAS.match(rest)
    if match is None or len(match["new"].split()) > _FEW or _PRONOUN.search(match["new"]):
        return []
    if target.type == "multi_choice":
        return [
            choice.id for choice in inside(match["new"], target.choices) if choice.id not in ("none", "other")
        ]
    terms = talk.interview.terms_of(target)
    found = read(match["new"], target, talk.interview, talk.today)
    return [item for item in found.value if item["term"]] if terms and isinstance(found, Value) else []


def taken_off(talk: Talk, text: str, question: Question | None) -> tuple[Question, Value] | None:
    """ "No, leave Xanax out": what is told to be taken off, and the one answer in which it stands."""
    bare = plain(readable(text))
    if spares(text):
        return _spared(talk, text)
    told = _TOLD_OFF.match(bare)
    if told is None or (question and question.choices and inside(bare, question.choices)):
        return None
    found = []
    for key, answer in talk.state.answers.items():
        target = talk.interview.by_id[key]
        if (
            target.type not in ("list", "multi_choice")
            or not answer.value
            or (question and target.id == question.id)
        ):
            continue
        if _named_beside_removal(talk, bare, list(answer.value), target)[0]:
            found.append(target)
    value = removed(talk, text, found[0]) if len(found) == 1 else None
    return (found[0], value) if value else None


def _spared(talk: Talk, text: str) -> tuple[Question, Value] | None:
    """The one list of which a part is to stay, what is taken now before what was tried."""
    lists = [talk.interview.by_id[key] for key in talk.state.answers]
    lists = [one for one in lists if one.type in ("list", "multi_choice")]
    found = [(one, value) for one in lists if (value := kept_only(talk, text, one))]
    named = [pair for pair in found if any(named_in(name, plain(text)) for name in names(pair[0]))] or found
    now = [pair for pair in named if pair[0].now] or named
    return now[0] if len(now) == 1 else None


def taken_back(talk: Talk, text: str, target: Question) -> Value | None:
    """The list without what the words deny, "actually not high blood pressure, that was my dad"; with what
    else they name. None where nothing that stands there is denied.
    """
    answer = talk.state.answers.get(target.id)
    kept = list(answer.value or []) if answer is not None else []
    gone: list[Any] = []
    rest = []
    for clause in (piece for piece in _CLAUSES.split(plain(readable(text))) if piece.strip()):
        denied = [item for item in kept if _denies(talk, clause.strip(), item, target)]
        gone += denied
        rest += [] if denied else [clause]
    if not gone:
        return None
    left = [item for item in kept if item not in gone]
    if target.type == "list":
        left += _things_of(talk, rest, target)
    else:
        named = [
            choice.id
            for clause in rest
            if not THEIRS.search(spaced(clause))
            for choice in inside(clause, target.choices, several=True)
        ]
        left += [key for key in named if key not in (*left, *gone, "none", "other")]
        left = left or ["none"]
    return Value(left)


def _things_of(talk: Talk, clauses: list[str], target: Question) -> list[Any]:
    """What short clauses beside a denial name: "not penicillin, it was amoxicillin"."""
    bare = [re.sub(r"^(?:it'?s|it was|i meant|just|only|but) ", "", clause.strip()) for clause in clauses]
    short = [one for one in bare if len(one.split()) <= _FEW // 2 and not _PRONOUN.search(one)]
    found = [read(one, target, talk.interview, talk.today) for one in short if not lexicon.no(one)]
    return [item for one in found if isinstance(one, Value) for item in one.value]


def _denies(talk: Talk, clause: str, item: Any, target: Question) -> bool:
    """ "not high blood pressure", "I never had seizures", "the stroke was my dad"; not "not only asthma"."""
    match, theirs = _DENIED.match(clause), _OF_THEM.search(clause)
    if _STILL.search(clause) or not (match or theirs):
        return False
    what = match["what"] if match else clause[: theirs.start()] if theirs else ""
    return len(what.split()) <= _FEW and _names(talk, what, item, target)


_FEW = 4  # words of one thing
_TOLD_OFF = re.compile(
    r"(?:(?:no|oh|ok|okay|wait|sorry|actually|oops|please|pls|and|but|hold on|hang on"
    r"|can you|could you|you can|hey|hmm)[ ,.:!-]+)*"
    r"(?:remove|delete|erase|strike|cross (?:out|off)|drop|take|leave|get rid of)\b"
)
_DENIED = re.compile(
    r"(?:(?:no|oh|ok|wait|sorry|actually|oops|and|but|well|hmm)[ ,.:!-]+)*"
    r"(?:(?:it'?s |it was |i (?:do |did |have |had |really |actually )*)?not?"
    r"|(?:i )?(?:never|don'?t|dont|didn'?t|haven'?t))"
    r"(?: (?:actually|really|ever|have|had|got|have had|take|took))* (?:the |my |any |an? )?(?P<what>.+)"
)
_STILL = re.compile(r"\b(?:only|just|sure|forget|any ?more|any longer|yet|so much|all|for|know|if|bad)\b")
_OF_THEM = re.compile(
    r"\b(?:is|was|are|were|'s) (?:my|his|her|their) (?:mom|mother|dad|father|parents?|sister|brother|son"
    r"|daughter|wife|husband|partner|uncle|aunt|cousin|grand\w+|friend)(?:'?s)?$"
)


def _named_beside_removal(talk: Talk, bare: str, kept: list[Any], target: Question) -> tuple[list[Any], str]:
    """The items named in a clause with a word of removal, for "take it off" those of the clause before; and
    what follows the clause.
    """
    before: list[Any] = []
    for clause in (piece for piece in _CLAUSES.split(bare) if piece.strip()):
        named = [item for item in kept if _names(talk, clause, item, target)]
        off = _OFF.search(clause)
        if off and not _NOT_OFF.search(clause[: off.start()]):
            found = named or (before if _PRONOUN.search(clause) else [])
            if found:
                return found, bare[bare.index(clause) + len(clause) :]
        before = named or before
    return [], ""


def _names(talk: Talk, clause: str, item: Any, target: Question) -> bool:
    if target.type == "multi_choice":
        return item in [choice.id for choice in inside(clause, target.choices)]
    said = re.search(rf"\b{re.escape(plain(item['said']))}\b", clause) is not None
    known = item["term"] or term_in(item["said"], talk.interview.terms_of(target))
    return said or (known is not None and term_in(clause, talk.interview.terms_of(target)) == known)
