"""A change told in one's own words: "the sleep one should be nearly every day", "I forgot metformin".

Which answer is meant is looked for among the labels of what was asked; what it should be, among the words
after "should be", "is now", "not" and the like. What cannot be told is asked, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontdesk.interview.facts import facts_in
from frontdesk.interview.moving import edit
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.show import say
from frontdesk.interview.taking import correct
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Answer, Outcome, Question

_LAST = re.compile(
    r"\b(last|previous|prior) (one|answer|question|thing)\b|\bone before\b|\bwhat i (just )?(said|put)\b"
)
_NEW = re.compile(
    r"\b(?:should(?:'?ve| have| of)? (?:be|been|say|read)|(?:is|are|was) (?:now|actually|really)|make "
    r"(?:it|that)"
    r"|i meant|it'?s|its|(?:is|was) (?:a |an )?|to|now|but)\b[ :,]*",
    re.IGNORECASE,
)
_NOT_OLD = re.compile(
    r"[ ,]+(?:and )?(?:not|instead of|rather than) .*$|,? (?:now|instead|please)$", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:forgot(?:ten)?|left (?:off|out)|leave out|add|missed|also|one more|should(?:'?ve| have) "
    r"(?:said|mentioned))\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:remove|delete|scratch|take (?:off|out)|take .{2,40} off|off (?:it|that))\b", re.IGNORECASE
)
_AROUND = re.compile(
    r"^(?:(?:oh|also|and|wait|sorry|hey|ok|oops|yes|please|can you|could you|go back)[ ,]+)*(?:i(?:'?m| am) "
    r"(?:also )?allergic to "
    r"|add that i(?:'?m| am) (?:also )?(?:allergic to|on|taking) )|^(?:(?:oh|also|and|wait|sorry|hey"
    r"|ok|oops|yes|please"
    r"|can you|go back)[ ,]+)*(?:i )?(?:forgot(?:ten)?"
    r"|left (?:off|out)"
    r"|add|missed|should(?:'?ve| have) (?:said|mentioned))(?: in| on)?(?: to (?:put|mention|list|add"
    r"|say|tell you"
    r"|include|write))?(?: about| that| one| a medication| a medicine)?[ :,]*(?:i(?:'m| am)?(?: "
    r"also)? (?:take|taking"
    r"|on|have|had|use) )?"
    r"|,? (?:with|to|in|on|among|for) (?:my|the) [\w ]{2,20}$",
    re.IGNORECASE,
)
_SOMETHING = re.compile(
    r"(go back|back)?,? ?((i )?forgot )?(a|an|one|some|something|another|my)? ?(other|more)? ?"
    r"(medicines?|medications?|meds?|pills?|thing|allergy|condition|one|something)?"
)
_AMISS = re.compile(
    r"(wrong|incorrect|not (right|correct|true)|a mistake|a typo|off|missing|misspelled|messed up)\b"
)
_TAKES = re.compile(r"\bi(?:'m| am)?(?: also)? (?:take|taking|on)\b")


def amend(talk: Talk, text: str, question: Question | None) -> Outcome | None:
    """Change the answer that is meant, ask for it again, or ask which; None when the open one is meant."""
    target = target_of(talk, text, question)
    if target is None:
        return talk.ask(say(talk.interview, "change_which"))
    if question is not None and target.id == question.id:
        return None
    new = _new(talk, text, target)
    if new is None:
        return edit(talk, target.id)
    added = target.type in ("list", "multi_choice")
    return correct(talk, target, new, words_of(talk.state.answers.get(target.id), text) if added else text)


_PLACED = re.compile(
    r"^(?:[\w' ]{0,12}[ ,.:!-]+)?(?:make|change|put|set|switch)? ?(?:the |my )?"
    r"(?P<which>(?:last|previous|prior|first) (?:one|answer|question)|one before(?: that| this)?"
    r"|answer before)"
    r"(?: should(?:'ve| have)? be(?:en)?| is| was| to| as|[,:])* (?:an? )?(?P<new>[^,;.]{1,40}?)"
    r"(?:,? (?:and )?not (?:an? )?.{1,30})?$"
)


def placed(talk: Talk, text: str) -> Outcome | None:
    """ "The last one should be a 2", "make the one before that daily": by its place, with what it becomes."""
    match = _PLACED.match(plain(text))
    question = talk.question
    if match is None or question is None:
        return None
    key = talk.state.last
    if match.group("which").startswith("first"):
        section = [
            q.id for q in talk.interview.questions if q.section == question.section and q.type == "scale"
        ]
        key = next((one for one in section if one in talk.state.answers), "")
    target = talk.interview.by_id.get(key)
    if target is None or target.id == question.id or target.type in ("consent", *FREE, "name"):
        return None
    found = read(match.group("new"), target, talk.interview, talk.today)
    return correct(talk, target, found, text) if isinstance(found, Value) else None


def added(talk: Talk, text: str) -> Outcome | None:
    """ "I'm also allergic to latex": one more thing for a list that the words name; None for "
    "anything else."""
    target = target_of(talk, text, None) if _MORE.search(text) or _LESS.search(text) else None
    if target is not None and _LESS.search(text):
        return edit(talk, target.id)
    if target is None or target.type not in ("list", "multi_choice"):
        return None
    new = _listed(talk, text, target)
    return correct(talk, target, new, words_of(talk.state.answers.get(target.id), text)) if new else None


