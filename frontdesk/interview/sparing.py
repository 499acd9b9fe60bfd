"""All of a list but one thing: "take everything off except Adderall", "only keep the aspirin". Pure."""

from __future__ import annotations

import re
from typing import Any

from frontdesk.interview.readers import Value
from frontdesk.interview.readers.choices import inside
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Question

_OFF = r"(?:take|remove|delete|erase|drop|strike|cross|scratch|clear|get rid|wipe|uncheck|untick|leave)"
_ALL = (
    r"(?:everything(?: else)?|all(?: of (?:it|them|those|the(?:m)? \w+|my \w+))?|every(?: \w+)?"
    r"|the (?:rest|others))"
)
_SAVE = r"(?:except(?:ing)?|but|apart from|aside from|other than|besides|save|excluding|minus)(?: for)?"
_FORMS = (
    re.compile(rf"\b{_OFF}\b.{{0,20}}?\b{_ALL}\b.{{0,50}}?\b{_SAVE} (?:the |my )?(?P<kept>.+)$"),
    re.compile(
        rf"\b{_ALL}(?: \w+){{0,4}} (?:off|out|away|gone)\b.{{0,30}}?\b{_SAVE} (?:the |my )?(?P<kept>.+)$"
    ),
    re.compile(r"\b(?:only|just) (?:keep|leave) (?:the |my )?(?P<kept>.+)$"),
    re.compile(r"\b(?:keep|leave) (?:only|just|nothing but) (?:the |my )?(?P<kept>.+)$"),
    re.compile(
        rf"\b(?:keep|leave) (?:the |my )?(?P<kept>[^,.;]+?)[,.;]? (?:and |but )?{_OFF}\b.{{0,12}}?"
        r"\b(?:the rest|everything else|all the others?|the others?)\b"
    ),
)


def spares(text: str) -> bool:
    """Whether the words take all off but what they name."""
    return _kept_words(text) is not None


def kept_only(talk: Talk, text: str, target: Question) -> Value | None:
    """The entries of `target` that are to stay, where one at least is named among those that stand there."""
    said = _kept_words(text)
    answer = talk.state.answers.get(target.id)
    if said is None or answer is None or not answer.value:
        return None
    stay = [item for item in answer.value if _is_in(talk, said, item, target)]
    return Value(stay) if stay else None


def _kept_words(text: str) -> str | None:
    bare = plain(readable(text))
    return next((match["kept"] for form in _FORMS if (match := form.search(bare))), None)


def _is_in(talk: Talk, said: str, item: Any, target: Question) -> bool:
    if target.type == "multi_choice":
        return item in [choice.id for choice in inside(said, target.choices, several=True)]
    terms = talk.interview.terms_of(target)
    known = item["term"] or term_in(item["said"], terms)
    own = re.search(rf"\b{re.escape(plain(item['said']))}\b", said) is not None
    return own or (
        known is not None and any(term_in(p, terms) == known for p in re.split(r",|\band\b", said))
    )
