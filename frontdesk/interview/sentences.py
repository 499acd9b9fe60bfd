"""A message whose sentences are each about something else: "Sulfa. And by the way I also tried prazosin."

Each sentence is taken by itself, where each surely changes or adds to an answer given before; the first may
answer the open question instead. Read as one message, the first matter found would swallow the others.
"""

from __future__ import annotations

import re
from dataclasses import replace

from frontdesk.interview import asking, commands, lexicon
from frontdesk.interview.amending import added, placed
from frontdesk.interview.anew import MORE
from frontdesk.interview.changing import change_to
from frontdesk.interview.confirming import ends, sends
from frontdesk.interview.naming import names_any
from frontdesk.interview.pointing import pointed
from frontdesk.interview.readers import Value
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.reopened import is_reopened
from frontdesk.interview.replacing import replacing
from frontdesk.interview.show import joined, say
from frontdesk.interview.taking import take
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Outcome, Question

_SPLIT = re.compile(
    r"(?<=[a-z0-9)]{2}[.;!])\s+(?!(?:jr|sr)\b)|,?\s+(?=(?:oh )?(?:and )?(?:by the way|btw)\b|oh and\b)"
    r"|(?<= \d[.;!,])\s+(?=(?:and )?(?:number |looks |the |my |all )?(?:\d{1,2} (?:is|should|was)|[a-z]{3}))"
    r"|,?\s+(?=and (?:my |the )?(?:first|last|middle|preferred) name\b)"
    r"|,?\s+(?=and (?:an? |put (?:an? )?)?\d{1,2} (?:for|on) (?:the |my )?(?:first|last|previous|one)\b)"
    r"|\s+(?=and (?:number )?\d{1,2}(?: (?:should|is|was|add|also|needs)\b| ?[:=])"
    r"|and (?:please )?(?:change|fix|correct|put|add|make|set) )",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:oh|and|but|so|by the way|btw|ps|ok|okay|no|wait|sorry|well|actually|oops|whoops|autocorrect|typo"
    r"|correction|my bad|my mistake)(?:[ ,:.!]+|$))+",
    re.IGNORECASE,
)
# "autocorrect got me" is only how it came
_SLIP = re.compile(r"(?:my |the |stupid |darn )*(?:autocorrect|typo|keyboard|spell ?check)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:my |the )?(?P<what>(?:first|last|preferred) name)(?: is| on my id is|:)? "
    r"(?P<new>[\w'’-]+(?: [\w'’-]+)?)[.!]?",
    re.IGNORECASE,
)
# "sertraline and CBT are what I tried"
_WHAT_I = re.compile(
    r"(?P<new>.+?),? (?:is|are|was|were) (?:all )?(?:what|the ones?|things?)(?: that)? i(?:'ve| have|'m| am)?"
    r" (?:already )?(?P<how>tried|take|taking|on|allergic to)[.!]?",
    re.IGNORECASE,
)
_LISTS = {"tried": "past_treatments", "allergic to": "allergies"}
MOST = 4  # sentences
FEW_WORDS = 8  # of a first sentence that answers a question where any words would do


def by_sentence(talk: Talk, text: str, question: Question | None) -> Outcome | None:
    """Take a message sentence by sentence; None where that is not sure of every one of them."""
    pieces = [part.strip(" ,") for part in _SPLIT.split(readable(text)) if part and part.strip(" ,.;!")]
    parts = [part for part in pieces if _LEAD.sub("", plain(part) + " ").strip() and not _SLIP.match(part)]
    told = [part for part in parts if not (sends(plain(part)) or ends(plain(part)))]
    parts = told if talk.question is None and told else parts
    if len(pieces) == 1 or not 0 < len(parts) <= MOST or any(asking.asks(part) for part in parts):
        return None
    first = _answer(talk, parts[0], question) if question is not None and len(parts) > 1 else None
    after = _all_changed(talk, parts[1:] if first else parts)
    if after is None:
        return None
    outcome, changed = after
    if not outcome.state.open or outcome.alert:
        return outcome
    lead = joined(*(_told(talk.at(outcome.state), key) for key in changed))
    now = talk.at(replace(outcome.state, at=talk.state.at))
    if first is None or question is None:
        return now.ask(lead)
    taken = take(now, question, first, parts[0])
    if not taken.drafts:
        return taken
    return replace(
        taken, drafts=(replace(taken.drafts[0], text=joined(lead, taken.drafts[0].text)), *taken.drafts[1:])
    )


def _answer(talk: Talk, part: str, question: Question) -> Value | None:
    """What the first sentence answers to the open question, where it changes nothing."""
    elsewhere = MORE.search(part) or names_any(talk, part)  # "I left one off the medicines"
    if question.type == "consent" or elsewhere or ends(plain(part)) or _changed(talk, part) is not None:
        return None
    found = read(part, question, talk.interview, talk.today)
    few = len(part.split()) <= FEW_WORDS and not lexicon.small_talk(part)
    return found if isinstance(found, Value) and (found.sure or (question.type in FREE and few)) else None


def _all_changed(talk: Talk, parts: list[str]) -> tuple[Outcome, list[str]] | None:
    """The changes of all `parts` one after another, and whose answers they changed."""
    outcome: Outcome | None = None
    keys: list[str] = []
    for part in parts:
        current = talk.at(outcome.state) if outcome else talk
        found = _changed(current, part)
        if found is None:
            return None
        before = current.state.answers
        keys += [key for key, answer in found.state.answers.items() if answer != before.get(key)]
        outcome = found
        if not outcome.state.open or outcome.alert:
            break
    return (outcome, list(dict.fromkeys(keys))) if outcome is not None else None


def _changed(talk: Talk, part: str) -> Outcome | None:
    """A sentence that for sure changes or adds to an answer given before; None for any other."""
    said = _LEAD.sub("", part)
    numbers = tuple(line.question.id for line in talk.lines())
    wish = commands.change(said, talk.interview, numbers)
    outcome = None
    if wish is not None and wish.new and wish.question_id != talk.state.at:
        target = talk.interview.by_id[wish.question_id]
        known = target.id in talk.state.answers and target.type != "consent"
        outcome = change_to(talk, target, wish.new, said) if known else None
    if talk.question is None or is_reopened(talk, talk.question):
        outcome = pointed(talk, said) or outcome
    outcome = (
        outcome
        or _named(talk, said)
        or placed(talk, said)
        or replacing(talk, said, meant=False)
        or added(talk, said)
    )
    if outcome is None or outcome.digression or outcome.state.answers == talk.state.answers:
        return None
    return outcome


def _named(talk: Talk, said: str) -> Outcome | None:
    """ "Last name Marsh", "sertraline and CBT are what I tried": answers of that name, put anew."""
    name, what = _NAMED.fullmatch(said), _WHAT_I.fullmatch(said)
    if name is not None:
        key, new = name["what"].lower().replace(" ", "_"), name["new"]
    elif what is not None:
        key, new = _LISTS.get(what["how"].lower(), "current_medicines"), what["new"]
    else:
        return None
    if key not in talk.state.answers or key == talk.state.at or key not in talk.interview.by_id:
        return None
    return change_to(talk, talk.interview.by_id[key], new, said)


def _told(talk: Talk, key: str) -> str:
    return say(talk.interview, "changed", label=talk.interview.by_id[key].label, answer=_shown(talk, key))


def _shown(talk: Talk, key: str) -> str:
    return talk.labels([key], dict(talk.state.answers)).partition(": ")[2]