def target_of(talk: Talk, text: str, question: Question | None) -> Question | None:
    """The answered question that `text` names, or the open one; None when neither can be told."""
    bare = plain(text)
    by_id = talk.interview.by_id
    asked = [by_id[key] for key in talk.state.answers if by_id[key].type != "consent"]
    section = question.section if question else ""
    named = [(len(name), q.section == section, q) for q in asked for name in _names(q) if _in(name, bare)]
    if named:
        return max(named, key=lambda found: found[:2])[2]
    if _LAST.search(bare) and talk.state.last in by_id:
        return by_id[talk.state.last]
    medicines = next((q for q in asked if q.type == "list" and q.terms == "medicines"), None)
    if medicines and (_TAKES.search(bare) or term_in(text, talk.interview.terms_of(medicines))):
        return medicines
    return question if question and any(_in(name, bare) for name in _names(question)) else None


def _names(question: Question) -> Iterator[str]:
    for name in (question.label, question.id.replace("_", " "), *question.aka):
        yield plain(name)
    if question.type == "scale":
        yield from (word for word in plain(question.label).split() if len(word) > 4)


def _in(name: str, bare: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", bare) is not None


def _new(talk: Talk, text: str, target: Question) -> Value | None:
    """What the answer should be by `text`, or None where that cannot be told for sure."""
    if target.type in ("list", "multi_choice"):
        return _listed(talk, text, target)
    fact = facts_in(text, talk.interview, talk.today).values.get(target.id)
    if fact is not None:
        return Value(fact)
    said = readable(text).strip(" .!?")
    starts = [match.end() for match in _NEW.finditer(said)]
    for start in starts if target.type not in FREE else starts[:1]:
        words = _NOT_OLD.sub("", _NOT_OLD.sub("", said[start:])).strip(" .,!")
        if not words or _AMISS.match(plain(words)):
            continue  # "insurance was wrong" tells nothing new
        found = read(words, target, talk.interview, talk.today)
        if isinstance(found, Value) and (found.sure or target.type in FREE):
            return found
    return None


def _listed(talk: Talk, text: str, target: Question) -> Value | None:
    before = talk.state.answers.get(target.id)
    kept = list(before.value or []) if before is not None else []
    said = readable(text).strip(" .!?")
    if _LESS.search(said):
        return None  # what to leave out is asked: a medicine is never dropped by a guess
    if not _MORE.search(said):
        return None
    words = _AROUND.sub("", _AROUND.sub("", said)).strip(" .,!")
    found = read(words, target, talk.interview, talk.today) if words else None
    if not isinstance(found, Value) or not found.value or _SOMETHING.fullmatch(plain(words)):
        return None
    if target.type == "multi_choice":
        more = [key for key in found.value if key not in ("none", "other")]
        return Value([*(key for key in kept if key != "none" and key not in more), *more]) if more else None
    return Value([*kept, *found.value])


def words_of(before: Answer | None, text: str) -> str:
    """The words of an answer that was added to: all that was said."""
    return "; ".join(part for part in (before.words if before else "", text) if part)
