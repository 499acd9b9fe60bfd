"""E-mail addresses by email-validator and phone numbers by phonenumbers, found in what people type."""

from __future__ import annotations

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.which_contact import preferred, referred
from frontdesk.interview.text import plain, readable

_EMAILISH = re.compile(r"[^\s,;<>()\"]+(?:@| @ | @|@ )[^\s,;<>()\"]+")
_SPACED = re.compile(  # blanks around the signs
    r"[\w.+-]+(?: \. ?[\w+-]+)* ?@ ?[\w-]+(?: ?\. ?[\w-]+)*? ?\. ?(?:com|net|org|edu|us|gov|[a-z]{2,3}$)\b"
    r"|^\S+ ?@ ?\S+$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    (
        r"\b([\w.+-]+(?: dot [\w+-]+)*) (?:at|\(at\)|\[at\]) ([\w-]+(?: ?(?:dot|\(dot\)|\[dot\]|\.) "
        r"?[\w-]+)+)\b"
    ),
    re.IGNORECASE,
)
# "wren underscore holt 9 @ example.com": the address begins before its last word
_SIGN_BEFORE = re.compile(r"\b(?:dot|underscore|dash|hyphen) (?:[\w.+-]+ )?$")  # small: "Dot" is a name
_SPOKEN_SIGN = re.compile(
    r"\b(?:dot|underscore|dash|hyphen) (?P<last>[\w.+-]+(?: \d+)?) ?@ ?(?P<at>[\w-]+(?: ?\.[\w-]+)+)"
)
_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPOKEN_DIGITS = 7  # so many words that are digits make a telephone number
_NO_CONTACT = re.compile(
    r"(i )?(don'?t|do not|dont) (have|use|own|do|got) (an? |any |one|my )?(e-?mails?( address)?"
    r"|phone( number)?|cell( ?phone)?|number|one)?"
    r"|(sorry,? )?(i have )?no (e-?mail( address)?|phone( number)?|cell( ?phone)?|number)( (from|for"
    r"|of) (me|my own))?( sorry| right now| yet)?|none|n/?a|no|nope|i have no "
    r"(e-?mail|phone)|no thanks"
)


