"""The parts of a whole name, and its capitals."""

from __future__ import annotations

import re

from frontdesk.interview.text import listed

SUFFIX = re.compile(r"^(jr|sr|ii|iii|iv|v|md|phd|esq)\.?$", re.IGNORECASE)
PARTICLES = listed(
    "de da do dos das del della di du la le los las van von der den ter ten bin ibn al el y e zu zur af"
)
_DOUBLES_FIRST = listed(
    "mary anna ana maria jo jean juan jose josé luis billy bobby sarah lee carlos john rose ann "
    "anne peggy betty"
)
_DOUBLES_SECOND = listed(
    "ann anne jane beth lou sue ellen kate maria maría jose josé carlos luis miguel antonio "
    "pablo paul luc pierre marc bob jo"
    " lynn rose grace mae may angel fernanda elena isabel manuel marie claire louise"
)


_FAMILY_FIRST = listed(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý nguyen tran pham hoang "
    "huynh vo dang bui"
)
_BETWEEN = listed("thị văn thi van")


def split_name(tokens: list[str]) -> tuple[str, str]:
    """First and last name of a whole name; the last is empty for a double given name ("Mary Ann")."""
    lower = [token.casefold().strip(".,") for token in tokens]
    if lower[0] in _FAMILY_FIRST and lower[1] in _BETWEEN:
        # Vietnamese: the family name comes first, given names last; "Nguyễn Thị" is not whole yet
        return (" ".join(tokens[1:]), tokens[0]) if len(tokens) > 2 else (" ".join(tokens), "")
    if len(tokens) == 2 and lower[0] in _DOUBLES_FIRST and lower[1] in _DOUBLES_SECOND:
        return " ".join(tokens), ""
    start = len(tokens) - 1
    while start > 1 and SUFFIX.match(tokens[start]):
        start -= 1
    while start > 1 and lower[start - 1] in PARTICLES:
        start -= 1
    if len(tokens[start].strip(".")) == 1 and len(tokens) == 2:
        return tokens[0], tokens[1]
    return " ".join(tokens[:start]), " ".join(tokens[start:])


def is_double(given: str) -> bool:
    """Whether a name of several words ends in one that stands second in double given names: "Denise Ann"."""
    return given.split()[-1].casefold() in _DOUBLES_SECOND


def cased(name: str) -> str:
    """Capitals where a person typed none, or nothing but capitals; otherwise as typed."""
    if name == name.lower():
        return " ".join(word if word in PARTICLES else _capital(word) for word in name.split())
    if (
        name == name.upper()
        and len(name) > 2
        and name.isascii()
        and "." not in name
        and not re.search(r"\d", name)
    ):
        return " ".join(word if SUFFIX.match(word) else _capital(word.lower()) for word in name.split())
    return name


def _capital(word: str) -> str:
    # "o'brien" has a second capital, "ty's" has none
    return re.sub(r"(^|-|(?<=\b\w)['’])(\w)", lambda match: match.group(1) + match.group(2).upper(), word)
