"""What stands around a name: fillers, second thoughts, the name that it is not."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from frontdesk.interview import lexicon
from frontdesk.interview.text import plain

_CIVIL = re.compile(  # "Certainly, it is Walter": of these the mark tells that they are no part of a name
    r"^(?:(?:certainly|of course|absolutely|gladly|sure(?: thing)?|sorry|my apologies"
    r"|apologies)(?:[,.!;:]+ +| +- +))+"
    r"(?=\S)",
    re.IGNORECASE,
)


# "Quintero these days", "Smith I'm afraid"
_AT_ITS_END = re.compile(
    r"[ ,]+(?:these days|nowadays|now|i'?m afraid|i guess|is all|if you please)(?=$|[,.;!])[.! ]*",
    re.IGNORECASE,
)


_DEAR = re.compile(
    r", *(?:honey|hon|hun|dear|sweetie|sweetheart|darling|love|sugar|doll|sir|ma'?am|miss)[.! ]*$",
    re.IGNORECASE,
)


def without_fillers(said: str) -> str:
    """The message without "um", "just", "ok sorry." before the name, and "lol" behind it."""
    said = re.sub(r"^just +(?=\S+$)", "", said, flags=re.IGNORECASE)
    said = re.sub(
        r"^(?:(?:uh+|um+|er|hm+|well|okay|ok|hey|good (?:morning|afternoon|evening|day))[ ,.!]+)+(?=\S)",
        "",
        said,
        flags=re.IGNORECASE,
    )
    said = _DEAR.sub("", _AT_ITS_END.sub("", said))
    said = _CIVIL.sub("", said)
    return re.sub(r"[ ,]+(?:lol|haha+|hehe|lmao|:-?\))[.!]*$", "", said, flags=re.IGNORECASE)


# "nobody says Katherine, use Kit", "everybody has called me Skip", "but Bob will do"
_NAMED_LAST = re.compile(
    r"\b(?:use|put|go with|sa(?:ys?|id)|calls? me|called me|go(?:es)? by)(?: just)? "
    r"(?P<name>[A-Z][\w'-]+)[.! ]*$"
    r"|\b(?P<name2>[A-Z](?:[\w-]|'(?!s\b))+)(?: will do| is (?:fine|good|ok|okay|easier|enough|what)"
    r"|(?: is|'s) better)\b[^,;]*$"
)
_NEW_NAME = re.compile(
    r"\b(?:married|maiden|new|real|full|legal) name(?: now)?(?: is|:|,)? (?P<name>[A-Z][\w'-]+)[.! ]*$"
    r"|\b(?P<name2>[A-Z](?:[\w-]|'(?!s\b))+)(?: is|'s) better$"
)


def named_at_end(said: str, part: str) -> str | None:
    """The name with which a message ends that tells which of several to use."""
    said = re.sub(r",? (?:that|it)(?:'?ll| will) do[.! ]*$", "", said)
    match = (_NAMED_LAST if part == "preferred" else _NEW_NAME).search(said)
    return (match["name"] or match["name2"]) if match else None


_CLAN = re.compile(r"\bthe (?P<name>[A-Z](?:[\w-]|['’](?!s\b))+) (?:family|clan|bunch)\b")


def of_a_family(said: str) -> str | None:
    """ "We're the O'Dell family out on county road P"."""
    match = _CLAN.search(said)
    return match["name"] if match else None


_CALLED = re.compile(
    r"(?:^|[,.;] )(?:and )?(?:(?:s?he|they)(?:'s| is| are)|who is|who's) (?:called|named) ([^\W\d_][\w' -]*)$"
    r"|(?:^|[,.;] )(?:her|his|their) (?:first )?name(?:'s| is) ([^\W\d_][\w' -]*)$",
    re.IGNORECASE,
)


def called(said: str) -> str | None:
    """ "Her name is Ana": somebody writes for another person."""
    match = _CALLED.search(said)
    return (match.group(1) or match.group(2)) if match else None


_OTHER = re.compile(
    r"(?:[,;] *| +- +)(?:and )?not (?!(?:sure|really|yet|now|any\w*|applicable|that|this|the|an?|my|me|it"
    r"|so|too|for|important|legal\w*|married)\b)[\w'-]+(?: [\w'-]+)?[.! ]*$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r",? instead(?=$|[,.;!])|, rather(?=$|[,.;!])", re.IGNORECASE)


def without_other(said: str) -> str:
    """ "Bob instead, not Bo": what is left without the name that it is not."""
    return _INSTEAD.sub("", _OTHER.sub("", said), count=1) or said


_AFTERTHOUGHT = re.compile(
    r"^\S.*?[ ,.;…-]+(?:no,? wait|wait,? no|no,? sorry|sorry,? no|scratch that|i meant|i mean|correction"
    r"|make that|or rather)[,.:]* +(\S.*)$",
    re.IGNORECASE,
)
_FEW = 4  # words: more are a story about the name
# "Hale. sorry, Haley", "Rob. no, write Robert": words that may also begin another matter
_SOFTLY = re.compile(
    r"^(?P<before>[^\W\d_][\w'’ -]*?)[ ,.;…-]+(?:oh )?(?:no|nope|sorry|oops|wait|actually|hold on"
    r"|hang on)[,.:…-]* +"
    r"(?P<verb>(?:(?:please|just|you can|better|rather|it should be|should be|write|put|use|make (?:it"
    r"|that)|spell it"
    r"|it'?s|change (?:it|that) to|go with) )*)(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?)"
    r"(?P<tail>[.! ]*$| with (?:an?|the|one|two) \S+[.! ]*$)",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"\b(?:write|put|use|make|spell|should be|change|go with)\b", re.IGNORECASE)
_ALIKE = 50  # rapidfuzz ratio from which one name is put right by the other


def afterthought(said: str) -> str:
    """ "Kim, no wait, Kimberly": what stands behind the mark of a second thought, where that is short."""
    match = _AFTERTHOUGHT.match(said)
    if match:
        return match.group(1) if len(match.group(1).split()) <= _FEW else ""
    soft = _SOFTLY.match(said)
    if soft is None:
        return ""
    name, before = soft["name"], soft["before"]
    capital = all(word[0].isupper() for word in (before, *name.split())) and name.split()[0] not in _SAID
    alike = fuzz.ratio(plain(name), plain(before).split()[-1]) >= _ALIKE
    return name + soft["tail"] if capital or alike or _ASKED_FOR.search(soft["verb"]) else ""


_SAID = (
    "I",
    "I'm",
    "My",
    "The",
    "That",
    "This",
    "It",
    "It's",
    "Thanks",
    "Thank",
    "Can",
    "What",
    "Why",
    "How",
    "You",
)


_FAMILY = re.compile(
    r"^(.+?)[,;.]? +(?:and +)?(?:my +)?(?:(?i:family|last)[ -]?(?i:name)|(?i:surname))"
    r"(?:(?: is|:|'s) +([^\W\d_][\w'’-]*)| +([A-Z][\w'’-]+))(?:[.! ]*$|[,;.] .*$)"
)


def with_family_name(said: str) -> tuple[str, str] | None:
    """ "Xiaoming, family name Li": what comes before, and the family name."""
    match = _FAMILY.match(said)
    return (match.group(1), match.group(2) or match.group(3)) if match else None


_KIND = re.compile(
    r"(?:i am|i'?m|im) (?:an? )?(?:man|woman|male|female|guy|girl|boy|lady|gentleman|dude|person"
    r"|patient|widow(?:er)?)"
    r"|.*\b(?:i am|i'?m|im) no [a-z]+"
)
_SURNAME_ONLY = re.compile(r"^(?:mr|mrs|ms)\.? +[\w'’-]+[.! ]*$", re.IGNORECASE)


def names_nobody(text: str) -> bool:
    """ "I am man" tells what somebody is."""
    return _KIND.fullmatch(plain(text)) is not None


def titled_surname(said: str) -> bool:
    """ "Mrs. Oyelaran" is no first name."""
    return _SURNAME_ONLY.match(said) is not None


_AS_IT_IS = re.compile(
    r"(?:\s+(?:is|works)?|(?:'s|’s))\s*(?:just )?"
    r"(?:fine|good|ok|okay|great|works)(?: thanks?| for me)?[.!]*$",
    re.IGNORECASE,
)
_SINCE = re.compile(r",? (?:ever )?since\b.*$|,? (?:all|most of) my life\b.*$", re.IGNORECASE)
_NO_BUT = re.compile(r"^(?:no|nope|nah)[, ]+(?:thanks?,? |thank you,? )?(?:just |only )?", re.IGNORECASE)
_NONE_JUST = re.compile(r"^(?P<none>[^,.;!]+)[,.;!]+ *(?:just |only |please )*(?=\S)", re.IGNORECASE)


def as_it_is(said: str) -> str:
    """ "No thanks, just Bob is fine", "no nickname, just Bob": the name that one goes by already."""
    if (lead := _NONE_JUST.match(said)) and lexicon.none(lead["none"]):
        said = said[lead.end() :]
    return _AS_IT_IS.sub("", _NO_BUT.sub("", _SINCE.sub("", said)))
