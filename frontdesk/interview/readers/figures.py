"""A score said plainly as a number, before any words; several numbers, or another item's, are asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.numbers import FIGURES
from frontdesk.interview.text import plain
from frontdesk.interview.values import Choice

_MOST = 10  # the highest score of any item
_KNOWN = [word for word, value in FIGURES.items() if value <= _MOST]
_WORDS = re.compile(rf"\b({'|'.join(_KNOWN)})\b")
_BUT_ONE = re.compile(rf"\b({'|'.join(word for word in _KNOWN if word != 'one')})\b")  # "this one"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|last|previous|prior)"
_ITEM = (
    rf"(?:(?:the |my |your )?{_ORDINAL}(?: (?:one|question|answer|item|score))?"
    r"|(?:(?:question|item|answer|number|no\.?|nr\.?) ?|# ?)\d{1,2}|one before(?: that| this)?)"
)
_TOO = r"(?:(?: also| too| as well| actually| really| rather|,)*)"
_BECOMES = (
    r"(?: should(?:'ve| have)?(?: be(?:en)?)?| needs? to be| must be| has to be| is| was|'s"
    r"| to| into| as| be|:| =)"
)
_VALUE = (
    r"(?: an?| the)?(?: also| too)? ?(?:score )?(?:\d\b|not at all|several|some days|more than half|most days"
    r"|nearly every|almost every|every ?day|daily|zero\b|one\b|two\b|three\b)"
)
# "the first should be 2 also", "make the first a 2", "number 1 was a 3"
_OF_ANOTHER = re.compile(
    rf"\b{_ITEM}{_TOO}(?:{_BECOMES}{_TOO}|(?<=one)|(?<=question)|(?<=answer)){_VALUE}"
    rf"|\b(?:make|change|put|set|fix|correct|switch|move) {_ITEM}{_TOO}{_BECOMES}?{_VALUE}"
)
_JOINED = r"(?:[\s,;./&+-]|and|or|to|then|maybe)+"
_SERIES = re.compile(rf"(?:(?:between|like|maybe|about|so|well|its|it'?s) )*\d{{1,2}}(?:{_JOINED}\d{{1,2}})+")
_LISTED = re.compile(r"\d{1,2}(?:[\s,;.]+(?:(?:and|then) )?\d{1,2}){2,}|\d{1,2}\s*[,;]\s*\d{1,2}")
_LEAD = (
    r"(?:(?:it'?s|its|it is|that'?s|that is|that would be|i'?d say|id say|i would say|i say|i said"
    r"|i think|maybe"
    r"|about|around|probably|like|say|put|a|an|the|number|score|of|so|well|um+|uh+|hm+|ok|okay|yes|yeah|oh"
    r"|definitely|honestly|perhaps|answer|is|for me|for this(?: one)?|this one(?: is)?|rate it|guess"
    r"|i guess)[ ,.:-]+)*"
)
_UNITS = (
    r"(?: ?(?:-|to|or|out|/|%|[ap]\.?m\b|o'?clock)"
    r"| (?:(?!maybe|i\b|im\b|its\b|he\b|she\b|we\b|they\b|you\b|and|but|for|because|the\b|my\b|it\b"
    r"|on\b|at\b|just|most|many|some|several|nearly"
    r"|every"
    r"|almost|all\b|not\b|this|that|since|then|too|also|really|please|more|always|often|sometimes|a lot|when"
    r"|as\b|with|still|only|or\b|so\b|here|today|now|again|definitely|probably|usually|sorry|pls|plz|instead"
    r"|thanks)[a-z]+))"
)
_PLAIN = re.compile(rf"^{_LEAD}(?P<score>\d{{1,2}})(?!\d|\.\d)(?!{_UNITS})")
# "1 on weekends", "some days it is 3", "and 2 for the next one": of other days, or of another item
_ASIDE = re.compile(
    r"\b\d{1,2} (?:on|for|in) (?:my |the |a |some )?(?:\w+ )?(?:weekends?|days?|nights?|mornings?"
    r"|evenings?|weeks?"
    r"|next(?: one| question)?|others?|rest|last(?: one)?|second|third|following(?: one)?)\b"
    r"|\b(?:some|bad|worse|worst|good|better|rough|other|few) (?:days?|nights?|mornings?"
    r"|ones)\b[^,.;]*?\b\d{1,2}\b"
    r"|\b(?:next(?: one)?|weekends?)\b[^,.;]{0,12}?\b\d{1,2}\b"
)
_BARE = re.compile(rf"(?<![\w.:/'])\d{{1,2}}(?![\d:%]|\.\d|\w)(?!{_UNITS})")


# "and 6 for the first one please"; not "2 for the first week"
_FOR_ANOTHER = re.compile(
    r"\b(?:\d{1,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten) (?:for|on|at) (?:the "
    r"|my )?(?:first|second|third"
    r"|previous|prior|earlier)(?: (?:one|question|item|answer|score))?(?= please|$|[,.;!]| not\b)"
)
_HALF = re.compile(
    r"(?<![\d.])\d{1,2}(?:\.5\b| ?½| 1/2\b| and (?:a |one )?half\b(?! (?:years?|months?|hours?|weeks?"
    r"|days?)))"
    r"|(?<![\d.])\d{1,2}\.[1-9]\d?\b"
)


def half_way(text: str) -> bool:
    """ "Seven and a half", "6.5" on a scale of whole numbers: which of the two is asked."""
    return _HALF.search(_figured(text, _WORDS)) is not None


_NUMBER = re.compile(rf"(?<![\w.,/:#-])(\d{{1,2}})(?![\w]|\.\d)(?!{_UNITS})")


def only_number(text: str, span: tuple[int, int] | None) -> int | None:
    """The one number of a message, where it is on the scale and counts nothing: "the sleep one is a 2".

    The number of an item is none: "change number 2".
    """
    bare = re.sub(rf"\b{_ITEM}", "", plain(text))
    found = _NUMBER.findall(bare)
    if span is None or len(found) != 1 or len(re.findall(r"\d+", bare)) != 1:
        return None
    return int(found[0]) if span[0] <= int(found[0]) <= span[1] else None


_AT_TIMES = re.compile(
    r",? *(?:(?:and|but|or|maybe) )*(?:an? )?\d{1,2} (?:on|for) (?:my |the |a )?(?:really )?(?:bad|worst"
    r"|worse|rough|hard|good|better|best) (?:days?|nights?|ones)\b"
)
# "but when I mow the lawn it's an 8", "but 9 after work": of some hours only
_WHEN = re.compile(
    r"[ ,.;]+(?:(?:and|but|or|though|then) )+(?:when(?:ever)?|if|after|once|while|on|during"
    r"|by)\b[^.;]*?\b\d{1,2}\b"
    r"|[ ,.;]+(?:(?:and|but|or|though|then|up to|goes to|it's|an?) )+\d{1,2} (?:when(?:ever)?|if|after"
    r"|while|during|by)\b[^,.;]*"
)


def mostly(figures: str) -> str:
    """ "About a 6, 7 on bad days": the words without the numbers of some days or hours, where one is left."""
    usual = _WHEN.sub("", _AT_TIMES.sub("", figures))
    return usual if re.search(r"\d", usual) else figures


def of_another_item(text: str) -> bool:
    """Whether a score is told for an item named by its place: "wait, the first should be 2 also"."""
    return any(form.search(plain(text)) for form in (_OF_ANOTHER, _FOR_ANOTHER))


def series(text: str, *, ranges: bool = False) -> Read | None:
    """Numbers and nothing else: their one value, or a fault where they differ; None for any other words.

    `ranges`: "6 or 7" is one number between, and no series.
    """
    bare = _figured(text, _WORDS)
    if not (_LISTED if ranges else _SERIES).fullmatch(bare):
        return None
    found = {int(number) for number in re.findall(r"\d+", bare)}
    return Value(found.pop()) if len(found) == 1 else Fault("one_number")


def plain_score(text: str, span: tuple[int, int]) -> Read | None:
    """The number that a message opens with, "2 I think, many days"; a fault where another one follows.

    None where it opens with none, or with one that counts something.
    """
    bare = _figured(text, _BUT_ONE)
    match = _PLAIN.match(bare)
    if match is None or not span[0] <= int(match["score"]) <= span[1]:
        return None
    score = int(match["score"])
    rest = _ASIDE.sub(" ", bare[match.end() :])
    others = {int(number) for number in _BARE.findall(rest)} - {score}
    others = {number for number in others if span[0] <= number <= span[1]}
    return Fault("one_number") if others else Value(score)


def _figured(text: str, known: re.Pattern[str]) -> str:
    return known.sub(lambda match: str(FIGURES[match.group()]), plain(text))


def by_place(text: str, choices: Sequence[Choice]) -> Read | None:
    """ "The second option"."""
    place = re.search(r"\b(first|second|third|fourth|last)(?: one| option| answer| choice)\b", plain(text))
    if not place:
        return None
    at = ("first", "second", "third", "fourth").index(place.group(1)) if place.group(1) != "last" else -1
    return Value(choices[at].value, sure=False) if at < len(choices) else Fault("out_of_range")
