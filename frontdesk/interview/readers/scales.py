"""One item of a questionnaire as its score: buttons, numbers, letters, and people's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontdesk.interview import lexicon
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.choices import exact_choice, read_choice
from frontdesk.interview.readers.figures import (
    by_place,
    half_way,
    mostly,
    of_another_item,
    plain_score,
    series,
)
from frontdesk.interview.readers.numbers import FIGURES, lettered, number_in
from frontdesk.interview.readers.weighing import concluded
from frontdesk.interview.text import gibberish, plain, unhedged
from frontdesk.interview.values import Choice

# Days out of 14 as in the PHQ-8: 0-1, 2-6, 7-11, 12-14. Kroenke 2009, doi 10.1016/j.jad.2008.06.026
_DAYS = ((1, 0), (6, 1), (11, 2), (14, 3))
_FIGURES = {word: str(value) for word, value in FIGURES.items() if value <= 14}
_WORDS = re.compile(rf"\b({'|'.join(_FIGURES)})\b")
_TIMES = r"(?:days?|nights?|times?|x|mornings?|evenings?|afternoons?)"
_A_WEEK = r"(?: ?(?:a|per|each|every|in a|out of the|of the|/) ?(?:week|wk)| out of (?:7|seven))"
_COUNTED = re.compile(
    rf"\b(?:(\d{{1,2}}) ?(?:-|to|or|maybe) ?)?(\d{{1,2}}) ?{_TIMES}(?: ?out of (?:14|the 14))?({_A_WEEK})?"
)
_OFTEN = (  # days out of 14
    (re.compile(r"\bevery other (day|night)\b|\bhalf (of )?(the|my) (week|nights?|mornings?)\b"), 7),
    (re.compile(r"\bmore (days|nights|often|times) than not\b"), 9),
    (re.compile(r"\b(almost|nearly|practically|virtually) all (the )?(days|nights|mornings|evenings)\b"), 13),
    (re.compile(rf"\btwice{_A_WEEK}|\bweekends?\b"), 4),
    (re.compile(rf"\bonce{_A_WEEK}|\bweekly\b|^once\b|\bone time\b"), 2),
    (re.compile(r"\b(most|many) of the (days|nights|week|time)\b|\bmost (nights|mornings|evenings)\b"
        r"|\bweekdays\b"), 9),
    (re.compile(r"\b(some|a few|couple) (days|nights|evenings|mornings|afternoons)\b"
        r"(?! (yes|worse|more))"), 4),
    (re.compile(r"\b(every|each) (single )?(day|night|morning|evening)\b|\b(all|whole) day\b"), 14),
)  # fmt: skip
_AT_LAST = re.compile(r"(?:\b(?:so|call it|make it|give it|say|put|a|an)|[=:,.;-])\s*(\d{1,2})$")
_AT_FIRST = re.compile(
    rf"^(\d{{1,2}})\b(?! ?(?:{_TIMES}|-|to|or|maybe|\.\d|/|[ap]\.?m|o'?clock|years?|yrs?|weeks?|months?"
    r"|hours?|hrs?|kids?|pills?|questions?)\b)"
)
_MEANT = re.compile(
    r"\b(?:average|averages|overall|normally|usually|typically|mostly|closer to|nearer|more like"
    r"|right now|today|this "
    r"week)\b\D{0,25}(\d{1,2})\b"
)
_USUAL = re.compile(r"\b(?:on (?:the )?average|this (?:past |last )?week|these days|lately)\b")
_SETTLED = re.compile(r"\b(?:so|call (?:it|that)|make it|give it|say|put|go with) (?:an? )?(\d{1,2})$")
_NOTHING = re.compile(
    r"(no(ne|pe)?|not at all|never|nothing|no pain|(it |that )?(does ?n.?t|did ?n.?t|does not|did not)"
    r"( (interfere|bother|affect|stop|limit|change)( me| anything)?)?( at all| really| much)?)"
)
# "no trouble there", "no change": of a problem that is asked about
_NO_TROUBLE = re.compile(
    r"(no|zero|without) (trouble|troubles|problems?|issues?|change|changes|difficulty)( \w+){0,2}"
)
_NOT_ME = re.compile(
    r"(no,? |nope,? |nah,? )*((that|this|it)( one)?('s| is) not (my|a) (problem|issue|thing|trouble)( "
    r"at all| for me)?"
    r"|not that (anyone|anybody|i|i'?ve|he|she|they)\b.{0,30}|(no,? )*nothing like (that|this))"
)
_NEVER_CAME = re.compile(
    r"(no,? |nope,? |nah,? )*((it|that|this|those|i) )?((never|not) (happened|happens|came up|comes up"
    r"|had (that|it|any|one))"
    r"|(did ?n'?t|has ?n'?t|have ?n'?t|does ?n'?t|did not|has not|have not) "
    r"(happen|happened|come up|bother|bothered|had (that|it|any|one)|have (that|it|any)|felt (that|it"
    r"|like that))"
    r"( me)?)( at all| once| to me| lately| in (the )?(last|past) .{1,15})*"
)
# "no i sleep like a log", "my appetite is great": told of what is asked about, and nothing against it
_WELL = re.compile(
    r"\b(fine|ok|okay|great|good|well|normal|normally|easy|easily|perfect|perfectly|calm|relaxed)$"
    r"|\b(i|and) can (stop|control|handle|manage|relax|sit|shut|concentrate|focus|sleep|eat)\b"
    r"|\blike a (log|baby|rock|stone|horse|king|champ)\b|\b(no|zero) (trouble|problems?|issues?|complaints)\b"
)
_AGAINST = re.compile(
    r"\d|\b(not|n'?t|can'?t|cant|cannot|dont|don'?t|doesnt|doesn'?t|isnt|isn'?t|never|hardly|barely|rarely|but|except|until"
    r"|unless|too|sometimes|only|used to|wish|if|would|sounds?|that'?s|thats|was|with|on pills|good (days?"
    r"|question))\b"
)
_ABOUT = re.compile(r"\b(i|my|sleep|sleeping|appetite|eating|energy|focus|mood|it'?s all|all)\b")
_SHORT = 9  # words
_BEGINS = re.compile(r"^(\d{1,2})(?=[.,;!]( |$))")
_WORST = re.compile(
    r"(the )?(worst|max(imum)?( number)?|unbearable|as bad as (it|pain|that|things) (gets?|can (get|be))"
    r"|as bad as i can imagine|completely|totally)"
)


def read_scale(text: str, choices: Sequence[Choice], span: tuple[int, int]) -> Read:
    """Read a questionnaire item as its score. Guesses from longer words are not `sure`."""
    if re.match(r"\s*[-−]\s*\d", text):
        return Fault("out_of_range")
    if lexicon.dont_know(text):
        return Fault("dont_know")
    if not choices:
        return _rated(text, span)
    text = _MOST_EVERY.sub("nearly every", _EVERY.sub("every", text))
    if _NO_DAY_OFF.search(plain(text)):
        text = "every day"
    said = _NOT_EVERY.sub(" ", plain(text)).strip(" ,.;!-")
    if said == plain(text):
        return _told(text, choices, span)
    if not said or lexicon.no(said) or lexicon.none(said) or lexicon.yes(said):
        return Fault("how_many_days")  # "not every day", and nothing more
    return _told(said, choices, span)


def _told(text: str, choices: Sequence[Choice], span: tuple[int, int]) -> Read:
    found = _frequency(text, choices, span)
    if isinstance(found, Value):
        return found
    # likeness is no help here: "hardly ever" is near "nearly every day"
    if _SELDOM.fullmatch(re.sub(r"[,.!]", "", unhedged(text))):
        return Fault("seldom")
    return Fault("how_many_days") if _MUCH.search(plain(text)) else found


_NOT_EVERY = re.compile(
    r"\b(?:but )?not (?:quite |really |necessarily |exactly )?(?:(?:every|each)(?: single)? (?:day|night"
    r"|morning|evening)|all the time|all day|daily|always|constantly|everyday)\b"
)
_SELDOM = re.compile(
    r"(?:no )?(?:(?:very |pretty |quite )?(?:rarely|seldom)|(?:hardly|barely|scarcely)(?: ever)?"
    r"|(?:almost|nearly|practically|virtually) never"
    r"|not (?:(?:very|too|that|so|all that|at all) )?(?:often|frequently))(?: at all| if ever| lately| now"
    r"| these days| any ?more| (?:in|over) the (?:last|past) (?:2|two) weeks)*"
)
_MUCH = re.compile(r"\b(?:good|great|fair) deal\b")


# "not one day without it", "most every day"
_NO_DAY_OFF = re.compile(
    r"\b(?:not (?:one|a|a single)|never a) (?:day|night|morning)"
    r" (?:without|off|free|goes by|went by|passes)\b.*$"
)
_MOST_EVERY = re.compile(r"\bmost every(?= ?(?:day|night|morning))")
_EVERY = re.compile(r"\b(?:evry|evrey|eveyr|everry|evey|ever(?= ?day))\b", re.IGNORECASE)


def _frequency(text: str, choices: Sequence[Choice], span: tuple[int, int]) -> Read:
    exact = exact_choice(text, choices)
    if exact is not None:
        return Value(exact.value)
    number = number_in(text)
    if number is not None:
        return Value(number) if span[0] <= number <= span[1] else Fault("out_of_range")
    letter = lettered(text, len(choices))
    if letter is not None:
        return Value(choices[letter].value)
    plainly = _said_plainly(text, span)
    if plainly is not None:
        return plainly
    placed = by_place(text, choices) if len(plain(text).split()) <= _SHORT else None
    if placed is not None:
        return placed
    figures = _figures(text)
    whole = _WORDS.sub(lambda match: _FIGURES[match.group()], plain(text))
    # "one mistake" does not
    begins = text.lstrip()[:1].isdigit() or re.match(r"[a-z]+(?=[,.;!]|$)", plain(text))
    told = (_AT_FIRST.search(figures) if begins else None) or _AT_LAST.search(whole)
    if told and span[0] <= int(told.group(1)) <= span[1]:
        return Value(int(told.group(1)), sure=_one_figure(text, whole))
    at_last = exact_choice(re.split(r"[.;!] +", plain(text))[-1], choices) or concluded(
        text, choices, _exactly
    )
    if at_last is not None:
        return Value(at_last.value, sure=False)  # "i read the same page five times. daily"
    days = _days(_figures(_troubled(plain(text))))
    if days is not None:
        return Value(
            next(score for most, score in _DAYS if days <= most), sure=_COUNTED.search(figures) is not None
        )
    if any(form.fullmatch(plain(text)) for form in (_NO_TROUBLE, _NOT_ME, _NEVER_CAME)) or _is_fine(text):
        return Value(span[0], sure=False)
    read = read_choice(text, choices, other=False, numbered=False)
    if isinstance(read, Fault):
        return Fault("yes_how_often") if read.cause == "yes_which" else read
    value = next(choice.value for choice in choices if choice.id == read.value)
    return Value(value, read.sure)


def _said_plainly(text: str, span: tuple[int, int]) -> Read | None:
    """A number that goes before the words; a fault where several stand, or another item is meant."""
    if of_another_item(text):
        return Fault("other_item")
    return series(text) or plain_score(text, span)


def _one_figure(text: str, whole: str) -> bool:
    """ "3, and also a 3 on the feeling down one": begins with its number, and holds no other."""
    whole = re.sub(r"\b1\b(?=$|[.,;!])", "", whole[1:]) + " " + whole[0]  # "the feeling down one"
    return bool(re.match(r"\s*\d[.,;!] ", text)) and len(set(re.findall(r"\d+", whole))) == 1


def _is_fine(text: str) -> bool:
    bare = re.sub(r"^(no|nope|nah)[ ,.!]+", "", plain(text))
    if bare != plain(text):
        bare = re.sub(r"^(i'?m|i am) ", "i am ", bare)  # "no, I'm calm"
    short = 1 < len(bare.split()) <= _SHORT
    return short and bool(_ABOUT.search(bare) and _WELL.search(bare)) and not _AGAINST.search(bare)


def _exactly(text: str, choices: Sequence[Choice]) -> Choice | None:
    found = exact_choice(text, choices)
    begun = [
        choice for choice in choices if len(text) > 3 and plain(choice.title).startswith(plain(text) + " ")
    ]
    return found or (begun[0] if len(begun) == 1 else None)


_POINTED = re.compile(  # "let's do the following one" counts nothing
    r"\b(the|this|that|which|another|any|no|every|each|some|last|next|following|previous|other|right|wrong|tough"
    r"|hard|easy|good|big|first|second) ones?\b"
)


def _figures(text: str) -> str:
    """The text with numbers as figures: "a couple" is 2, "a few" 3."""
    bare = re.sub(r"\b(a )?couple( of)?\b", "2", re.sub(r"\b(a )?few\b", "3", unhedged(text)))
    bare = _POINTED.sub(r"\1", bare)
    return _WORDS.sub(lambda match: _FIGURES[match.group()], bare)


_FINE = re.compile(r"\b(ok|okay|fine|good|great|better|alright|nothing)\b")


def _troubled(bare: str) -> str:
    """What is told of bad days where good ones are told too: "weekends I'm ok, weekdays always"."""
    parts = re.split(r"[,;.]+ | but ", bare)
    bad = [part for part in parts if not _FINE.search(part)]
    return ", ".join(bad) if bad else bare


_WHOLE = re.compile(r" *\b(?:out )?of (?:the |those |these )*(?:last |past )?(?:14|2 weeks)(?: days)?\b")


def _days(figures: str) -> int | None:
    counted = _COUNTED.search(_WHOLE.sub(" days", figures))
    if counted:
        days = int(counted.group(2)) * (2 if counted.group(3) else 1)
        return days if days <= 14 else None
    return next((days for pattern, days in _OFTEN if pattern.search(figures)), None)


def _rated(text: str, span: tuple[int, int]) -> Read:
    """A number from `span` in a sentence: the only one, or the one called the average."""
    low, high = span
    if of_another_item(text):
        return Fault("other_item")
    if half_way(text) and not _SETTLED.search(_figures(text)):
        return Fault("one_number")
    number = number_in(text)
    if number is None and isinstance(several := series(text, ranges=True), Fault):
        return several
    figures = _figures(text)
    if number is None:
        if _NOTHING.fullmatch(figures):
            return Value(low)
        if any(_WORST.fullmatch(piece) for piece in re.split(r"[.,;!]+ *", figures) if piece):
            return Value(high, sure=False)
        number, sure = _inside(figures)
        if number is None:
            return Fault("gibberish" if gibberish(text) else "not_understood")
        return Value(number, sure) if low <= number <= high else Fault("out_of_range")
    return Value(number) if low <= number <= high else Fault("out_of_range")


def _inside(figures: str) -> tuple[int | None, bool]:
    usual = mostly(figures)
    sure, figures = usual == figures, usual
    usual_clauses = [clause for clause in re.split(r"[,;.!]+ ", figures) if _USUAL.search(clause)]
    numbers = {
        number for clause in usual_clauses for number in re.findall(r"(?<![\d.])\d{1,2}(?![\d.])", clause)
    }
    if len(numbers) == 1:
        return int(numbers.pop()), False
    meant = _BEGINS.search(figures) or _SETTLED.search(figures) or _MEANT.search(figures)
    if meant:
        return int(meant.group(1)), False
    span = re.search(r"(?<![\d.])(\d{1,2}) ?(?:-|to|or|maybe|and) ?(?:a )?(\d{1,2})(?!\.?\d)", figures)
    if span and int(span.group(2)) - int(span.group(1)) == 1:
        return int(span.group(2)), False
    found = re.findall(
        r"(?<![\d.])\d{1,2}(?!\.?\d)(?! ?(?:(?!all\b|this\b|the\b|most\b)[a-z]+ )?(?:years?|yrs?|months?"
        r"|weeks?|days?|nights?|hours?|minutes?|mins?|kids?|times?|mg|miles?|lawns?|loads?|flights?|steps?|blocks?"
        r"|acres?|shifts?)\b)",
        re.sub(r" ?(out of|/) ?10\b", "", figures),
    )
    return (
        (int(found[0]), sure and len(plain(figures).split()) <= 4) if len(set(found)) == 1 else (None, False)
    )
