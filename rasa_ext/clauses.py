"""Several questions in one message, taken apart; one question with "and" in it is left whole.

Rules over spaCy's English tokens (blank pipeline, no model). A statement stays with the question
that follows it: "I take Zoloft. Is that a problem?" is one clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MOST_ANSWERED = 3  # of one message; the caller says what it left out
CONTEXT_WORDS = 40  # of the statements kept before a question

WH = frozenset("what whats how hows when whens where wheres who whos which why whom".split())  # noqa: SIM905
AUX = frozenset(
    (  # noqa: SIM905
        "is are was were am do does did can could will would should may might has have must isnt arent "
        "dont doesnt cant wont"
    ).split()
)
INVERTING = AUX - {"has", "have", "must", "may"}  # "she has a rash" asks nothing
SUBJECTS = frozenset(
    (  # noqa: SIM905
        "i you it we they he she this that there the my your a an people someone anyone anybody "
        "somebody ketamine spravato insurance medicare medicaid these those any"
    ).split()
)
JOINERS = frozenset("and also plus then but & so or".split())  # noqa: SIM905
OPENERS = frozenset("and also plus then but so ok okay hi hello hey oh well please & um yes thanks".split())  # noqa: SIM905
SUBORDINATE = frozenset(
    (  # noqa: SIM905
        "if whether know wonder wondering tell see about that because than as sure ask asked "
        "understand explain idea like or"
    ).split()
)
ASKING = re.compile(
    r"\b(wonder|wants? to know|needs? to know|wanna know|like to know|tell me|question|curious|explain)\b"
)
POINTS_BACK = frozenset("they them those these".split())  # noqa: SIM905
FUNCTION = (
    WH
    | AUX
    | SUBJECTS
    | JOINERS
    | frozenset("for to of in on at with from so too s 's ’s not n't me".split())  # noqa: SIM905
)
SENTENCE_END = re.compile(r"(?<=[?!;\n])\s+|(?<=[a-z0-9)]{2}\.)\s+|\s*\n+\s*|\s+(?=(?:\d|[-*•])[.)]?\s+\w)")
BULLET = re.compile(r"^\s*(?:\d[.)]|[-*•])\s+")
LIST_ITEM_WORDS = 2
ITEM_WORDS = 4  # of an item behind a number
# A verb after these goes on with the clause: "can I just do ...", "if you have ...", "supposed to do ..."
UNFINISHED = frozenset("to just you i he she they we it not if when in for of a the my and so".split())  # noqa: SIM905
STRONG_JOINERS = frozenset(("also", "plus"))  # begin another question after anything


@dataclass(frozen=True)
class Splitter:
    """Build once with `Splitter.create()`."""

    nlp: Language

    @classmethod
    def create(cls) -> Splitter:
        """A tokenizer for English; about 0.2 s."""
        return cls(spacy.blank("en"))

    def split(self, text: str) -> tuple[str, ...]:
        """Clauses in order, each to be understood on its own; the message itself when it is one question."""
        items = _keyword_list(text) or _numbered_list(text)
        if items:
            return items
        sentences = [BULLET.sub("", part).strip() for part in SENTENCE_END.split(text)]
        pieces = [piece for sentence in sentences if sentence for piece in self._sentence(sentence)]
        clauses = _with_context(pieces)
        return tuple(clauses) if len(clauses) > 1 else (text.strip(),)

    def _sentence(self, sentence: str) -> list[str]:
        doc = self.nlp(sentence)
        words = [token.lower_.replace("'", "").replace("’", "") for token in doc]
        cuts, start = [], 0
        for place in range(2, len(words) - 1):
            if _new_question(words, start, place):
                cuts.append(place)
                start = place
        return _pieces(doc, cuts)


def _new_question(words: list[str], start: int, place: int) -> bool:
    """Whether words[place:] begins another question after a complete one in words[start:place]."""
    before, after = _strip_openers(words[start:place]), words[place:]
    if after[0] == "or":
        return False
    opening = after[1:] if after[0] in JOINERS else after
    told = bool(ASKING.search(" ".join(before))) and len(before) > 3
    if told and after[0] in JOINERS and opening and opening[0] in WH | {"whether", "if"}:
        return True
    strong = after[0] in STRONG_JOINERS and len(before) > 1
    if not (strong or _complete(before)) or words[place - 1] in SUBORDINATE | WH | {"nt"}:
        return False
    joined = words[place] in JOINERS - {"or"} or words[place - 1] == ","
    if words[place - 1] in JOINERS or not opening or not _opens_question(opening, joined):
        return False
    if words[place - 1] in AUX | UNFINISHED or (not joined and opening[0] in WH and not _inverted(opening)):
        return False
    rest = opening[: _sentence_length(opening)]
    return not POINTS_BACK & set(rest) and any(word.isalpha() and word not in FUNCTION for word in rest)


def _opens_question(words: list[str], joined: bool) -> bool:
    if len(words) < 2:
        return False
    if words[0] in WH:
        return len(words) > 2 or joined
    return words[0] in AUX and words[1] in SUBJECTS


def _inverted(words: list[str]) -> bool:
    """A wh-word with its verb before the subject ("where are you"), unlike "I know where you are"."""
    return any(word in AUX and following in SUBJECTS for word, following in zip(words[1:5], words[2:6]))


def _complete(words: list[str]) -> bool:
    """Whether words already make a question: a verb that can carry one, and something asked."""
    has_verb = any(word in AUX or word in ("s", "re") for word in words[:-1])
    opens = bool(words) and (words[0] in WH or words[0] in AUX)
    return len(words) >= 3 and opens and has_verb and any(word not in FUNCTION for word in words)


def _sentence_length(words: list[str]) -> int:
    ends = [number for number, word in enumerate(words) if word in "?.!,"]
    return ends[0] if ends else len(words)


def _strip_openers(words: list[str]) -> list[str]:
    while words and (words[0] in OPENERS or words[0] == ","):
        words = words[1:]
    return words


def _pieces(doc: Doc, cuts: list[int]) -> list[str]:
    bounds = [0, *cuts, len(doc)]
    spans = (doc[left:right].text for left, right in zip(bounds, bounds[1:]))
    return [
        text
        for text in (
            re.sub(
                r"^(?:(?:and|also|plus|then|but|so)\b|[,&\s])+|[,\s]+(?:and)?$", "", span, flags=re.IGNORECASE
            )
            for span in spans
        )
        if text
    ]


def _numbered_list(text: str) -> tuple[str, ...] | None:
    """ "1) price 2) address 3) phone": short items behind numbers or dashes, whatever their grammar."""
    found = [part.strip() for part in SENTENCE_END.split(text.strip()) if part and part.strip()]
    items = tuple(BULLET.sub("", part) for part in found if BULLET.match(part))
    short = all(len(item.split()) <= ITEM_WORDS for item in items)
    return items if len(items) > 1 and len(items) == len(found) and short else None


def _keyword_list(text: str) -> tuple[str, ...] | None:
    """ "cost, hours and parking?": two or more short items with a comma and no grammar around them."""
    items = tuple(item.strip(" ?.!") for item in re.split(r",\s*(?:and\s+)?|\s+and\s+", text.strip()))
    words = {word for item in items for word in item.lower().replace("'", "").split()}
    short = all(1 <= len(item.split()) <= LIST_ITEM_WORDS for item in items)
    return items if "," in text and short and len(items) > 1 and not FUNCTION & words else None


def asks(piece: str) -> bool:
    """Whether `piece` is a question by its form, with or without a question mark."""
    words = _strip_openers(piece.lower().replace("'", "").replace(",", " ").split())
    opens = bool(words) and (words[0] in WH or words[0] in AUX)
    opens = opens or any(
        word in INVERTING and following in SUBJECTS for word, following in zip(words, words[1:])
    )
    return piece.rstrip().endswith("?") or opens or bool(ASKING.search(piece.lower()))


def _trails(question: str, piece: str) -> bool:
    """Whether `piece` only adds to the question before it: "is it not?", "can you explain", one word more."""
    words = re.findall(r"[a-z']+", piece.lower())
    content = [word for word in words if word not in FUNCTION | {"explain", "please"}]
    return (not content and words[:1] != [] and words[0] not in WH) or (
        len(words) == 1 and len(question.split()) > LIST_ITEM_WORDS
    )


def _with_context(pieces: list[str]) -> list[str]:
    """Statements joined to the question after them, or at the end to the one before."""
    if not any(asks(piece) for piece in pieces):
        return [" ".join(pieces)]
    clauses: list[str] = []
    waiting: list[str] = []
    for piece in pieces:
        waiting.append(piece)
        if clauses and not waiting[:-1] and _trails(clauses[-1], piece):
            clauses[-1] = f"{clauses[-1]} {waiting.pop()}"
        elif asks(piece):
            story = " ".join(waiting[:-1]).split()[-CONTEXT_WORDS:]
            clauses.append(" ".join([*story, piece]))
            waiting = []
    if waiting:
        clauses[-1] = " ".join([clauses[-1], *waiting])
    return clauses
