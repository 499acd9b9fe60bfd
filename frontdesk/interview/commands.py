"""What a person may say at any question instead of answering it: skip, back, why, change my phone, stop …

A command is the whole message (but for courtesies), so that "I want to stop drinking" stays an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from frontdesk.interview.phrases import LEAD, PATTERNS, TAIL
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Interview, Question

_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in PATTERNS)


def command(text: str) -> str | None:
    """The command that the whole message is, or None."""
    bare = re.sub(r"\bi(ll|d)\b", r"i'\1", plain(text)) or ("?" if "?" in text else "")
    whole = _one(bare)
    if whole is not None:
        return whole
    # "I need to go, finish later": every piece is a command, the last says most
    found = [_one(piece) for piece in re.split(r"[,.;!]+ *| - ", bare) if piece.strip()]
    return found[-1] if len(found) > 1 and all(found) else None


def _one(bare: str) -> str | None:
    for form in _forms(bare.strip()):
        for name, pattern in _COMPILED:
            if form and pattern.fullmatch(form):
                return name
    return None


def _forms(bare: str) -> list[str]:
    """The message whole, then with courtesies taken off both ends."""
    forms = [bare]
    while True:
        shorter = TAIL.sub("", bare, count=1)
        shorter = shorter if shorter != bare else LEAD.sub("", bare, count=1)
        if shorter == bare or not shorter:
            return forms
        bare = shorter.strip()
        forms.append(bare)


@dataclass(frozen=True)
class Change:
    """A wish to change the answer to `question_id`, to `new` when that was said too.

    `loose` when the same words could be an answer ("I want to change my medication"), `numbered` when it is
    named by its number in the review.
    """

    question_id: str
    new: str = ""
    loose: bool = False
    numbered: bool = False


_WHAT = r"(?P<what>[\w' /-]{1,40}?)"
_WANTS = r"(?P<want>(?:i (?:want|need|would like|have|hope|wish) to|i'd like to|i'm trying to|help me) )?"
_MARK = (
    r"(?P<mark>(?:(?:no|wait|oh|oops|sorry|actually|hold on|hang on|correction|i meant|i mean"
    r"|ugh+|argh|um+|uh+|hmm+|er+|crap|shoot|dang|damn|whoops|also|ok|well|hey|and|my bad|my "
    r"mistake|go back)[ ,.:!-]+)*)"
)
_CHANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MARK}(?:can (?:i|we|you)|could (?:i|we|you)|please|let me|may i|let'?s)? "
        rf"?{_WANTS}(?P<verb>change|edit|fix|correct|update|redo|replace|modify|amend|go back to)"
        rf" (?:the |my |number |question |no\.? ?|# ?|answer to |answer for |answer |our "
        rf")*{_WHAT}(?: answer| question)?(?:(?: to|:|,| it'?s| it is| it should be| should be)+ "
        rf"(?P<new>.+))?",
        (
            rf"{_MARK}(?:i think )?(?:the |my ){_WHAT} (?:is|was|are|were|looks|i (?:gave|typed|put"
            rf"|entered)(?: you)? (?:is|was)) (?:actually )?(?:wrong|incorrect|not right|not correct"
            rf"|misspelled|spelled wrong|a typo)(?:[,.:;]+ *(?:it'?s|it is|it should be|should be)? "
            rf"?(?P<new>.+))?"
        ),
        (
            rf"{_MARK}(?:i )?(?:gave|typed|put|entered|wrote|have)?(?: you| in| down)?(?: the)? ?(?:wrong"
            rf"|incorrect) {_WHAT}(?:[,.:;]+ *(?:it'?s|it is|it should be|should be|my .{{2,20}} is)? "
            rf"?(?P<new>.+))?"
        ),
        (
            rf"{_MARK}(?:i )?(?:misspelled|mistyped|mis-typed|messed up|screwed up|got|wrote|put|typed"
            rf"|entered|spelled|gave) (?:my "
            rf"|the ){_WHAT}(?: wrong| incorrectly)?(?:[,.:;]+ *(?:it'?s|it is|it should be|should be)? "
            rf"?(?P<new>.+))?"
        ),
        (
            rf"{_MARK}(?:my |the ){_WHAT}(?: is|'s| should be| was| are| were)(?P<really>(?: actually| "
            rf"really| now)*) (?P<new>.+)"
        ),
        rf"{_MARK}{_WHAT} (?:should(?: have|'ve)? be(?:en)?|should say|needs to be|has changed to)"
        r" (?P<new>.+)",
        (
            rf"{_MARK}(?:number |question |no\.? ?|# ?)?(?P<what>\d{{1,2}})(?: is| was|'s)?(?: actually)?"
            r" (?:wrong|incorrect|not right|not correct|a typo)"
            r"(?:[,.:;]+ *(?:it'?s|it is|it should be|should be)? ?(?P<new>.+))?"
        ),
        (
            rf"{_MARK}(?:number |question |no\.? ?|# ?)?(?P<what>\d{{1,2}})"
            r"(?: is| was| should be)? ?[:=] *(?P<new>.+)"
        ),
        (
            rf"{_MARK}(?:i have|i'?ve got|i got) a (?:different|new|better|other) "
            rf"{_WHAT}(?:[,.:;]+ *(?:it'?s|it is)? ?(?P<new>.+))?"
        ),
    )
)
_NUMBER = re.compile(r"^[\D]{0,10}\d{1,2}$")
_NOT_THAT = re.compile(r"[ ,]+(?:and )?not [^,]+$| instead(?: of .+)?$", re.IGNORECASE)
_IDENTITY = ("name", "date_of_birth", "email", "phone", "state")


def change(text: str, interview: Interview, numbers: tuple[str, ...] = ()) -> Change | None:
    """The answer the message wishes to change, or None. `numbers` are the question ids of a shown review."""
    said = readable(text).strip(" .!?")
    for place, pattern in enumerate(_CHANGES):
        match = pattern.fullmatch(said)
        if not match:
            continue
        groups = match.groupdict()
        question = find_question(groups["what"], interview, numbers)
        if question is None:
            continue
        new = re.sub(r"^spelled ", "", _NOT_THAT.sub("", (groups.get("new") or "").strip(" .!,")))
        stated = place == 4 and not groups.get("mark") and not groups.get("really")
        loose = question.type not in _IDENTITY and (bool(groups.get("want")) or stated)
        if place == 0 and not new and question.type not in _IDENTITY and groups.get("want"):
            loose = True
        return Change(question.id, new, loose, _NUMBER.search(groups["what"]) is not None)
    return None


def find_question(what: str, interview: Interview, numbers: tuple[str, ...] = ()) -> Question | None:
    """The question a person names by number, label or another word for it."""
    bare = re.sub(r"^(the|my|number|question|no\.?|#|answer|our) +", "", plain(what)).strip(" #'")
    bare = re.sub(r" (on|in) (the|my) (id|license|licence|passport|card|form|birth certificate)$", "", bare)
    if bare.isdigit():
        place = int(bare) - 1
        return interview.by_id[numbers[place]] if 0 <= place < len(numbers) else None
    if not bare:
        return None
    best: tuple[float, Question | None] = (0.0, None)
    for question in interview.questions:
        for name in (question.label, question.id.replace("_", " "), *question.aka):
            score = fuzz.ratio(bare, plain(name))
            if score > best[0]:
                best = (score, question)
    return best[1] if best[0] >= 88 else None


_INSTEAD = re.compile(
    r"^(?:(?:no|wait|oh|oops|sorry|hold on|hang on|shoot|crap|dang|damn|whoops|ugh+|my bad|my "
    r"mistake)[ ,.:!-]+)*(?P<strong>actually|(?:actually )?(?:the |my )?(?:last|previous) (?:one"
    r"|answer|question)|i meant(?: to (?:say|type|put))?|i mean|correction|make that|(?:scratch|scrap) that"
    r"|change that to|change it to|make it|i misspoke|i mistyped|typo|fat fingers|(?:sorry|er|i) meant)"
    r"[ ,.:!-]+(?:it'?s|its|it is|that'?s|it should be|it was|that should be|should be|i'?m)? "
    r"?(?P<new>.+)$|^(?:oh )?(?:no|wait|oops|sorry|shoot|crap|dang|damn|whoops|ugh+)[ "
    r",.:!-]+(?:(?:wait|sorry|no)[ ,.:!-]+)*(?:it'?s|it is"
    r"|it should be|that should be|i meant) (?P<new2>.+)$",
    re.IGNORECASE,
)


def instead(text: str) -> str | None:
    """What follows "actually it's …" or "no, I meant …": the new answer, not yet known to which question."""
    said = readable(text).strip(" .!")
    match = _INSTEAD.match(re.sub(r"^\*+ ?(?=\w)", "i meant ", said))  # "*Hendricks"
    new = (match.group("new") or match.group("new2")).strip() if match else ""
    return new if plain(new) not in ("", "please", "pls", "again") else None
