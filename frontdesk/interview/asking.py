"""Is a message a question to the clinic, or an answer in which a question's words occur?

"is Lexapro ok?" asks. "cost is my main worry", "what helps is rest", "do not call me" do not.
"""

from __future__ import annotations

import re

from frontdesk.interview.dictated import undictated
from frontdesk.interview.text import plain, readable

_LEAD = re.compile(
    r"^(ok(ay)?|so|um+|uh+|hi|hey|hello|and|but|wait|well|also|sorry|before (i|we) (answer|go on"
    r"|continue)|quick question|question"
    r"|one (more )?question|first|actually|oh|hmm+|alright|sure|good question|by the way|btw|just "
    r"(wondering|curious)|hold on|no|yes)"
    r"(?=[ ,:.-])[ ,:.-]+"
)
_WHO = (
    r"(i|you|u|ya|we|they|he|she|it|this|that|these|there|someone|anyone|anybody|people|my|your"
    r"|ur|the|a|an|insurance|ketamine|spravato|medicare|medicaid|staff|doctors?|patients?|kids"
    r"|most)"
)
_WH = re.compile(
    r"^(what|why|how|when|where|who|which|whose|whats|hows|wheres|whens|whos|wat|wut)('?s|'?re"
    r"|'?ll|'?d)?\b"
)
# "what i want is", "when i was ten", "how i feel is", "which is why": told, not asked
_TOLD = re.compile(
    r"^((what|how|when|where|why|who|which) (i|i'?m|my|we|he|she|they|it|makes?|helps?|bothers?"
    r"|hurts|worr(y|ies)|matters|brings?) "
    r"|(what|which) (didn'?t|haven'?t|have ?n'?t) i\b|which (is|was|made|makes)|what \w+ed "
    r"|what \w+s (\w+ )?(is|are|was|would be) |whatever"
    r"|whenever|wherever|who knows|what a |how (do|can|should) i (put|say|explain) (this|it)\b|how "
    r"about no|why not (?!\w+ (do|can|is)\b)\w|when (my|the|it|she|he|we|they) )"
)
_AUX = re.compile(
    rf"^((is|isn'?t|isnt) (?!fine|ok$|good$|bad$|it$)\w|(are|aren'?t|were|was|did(?! an? \w+ of)|didn'?t|does"
    rf"|doesn'?t|doesnt) {_WHO}\b|(does|is|are|will) (?!not\b)\w+"
    rf"|do (i|you|u|ya|we|they|people|most|the|your|kids|doctors)\b|don'?t (you|they|i need)\b"
    rf"|(can|could|would|should|will|shall|may|might|must) {_WHO}\b"
    rf"|(should|would|could) \w+ (be|count|go|help|work|matter)\b"
    rf"|(you|u|ya|y'?all|they) (gonna|going to|guys going)\b"
    rf"|(have|has|had) (you|u|anyone|anybody|there|your)\b|(have|has|had) it (been|ever)\b|am i\b|any "
    rf"idea\b|can'?t (i|you"
    rf"|we)\b|won'?t (it|this|that|you)\b)"
)
_TELLS = re.compile(r"(i|i'm|my|we|it's)\b")
_WH_INSIDE = re.compile(r"\b(what|which|how|who|compared to)\b")
_INDIRECT = re.compile(
    r"\b(i (was |am |'m )?wonder(ing)? (if|whether|how|what|when|about)|i'?d like to know|i (want"
    r"|wanted|need|would like|wanna) to (know|ask|understand)"
    r"|tell me (more )?(about|how|what|if|whether|why)|i have a question|i'?ve got a question"
    r"|curious (about|if|how|whether)|can you (tell|explain|help|say)"
    r"|could you (tell|explain|say)|do you (know|have|take|accept|offer|do|treat|need)|what about"
    r"|how about|explain (how|what|why)|please explain"
    r"|how much (is|does|do|are|would)|how long (is|does|do|are|would|will)|what if i)\b"
)


# "I had TMS, does that count against me": a question of its own behind what is told
_TAIL = re.compile(
    r", (?=(?:and |but |so )?(?:do|does|did|is|are|can|could|will|would|should|must)"
    r" (?:that|this|it|you|u|ya|y'?all|i|they)\b(?! (?:believe|imagine)\b)(?: \w+){2,}[^,]*$)",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """`text` in sentences, each with its closing mark. Decimal points and initials do not split."""
    parts = re.split(r"(?<=[.!?])\s+(?=\S)|\n+", readable(undictated(text)))
    return [piece for part in parts for piece in _TAIL.split(part) if piece.strip()]


def asks(text: str) -> bool:
    """True when the message, or its last sentence, has the form of a question to somebody."""
    found = sentences(text)
    return bool(found) and any(_asks(sentence) for sentence in found)


_TAG = re.compile(r"(?:\S+ ){3,}or (?:what|nah)")  # "you guys actual doctors or what"


def _asks(sentence: str) -> bool:
    bare = plain(sentence)
    if _TAG.fullmatch(bare):
        return True
    marked = sentence.rstrip().endswith("?")
    while (shorter := _LEAD.sub("", bare)) != bare:
        bare = shorter
    if _TOLD.match(bare) and not marked:
        return False
    if _INDIRECT.search(bare):
        return True
    if _WH.match(bare):
        return len(bare.split()) > 1 or marked
    return _AUX.match(bare) is not None or (marked and _WH_INSIDE.search(bare) is not None)


def told(text: str) -> bool:
    """True for what begins like a question and tells something: "what brings me is my OCD"."""
    bare = plain(text)
    while (shorter := _LEAD.sub("", bare)) != bare:
        bare = shorter
    return _TOLD.match(bare) is not None


def marked(text: str) -> bool:
    """True when the message ends in a question mark, whatever its form ("Lexapro?", "cost?")."""
    return readable(undictated(text)).endswith("?")


# "you've got seizures on there. does a faint count?": told of the form
# and what is only supposed or heard: "someone said it ruins the bladder, is there truth in that?"
_OF_FORM = re.compile(
    r"(?:you|u|ya|y'?all)(?:'ve| have)? (?:got|have|list|put|ask|say|wrote)\b|if i\b"
    r"|(?:so |and |but |ok |hi )*(?:i(?:'?ve| have)? (?:just )?(?:read|heard)"
    r"(?: (?:somewhere|online|that))* (?:that|it|ketamine|spravato|ect|tms|this|you|people)\b"
    r"|(?:some(?:body|one)|people|they|folks|a (?:guy|girl|lady|friend)|(?:my|the|this) [\w' ]{2,20})"
    r"(?: (?:in|at|from|on) [\w' ]{2,25})? (?:says?|said|told me|swears?|claims?|thinks?) (?:that )?"
    r"(?:it|ketamine|spravato|this|you)\b)",
    re.IGNORECASE,
)


def without_questions(text: str) -> str:
    """The sentences that do not ask, joined: the part of a message that may be an answer.

    Of one sentence, what follows the question: "when is good for you, I'm free all next week".
    """
    rest = " ".join(part for part in sentences(text) if not _asks(part) and not _OF_FORM.match(part)).strip()
    if rest:
        return rest
    first, comma, after = readable(text).partition(", ")
    tells = comma and _asks(first) and not _asks(after) and not readable(text).endswith("?")
    return after if tells and _TELLS.match(plain(after)) else ""
