"""Plain forms of what people type, for comparing. Saved words are never changed by this."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "—": "-"}
)
_HEDGES = re.compile(
    r"\b(i guess|i think|i believe|i suppose|i'd say|i would say|id say|maybe|probably|prob"
    r"|perhaps|kind of|kinda|sort of"
    r"|sorta|pretty much|basically|honestly|to be honest|tbh|just|like|um+|uh+|well|hmm+|so|oh|ok"
    r"|okay|please|pls|thanks|eh"
    r"|thank you|lol|for me|actually|really|mostly i'm|it's|its|it is|that's|that would be|it was"
    r"|i am|i'm|im)\b"
)


def readable(text: str) -> str:
    """`text` in NFKC without control characters and lone surrogates, spaces collapsed, case kept."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(_keep(char) for char in unicodedata.normalize("NFKC", text.translate(_QUOTES)))
    return re.sub(r"\s+", " ", kept).strip()


def _keep(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    if category == "Cc":
        return " "
    return "" if category == "Cf" else char


def plain(text: str) -> str:
    """Lower-case `readable` text without outer punctuation: the form commands and choices are compared in."""
    said = readable(text).replace("👍", " yes ").replace("👎", " no ").translate(_QUOTES).casefold()
    if not said.isascii():
        said = "".join(char for char in said if unicodedata.category(char) not in ("So", "Sk"))
    said = re.sub(r"(?<=[a-z]) '?n'? (?=[a-z])", " and ", said)  # "now n then"
    bare = " ".join(said.split()).strip(' .,!?;:"()[]{}*~_-…')
    return "yes" if bare == "yes yes" else bare


_AS_SAID = re.compile(
    r"(?:^|[\s,;.!-]+)\b(?:(?:just )?(?:as|like) (?:i|we)(?:'?ve| have)?|i|we)(?: just| already| have)*"
    r" (?:said|told (?:you|u|ya|yall|you guys)|mentioned|wrote|typed|explained)"
    r"(?: (?:that|this|it|before|earlier|already|above|once|twice|at the start|in the beginning))*"
    r"(?:[\s,;:.!-]+|$)",
    re.IGNORECASE,
)
_REMINDS = re.compile(r"\b(?:as|like|already|before|earlier|above)\b", re.IGNORECASE)


def without_reminder(text: str) -> str:
    """What is said again: "as I said, two years", "Ana, I told you already"; `text` where nothing is."""
    said = readable(text)
    for match in _AS_SAID.finditer(said):
        before, after = said[: match.start()], said[match.end() :]
        if _REMINDS.search(match.group()) and not (before and after) and re.search(r"\w", before + after):
            return (before + after).strip()
    return text


_SHOULD = re.compile(r"\b(?:shoud|shud|shld|shuld|sould|shoulda|should of)\b", re.IGNORECASE)


def spelled(text: str) -> str:
    """`text` with "should" spelled right: the word that a correction hangs on."""
    return _SHOULD.sub(lambda match: "should have" if match.group()[-1] in "af" else "should", text)


def unhedged(text: str) -> str:
    """`plain` text without "I guess", "maybe", "um" and the like."""
    bare = re.sub(r"\s+", " ", _HEDGES.sub(" ", plain(text))).strip(" .,!?;:-'")
    return re.sub(r"\s*,\s*(,\s*)+", ", ", bare)


def listed(text: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """The words of `text` in plain form, apostrophes kept inside."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain(text))


_MASH = re.compile(
    r"poiu|oiuy|vbnm|mnbv|lkjh|asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|erty|zxcv|xcvb|cvbn|(.)\1{4,}"
    r"|(?:(?:ha){3,})|blah "
    r"?blah"
)


def gibberish(text: str) -> bool:
    """True for keyboard mash and for text without any letter or digit. Real short words are left alone."""
    bare = plain(text)
    if not any(char.isalnum() for char in bare):
        return True
    if sum(char.isalnum() for char in text) == 1 and len(text.strip()) >= 4:
        return True
    found = words(bare)
    if re.fullmatch(r"\W{3,}(?:[a-z]{1,4}|[b-df-hj-np-tv-xz ]{2,})\W*", text.strip(), re.IGNORECASE):
        return True  # ";;;;lkj"
    if len(found) > 3:
        return False
    again = len(found) > 1 and len(set(found)) == 1 and not re.search(r"[aeiouy\d]", found[0])
    mute = len(found) > 1 and all(re.fullmatch(r"[b-df-hj-np-tv-xz]{4,}", word) for word in found)
    letters = [word for word in found if not word.isdigit()]
    rare = len(letters) > 1 and all(re.fullmatch(r"[b-df-hj-np-tv-xz]{3,}", word) for word in letters)
    return (
        again
        or mute
        or (rare and re.search(r"[jqxz]", bare) is not None)
        or all(_mashed(word) for word in found)
    )


def _mashed(word: str) -> bool:
    if _MASH.search(word):
        return True
    if len(word) >= 4 and word.isascii() and not re.search(r"[aeiouy\d]", word):
        return len(word) >= 6 or len(set(word)) == 1
    if len(word) == 3 and len(set(word)) == 1:
        return True
    if len(word) >= 6 and re.fullmatch(r"(.{2,4})\1{2,}", word):
        return True  # "idkidkidk"
    return len(word) >= 6 and word.isascii() and re.search(r"[bcdfghjklmnpqrstvwxz]{6,}", word) is not None


_TIME = re.compile(
    r"\b(?:since|for|in|from|around|about|say|until|till|was)\b[^,.;]{0,25}?\b(?:19|20)\d\d\b"
    r"|\b(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|twenty|few|couple)(?: of)? (?:years?"
    r"|yrs?|months?|weeks?)\b"
)


def times_told(text: str) -> int:
    """How often the words tell since when or how long: "the back since 2009, the leg I'd say 2014" is two."""
    return len(_TIME.findall(plain(text)))