def emails_in(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Valid addresses, normalised, with their places in readable(text)."""
    said = readable(text)
    found = []
    for match in _EMAILISH.finditer(said):
        token = match.group().replace(" ", "").strip(".,!?;:'*")
        token = re.sub(r"^(?:mailto:|e-?mail:|my:)", "", token, flags=re.IGNORECASE)
        address = _address(token)
        if address and not _SIGN_BEFORE.search(said[: match.start()]):
            found.append((address, match.span()))
    return found


def _address(token: str) -> str | None:
    try:
        return str(validate_email(token, check_deliverability=False, strict=True).normalized)
    except (EmailNotValidError, UnicodeError, ValueError):
        return None


_AS_ONE = re.compile(
    r"(?P<words>[\w.+-]+(?: [\w.+-]+){0,4}?)[, ]+(?:that'?s )?(?:all )?(?:in |as )?"
    r"(?:one word|no spaces|run together|together)[, ]+(?=at\b|@)",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(r"^.*\b(?:is|it'?s|its|e-?mail|address) (?=\S)", re.IGNORECASE)


def _together(said: str) -> str:
    """ "p lundquist 9 all one word at example dot com": what stands before it is written without blanks."""
    return _AS_ONE.sub(lambda match: _BEFORE_IT.sub("", match["words"]).replace(" ", "") + " ", said)


def read_email(text: str) -> Read:
    """Read one address. Faults: not_an_email, no_at, bad_domain, two_of_them."""
    said = _together(readable(text))
    whole = _address(said.strip(" .,;!")) or _address(text.strip())
    if whole:
        return Value(whole)
    found = list(dict.fromkeys(address for address, _ in emails_in(said)))
    cut = re.search(r"\w \. ?\w+ ?@", said)  # "lou . b @ example.com" is no b@example.com
    if len(found) == 1 and not cut and not re.search(r"\bnot\b.{0,40}@", said):
        back = referred(said[emails_in(said)[0][1][1] :])  # of an address told before: which is not here
        return Fault("two_of_them") if back else Value(found[0])
    if len(found) > 1 and not cut:
        chosen = preferred(said, emails_in(said))
        return Value(chosen, sure=False) if chosen else Fault("two_of_them")
    # "ana at example dot com": spoken to a phone
    voiced = _SPOKEN.search(said)
    if voiced:
        joined = re.sub(
            r" ?(?:dot|\(dot\)|\[dot\]) ?",
            ".",
            f"{_named_part(said[: voiced.end(1)])}@{voiced.group(2)}",
            flags=re.IGNORECASE,
        )
        address = _address(joined.replace(" ", ""))
        if address:
            return Value(address, sure=False)
    if signed := _SPOKEN_SIGN.search(said):
        address = _address(f"{_named_part(said[: signed.end('last')])}@{signed['at']}".replace(" ", ""))
        return Value(address, sure=False) if address else Fault("bad_domain")
    spaced = _SPACED.search(said)  # "tanya_b @ example . com"
    address = _address(re.sub(r"\s", "", spaced.group())) if spaced else None
    if address:
        return Value(address, sure=False)
    if "@" in said:
        return Fault("bad_domain")
    return Fault(
        "no_at" if re.fullmatch(r"\S*\w\.(com|net|org|edu|us|gov)", said, re.IGNORECASE) else "not_an_email"
    )


_SIGNS = (("dot", "."), ("underscore", "_"), ("dash", "-"), ("hyphen", "-"), ("plus", "+"))
_SPELT = re.compile(r"\b([a-z0-9]) (?:as in|like in|for) \w+", re.IGNORECASE)


def _named_part(said: str) -> str:
    """The part before "at", of its last words: names of signs, letters and figures belong together."""
    words = _SPELT.sub(r"\1", said).split()
    joined = words.pop()
    signs = dict(_SIGNS)
    while words:
        word = words[-1].casefold().strip(",")
        begins = joined.split(" ")[0].casefold()
        binds = (
            word in signs or begins in signs or joined[0] in "._-+" or word.isdigit() or joined[0].isdigit()
        )
        single = len(word) == 1 and word not in ("a", "i")
        if not binds and not single or word in ("is", "it's", "its", "my", "email", "address", "um", "okay"):
            break
        joined = f"{words.pop().strip(',')} {joined}"
    for sign, mark in _SIGNS:
        joined = re.sub(rf" ?\b{sign}\b ?", mark, joined, flags=re.IGNORECASE)
    return joined.replace(" ", "")


def phones_in(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Valid numbers as E.164, US unless a country code is written, with their places in readable(text)."""
    said = readable(text)
    matches = phonenumbers.PhoneNumberMatcher(said, "US", leniency=phonenumbers.Leniency.VALID, max_tries=200)
    return [(_e164(match.number), (match.start, match.end)) for match in matches]


def _e164(number: phonenumbers.PhoneNumber) -> str:
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{shown};ext={number.extension}" if number.extension else shown


_DIGITS = {"oh": "0", "o": "0", **{word: str(n) for n, word in enumerate(_NUMBER_WORDS)}}


_TIMES = {"double": 2, "triple": 3}
_REPEATED = re.compile(rf"\b(?P<times>double|triple)[ -](?P<digit>{'|'.join(_DIGITS)}|\d)\b", re.IGNORECASE)


def _dialled(said: str) -> str:
    """ "five one two, five five five …" in figures, where nearly all words are digits."""
    said = _REPEATED.sub(lambda match: " ".join([match["digit"]] * _TIMES[match["times"].casefold()]), said)
    tokens = re.findall(r"[a-z]+|\d+", said.casefold())
    if sum(token in _DIGITS for token in tokens) < _SPOKEN_DIGITS:
        return said
    figures = re.sub(r"[A-Za-z]+", lambda match: _DIGITS.get(match.group().casefold(), match.group()), said)
    return re.sub(r"(?<=\d)[ ,.-]+(?=\d)", "", figures)


_THEN = re.compile(r"(?<=\d)\W+(?:(?:and|and then|then)\W+)(?=\d)", re.IGNORECASE)
_DIGIT = rf"(?:{'|'.join(_DIGITS)}|\d{{1,4}})"
_MIXED = re.compile(rf"\b{_DIGIT}(?:[ ,.-]+{_DIGIT})+\b", re.IGNORECASE)
_WHOLE = 10  # digits of a national number


def _mixed(said: str) -> str:
    """ "312 5 5 5 oh one six oh": words and figures in one row that make up a whole number."""
    for match in _MIXED.finditer(said):
        tokens = re.findall(r"[a-z]+|\d+", match.group().casefold())
        figures = "".join(_DIGITS.get(token, token) for token in tokens)
        if tokens[0].isdigit() and len(figures) == _WHOLE and any(token in _DIGITS for token in tokens):
            return f"{said[: match.start()]}{figures}{said[match.end() :]}"
    return said


_AREA = re.compile(r"\barea code (\d{3})\D{1,10}(?=\d{3}\D?\d{4}\b)", re.IGNORECASE)


def read_phone(text: str) -> Read:
    """Read one number. Faults: not_a_phone, too_short, too_long, not_possible, emergency, two_of_them."""
    said = readable(text)
    if not phones_in(said):
        said = _AREA.sub(r"\1 ", _dialled(_mixed(_THEN.sub(" ", said))))
    digits = re.sub(r"\D", "", said)
    if digits in ("911", "988", "112", "999", "411", "311"):
        return Fault("emergency")
    numbers = phones_in(said)
    found = list(dict.fromkeys(number for number, _ in numbers))
    if len(found) == 1:
        back = referred(said[numbers[-1][1][1] :])
        return Fault("two_of_them") if back else Value(found[0])
    if len(found) > 1:
        chosen = preferred(said, numbers)
        return Value(chosen, sure=False) if chosen else Fault("two_of_them")
    try:
        number = phonenumbers.parse(said[:60], "US")
    except phonenumbers.NumberParseException:
        return Fault(
            "not_a_phone" if len(digits) < 3 else "too_short" if len(digits) < 10 else "not_possible"
        )
    if phonenumbers.is_valid_number(number) and (len(digits) >= 10 or re.search(r"[a-zA-Z]{4}", said)):
        return Value(_e164(number), sure=len(said) < 30)
    if not digits:
        return Fault("not_a_phone")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if len(digits) < 10 or reason == phonenumbers.ValidationResult.TOO_SHORT:
        return Fault("too_short")
    return Fault("too_long" if reason == phonenumbers.ValidationResult.TOO_LONG else "not_possible")


def has_none(text: str) -> bool:
    """True when the person says they have no such address or number."""
    bare = re.sub(r"^sorry[,. ]+|[,. ]+(?:sorry|thanks|thank you)$", "", plain(text))
    return _NO_CONTACT.fullmatch(bare) is not None


def spoken_phone(number: str) -> str:
    """A stored number as people write it: national for the US, international otherwise."""
    try:
        parsed = phonenumbers.parse(number, "US")
    except phonenumbers.NumberParseException:
        return number
    kind = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        parsed, kind.NATIONAL if parsed.country_code == 1 else kind.INTERNATIONAL
    )
