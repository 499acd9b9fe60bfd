"""Several facts in one message: "I'm Ana Ruiz, 41, ana@example.com, I live in Indiana"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frontdesk.interview.dictated import without_pictures
from frontdesk.interview.readers import Value
from frontdesk.interview.readers.contact import emails_in, phones_in
from frontdesk.interview.readers.dates import find_date, read_date_of_birth
from frontdesk.interview.readers.name_labels import labelled_name
from frontdesk.interview.readers.names import read_name
from frontdesk.interview.readers.past_places import lives_now, without_past
from frontdesk.interview.readers.places import OUTSIDE, read_state
from frontdesk.interview.text import listed, plain, readable
from frontdesk.interview.values import Interview

# someone else's details are not the person's own
_OTHERS = re.compile(
    r"\b(my|his|her|their) (wife|husband|partner|spouse|mom|mother|dad|father|son|daughter|sister"
    r"|brother|friend|doctor|therapist"
    r"|psychiatrist|boss|girlfriend|boyfriend|aunt|uncle|emergency contact|provider|physician|pcp"
    r"|lawyer|pharmacy)('s)?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|[.,;!] *|\b(?:hi|hello|hey|yes|ok|and|so) ,? *)(?:my (?:full )?name is|my name's|name:"
    r"|i am|i'm|im|this is|it's) +"
    r"(?P<name>[^\W\d_][\w'.-]*(?: +[^\W\d_][\w'.-]*){0,3}?) *(?=$|[,.;!]| and (?:my|i)\b| i'?m\b| btw\b"
    r"| i am\b| born\b| from\b| \d| my\b| [\w.+-]+@)",
    re.IGNORECASE,
)
# "I'm 41", "Ana, 41, …"; not "41 years at the same shop", "I'm 6 years sober", "aged 5 when …"
_AGE = re.compile(
    r"(?:\b(?:i'?m|i am|im|i (?:just )?turned|my age is|age[d:]?)(?: only| just| now| about| almost)? "
    r"|, ?)(\d{1,3})"
    r"(?= ?-?(?:years?|yrs?)[ -]old\b| ?y/?o\b| ?(?:years?|yrs?)(?: of age| young)\b"
    r"|(?: ?(?:years?|yrs?))? ?(?:[,.;!]|$)| (?:and|but|so|now|from|living|female|male|man|woman)\b)"
    r"(?!.{0,12}\b(?:when|ago|since|sober|clean|at the|in the|with the|on the|as an?|of (?:service"
    r"|marriage|it))\b)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r", ?\d{1,3} ?(?:years?|yrs?) ?(?:[,.;!]|$)", re.IGNORECASE)  # "a machinist, 41 years"
LIVES = re.compile(
    (
        r"\b(?:i )?(?:live|living|reside|based|located|from|moved|(?:up|down|over|out|i'?m|i am)(?= in ))"
        r"(?: here| now)? (?:in|at|near|to)? "
        r"?(?P<place>[\w .,']{2,40}?)(?=$|[;!?]| and\b| my\b|, ?\d|, [\w.+-]+@|\. )"
    ),
    re.IGNORECASE,
)


_NO_PLACE = listed("me in or hi oh ok")  # codes of states, but words in small letters: "want from me"


@dataclass(frozen=True)
class Facts:
    """What a message tells about the person, by question id; `rest` is what else it says."""

    values: dict[str, Any] = field(default_factory=dict)
    rest: str = ""
    age: int | None = None


def facts_in(text: str, interview: Interview, today: date) -> Facts:
    """The facts that can be told safely, whatever was asked."""
    said = readable(without_pictures(text))
    if _OTHERS.search(said):
        return Facts(rest=said)
    ids = {question.type: question.id for question in reversed(interview.questions)}
    values: dict[str, Any] = {}
    spans: list[tuple[int, int]] = []
    emails = list(emails_in(said))
    if len({address for address, _ in emails}) == 1 and "email" in ids:
        values[ids["email"]] = emails[0][0]
    spans += [span for _, span in emails]
    born = find_date(said)
    if born and "date_of_birth" in ids and re.search(r"born|birth|dob|\d{4}", plain(said)):
        read = read_date_of_birth(born, today)
        if isinstance(read, Value):
            values[ids["date_of_birth"]] = read.value
            at = said.find(born)
            spans.append((at, at + len(born)))
    without = _cut(said, spans)
    phones = list(phones_in(without))
    if len({number for number, _ in phones}) == 1 and "phone" in ids:
        values[ids["phone"]] = phones[0][0]
    rest = _cut(without, [span for _, span in phones])
    values.update(_name(rest, interview))
    values.update(_place(rest, ids.get("state"), interview))
    if values:
        values.update(_listed(rest, ids.get("state"), interview))
    return Facts(values, _tidy(rest), _age(said))


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return text


def _tidy(text: str) -> str:
    text = re.sub(
        (
            r"\b(my )?(e-?mail( address)?|phone( number)?|cell|number|dob|date of birth|birthday)( is"
            r"|:)?(?=\s*([,.;]|$|and\b))"
        ),
        " ",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"(\s*[,;]\s*)+(and\s*)?(?=[,;.]|$)", "", re.sub(r"\s+", " ", text))
    return text.strip(" ,;:.-")


def _name(text: str, interview: Interview) -> dict[str, Any]:
    first = next((q for q in interview.questions if q.type == "name" and q.part == "first"), None)
    match = _NAMED.search(text)
    told, last = labelled_name(text) or ("", "")
    if first is not None and told and last:
        return {first.id: told, first.overflow: last} if first.overflow else {first.id: told}
    if first is None or match is None:
        return {}
    # "i'm depressed" is no name: lower-case words count only after "my name is"
    explicit = "name" in match.group().lower()
    given = match.group("name")
    if not explicit and (given[0].islower() or len(given.split()) < 2):  # "I'm back to Delgado"
        return {}
    read = read_name(given, "first")
    if not isinstance(read, Value):
        return {}
    extra = {key: value for key, value in read.extra if key == first.overflow}
    return {first.id: read.value, **extra}


def _place(text: str, state_id: str | None, interview: Interview) -> dict[str, Any]:
    text = without_past(text, interview.places)
    match = LIVES.search(text)
    if state_id is None or match is None or match["place"].strip(" .") in _NO_PLACE:
        return {}
    read = read_state(match.group("place"), interview.places)
    if not isinstance(read, Value) or not read.sure or read.value == OUTSIDE:
        return {}
    ends = read.value not in interview.states_served  # what ends the intake must be told of now
    return {} if ends and not lives_now(text) else {state_id: read.value}


_PIECE = re.compile(
    r"(?:(?:i|and|so|we|it'?s|i'?m|i am|have|had|got|been|dealing|struggling|with|for|about|my|bad|severe) )*"
    r"(?P<what>[\w' -]{3,40}?)(?: (?P<since>(?:since|for) .{2,40}))?"
)


def _listed(text: str, state_id: str | None, interview: Interview) -> dict[str, Any]:
    """Pieces between commas that are nothing but a concern ("depression since 2019") or a state."""
    found: dict[str, Any] = {}
    concern = interview.by_id.get("main_concern")
    for piece in re.split(r"[,;.\n]| and (?=i )", text):
        match = _PIECE.fullmatch(plain(piece))
        if match is None:
            continue
        what = match.group("what")
        for choice in concern.choices if concern else ():
            if choice.id != "other" and what in (plain(choice.title), *map(plain, choice.says)):
                found["main_concern"] = choice.id
                if match.group("since") and "concern_since" in interview.by_id:
                    found["concern_since"] = match.group("since")
        for code, names in interview.places.states.items():
            if state_id and what in map(plain, names):
                found[state_id] = code
    return found


def _age(text: str) -> int | None:
    match = _AGE.search(_COUNTS.sub(", ", text))
    return int(match.group(1)) if match and 0 < int(match.group(1)) <= 120 else None


_MINOR = re.compile(
    r"\b(?:i'?m|i am|im) (?:only |just |still |actually )*(?:a )?(?P<age>\d{1,2})"
    r"(?P<old> ?-?(?:years?|yrs?)[- ]old| ?y/?o\b|(?= ?[.,!]?$|[.!,] | and (?:i|my)\b| but\b| so\b"
    r"| in an? | now\b| i'?ll\b| almost\b| going on\b| and a half\b| i (?:turn|will|know)\b| turning\b))",
    re.IGNORECASE,
)


def says_minor(text: str, minimum_age: int) -> bool:
    """True for "I'm 16": the person's own age below `minimum_age`. Not "I'm 16 weeks pregnant"."""
    match = _MINOR.search(readable(text))
    if match:
        youngest = 5 if match.group("old") else 10
        return youngest <= int(match.group("age")) < minimum_age
    minor = r"\b(i'?m|i am) (a minor|under ?age|under 18|not (yet )?18|still in (middle|high) school)\b"
    return re.search(minor, plain(text)) is not None
