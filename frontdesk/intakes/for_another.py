"""Whether somebody tells that they fill in the intake for another person. Pure."""

from __future__ import annotations

import re

from frontdesk.interview.lexicon import RELATIVES
from frontdesk.interview.text import readable

_WHO = rf"(?:{RELATIVES}|client)"
_IS = (
    r"(?:mother|mom|mum|father|dad|parent|wife|husband|spouse|partner|sister|brother|daughter|son|aunt|uncle"
    r"|caregiver|carer|guardian|friend)"
)
_DOES = (
    r"(?:fill\w*(?: \w+){0,2}|do|doing|did|answer\w*|complet\w+|start\w*|sign\w*(?: up)?|writ\w+|typ\w+"
    r"|intake|form|questions?|application|paperwork|questionnaire)"
)
_FOR = r"(?:for|on behalf of)"
_TELLS = re.compile(
    rf"\b{_DOES}(?: \w+){{0,3}} {_FOR} (?:my|our|a) (?:\w+ )?{_WHO}\b"
    rf"|\b{_DOES}(?: \w+){{0,2}} {_FOR} (?:him|her|them|some(?:one|body) else|another person)\b"
    rf"|\b(?:sign|register|enroll|book)(?: up)? my (?:\w+ )?{_WHO}\b"
    rf"|\bi(?:'?m| am) (?:the|his|her|their) {_IS}\b(?! of (?:two|three|four|five|\d|a|young)\b)"
    r"|\b(?:my|me)(?: name)? or (?:his|hers?|theirs?|him|them)\b"
    r"|\b(?:his|her|their)s?(?: name)? or (?:mine|my|me)\b"
    rf"|\bnot (?:for )?me,? (?:but )?(?:it'?s )?(?:for )?my {_WHO}\b"
)
_AGE = re.compile(
    r"\b(?:is|he'?s|she'?s|aged?|they'?re) (?:only |just )?(\d{1,2})\b(?! (?:years|months|weeks) (?:ago|of))"
)


def tells_another(text: str, minimum_age: int) -> bool:
    """True where an adult is meant; what is said of those under `minimum_age` is the interview's own."""
    said = readable(text).casefold().replace("\u2019", "'")
    age = _AGE.search(said)
    return _TELLS.search(said) is not None and not (age and int(age[1]) < minimum_age)
