"""A correction in one's own words: by the label of the answer, or by the kind of value alone.

"Yes on the ride", "put several for the sleep one"; "I live in Florida now", "forgot I did try EMDR too",
"changed my mind, no voicemails": a state, a treatment and a way to be called belong to one question each.
What fits several, or none, is left to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from frontdesk.interview import lexicon
from frontdesk.interview.adding import OWN, longer
from frontdesk.interview.anew import MORE
from frontdesk.interview.becoming import new_value, part_of_old
from frontdesk.interview.facts import facts_in
from frontdesk.interview.moving import edit
from frontdesk.interview.naming import answered, labelled, named_in, names
from frontdesk.interview.readers import Fault, Value
from frontdesk.interview.readers.choices import inside, phrases
from frontdesk.interview.readers.lists import term_in
from frontdesk.interview.readers.several import GONE
from frontdesk.interview.readers.ways import one_way
from frontdesk.interview.readers.weighing import concluded
from frontdesk.interview.reading import FREE, read
from frontdesk.interview.taking import correct
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Answer, Choice, Outcome, Question

# said of something told before, never of the open question
_TAKEN_BACK = re.compile(
    r"^(?:ok(?:ay)?|so|oh|no|wait|well|um+|sorry|actually|hey|hmm+|and|yeah)*[ ,.]*(?:i(?:'ve"
    r"| have)? )?(?:changed my mind"
    r"|on second thought|lied|take (?:that|it) back|was ?n.?t (?:being )?(?:honest|truthful)[^,.;]*"
    r"|was not (?:being )?honest[^,.;]*|scratch (?:that|what i said)|correction|autocorrect"
    r"|misspoke)\b[ ,.:;!-]*",
    re.IGNORECASE,
)
# "no texts after all, voicemail only"
_AFTER_ALL = re.compile(r",? after all\b", re.IGNORECASE)
_SPELLING = re.compile(
    r"\b(spell\w*|spelt|letter|typo|autocorrect|accent|on the end|at the end|(?:an?|one|two|2"
    r"|no) \w(?:'?s)?)\b"
)
# "so yes on the ride", "put several for the sleep one", "sleep question make it most days"
_YES_ON = re.compile(r"(?:^|[ ,.;:])(?P<new>yes|no) (?:on|for|to) (?:the |my |that )(?P<what>[\w' ]{2,30})$")
_PUT_FOR = re.compile(
    r"\b(?:put|make|i meant|go with|go w/?|mark|set|(?:change"
    r"|switch)(?: it)? to) (?:down )?(?:an? )?(?P<new>[^,.;]{1,40}?) "
    r"(?:on|for|in|as) (?:the |my |that )?(?:one about |question about )?(?P<what>[\w' ]{2,30}?)"
    r"(?: one| question| answer| part| instead| please| too)*$"
)
_FIRST = re.compile(
    r"^(?:the )?(?P<what>[\w' ]{2,30}?) (?:one|question|answer|part),? (?:make (?:it|that)"
    r"|should (?:have )?be(?:en)?|put"
    r"|change (?:it )?to|to|i meant|i want|is|was|needs to be) (?:an? )?(?P<new>[^,;.]{1,40}?)"
    r"(?: instead| please)?$"
)
# "ride: no", "for concentrating I want most days"
_FOR = re.compile(
    r"^(?:(?:for|on|about) (?:the |my )?(?P<what>[\w' ]{2,30}?),? (?:i (?:hit|clicked|put|pressed) the wrong"
    r" \w+,? )?(?:make (?:it|that)|put|i want|i meant|change (?:it )?to|say)"
    r"|(?:the |my )?(?P<what2>[\w' ]{2,30}?):) (?:an? )?(?P<new>[^,;.]{1,40}?)(?:,? not .*)?$"
)
# "add panic disorder to diagnoses", "shellfish too for allergies"
_ADD_TO = re.compile(
    r"(?:\b(?:add|put|include|list) (?P<new>[^,;.]{2,60}?)|^(?P<new2>[^,;.]{2,40}?) too) (?:to|in|on|for"
    r"|with|under) "
    r"(?:the |my )?(?P<what>[\w' ]{2,30}?)(?: list| one| question)?$"
)
_FORGOT = re.compile(r"\b(forgot|forgotten|left out|left off|should('?ve| have) (said|mentioned))\b")
_BORN = re.compile(r"\b(born in|birth year|year of birth|year i was born) (is |was )?\d{4}\b")
_COURTESY = re.compile(r"[ ,.]+(?:please|pls|sorry|thanks|thx|ok)$")
_LAST = re.compile(r"(?:last|previous)(?: one| question| answer)?|one before(?: this| that)?")
_WRAP = re.compile(r"^(?:(?:and|but|so|its|it'?s|i'?m|i am|make it|put|just|actually|really|now|an?) )+")
_PAST = re.compile(r"\b(tried|try|did|had|took|past|before|history)\b")


def retold(talk: Talk, text: str, question: Question | None) -> Outcome | None:
    """Take a correction that says which answer it means, or that something is taken back; None otherwise."""
    bare, but = _COURTESY.sub("", plain(text)), question.id if question else ""
    return (
        _added_to(talk, text, bare, question)
        or _put(talk, text, bare, question)
        or _ticked(talk, text, bare, but)
        or _respelled(talk, text, but)
        or _taken_back(talk, text, question)
    )


def _put(talk: Talk, text: str, bare: str, question: Question | None) -> Outcome | None:
    """The new answer and the label of the old one, in one of the forms."""
    for form in (_YES_ON, _PUT_FOR, _FIRST, _FOR):
        match = form.search(bare)
        groups = match.groupdict() if match else {}
        target = _meant(talk, groups.get("what") or groups["what2"], question) if match else None
        if match is None or target is None or target.id == (question.id if question else ""):
            continue
        new = match["new"]
        found = read(new, target, talk.interview, talk.today)
        if target.type in ("list", "multi_choice") and not lexicon.none(new):
            found = longer(talk, f"add {new}", target) or Fault("not_understood")
        if isinstance(found, Value) and found.value not in ("other", ["other"]):
            return correct(talk, target, found, words_of(talk.state.answers.get(target.id), text, target))
    return None


def _taken_back(talk: Talk, text: str, question: Question | None) -> Outcome | None:
    """ "Changed my mind, no voicemails", "I did try EMDR, forgot": the answer is told by its kind alone."""
    said = readable(text)
    rest = _AFTER_ALL.sub("", _TAKEN_BACK.sub("", said, count=1))
    forgot = _FORGOT.search(plain(said)) is not None and labelled(talk, said) is None
    free = question is not None and question.type in FREE
    born = _BORN.search(plain(said)) is not None and not (free and _MARKED.match(plain(said)) is None)
    past = question is not None and question.now and _tells_past(said) and not re.search(r"[,;]| and ", said)
    if not rest or (rest == said and not (forgot or born or past and MORE.search(said))):
        return None
    here = read(rest, question, talk.interview, talk.today) if question else None
    if question and isinstance(here, Value) and here.sure and question.type not in FREE:
        return None
    return by_value(talk, rest, text, but=question.id if question else "")


def _added_to(talk: Talk, text: str, bare: str, question: Question | None) -> Outcome | None:
    """One more thing for a list that the words name."""
    match = _ADD_TO.search(bare)
    target = _meant(talk, match["what"], question) if match else None
    if match is None or target is None or target.type not in ("list", "multi_choice"):
        return None
    new = longer(talk, f"add {match['new'] or match['new2']}", target)
    return (
        correct(talk, target, new, words_of(talk.state.answers.get(target.id), text, target)) if new else None
    )


def _respelled(talk: Talk, text: str, but: str) -> Outcome | None:
    """ "Last name has 2 t's, Garrett": another name by its label, and nearly that name again.

    So too an e-mail address, a number, a date or a state beside its label, where another one is known.
    """
    target = labelled(talk, text)
    if (
        target is None
        or target.type not in ("name", "email", "phone", "date_of_birth", "state")
        or target.id == but
    ):
        return None
    if "mine" in plain(text).split():
        return None  # whose it was, and whose it is: weighed by becoming.py
    fact = facts_in(text, talk.interview, talk.today).values.get(target.id) if target.type != "name" else None
    new = Value(fact) if fact else part_of_old(talk, readable(text), target)
    return (
        correct(talk, target, new, text) if new and new.value != talk.state.answers[target.id].value else None
    )


def _ticked(talk: Talk, text: str, bare: str, but: str) -> Outcome | None:
    """ "Yes to the blood pressure", "actually I do drink": one more choice, told after the question."""
    match = _YES_ON.search(bare)
    here = talk.question is not None and bool(inside(bare, talk.question.choices, several=True))
    told = _MARKED.match(bare) is not None and OWN.search(bare) is not None and not here
    marked = match["what"] if match else bare if told else ""
    for question in answered(talk) if marked else ():
        if question.type != "multi_choice" or question.id == but:
            continue
        if not inside(marked, question.choices, several=True):
            continue
        if match and match["new"] == "no":
            return edit(talk, question.id)
        added = new_value(talk, f"i do have {marked}" if match else text, question)
        return (
            correct(talk, question, added, words_of(talk.state.answers[question.id], text, question))
            if added
            else None
        )
    return None


_MARKED = re.compile(r"(?:no |ok |and )*(?:oh|wait|actually|oops|sorry|hang on|hold on|also)\b")


def _meant(talk: Talk, what: str, question: Question | None) -> Question | None:
    """The answered question called `what`; a label that fits the open one too means the open one."""
    if _LAST.fullmatch(what):
        return talk.interview.by_id.get(talk.state.last)
    if question and any(named_in(name, what) for name in names(question)):
        return None
    return labelled(talk, what, question.section if question else "")


def by_value(talk: Talk, said: str, text: str, *, but: str = "", last: bool = False) -> Outcome | None:
    """Change the one answer that `said` fits, or of several the latest; None where none is the one.

    `last`: only the answer given just before.
    """
    found = [(q, value) for q, value in _fitting(talk, said) if q.id != but]
    latest = [pair for pair in found if pair[0].id == talk.state.last]
    if len(latest) != 1 and (last or len(found) != 1):
        return None
    target, value = (latest or found)[0]
    return correct(talk, target, value, words_of(talk.state.answers.get(target.id), text, target))


def _fitting(talk: Talk, said: str) -> Iterator[tuple[Question, Value]]:
    """Answered questions to which the words tell another answer than the one that stands."""
    asked = answered(talk)
    facts = facts_in(said, talk.interview, talk.today).values
    parts = [q for q in asked if q.type in ("name", "date_of_birth") and _tells_part(q, said)]
    told = [(q, value) for q in parts if (value := part_of_old(talk, said, q))]
    strict = [q for q in asked if q.id in facts and talk.state.answers[q.id].value != facts[q.id]]
    if told or strict:
        yield from (pair for pair in told if pair[0] not in strict)
        yield from ((q, Value(facts[q.id])) for q in strict)
        return
    lists = [q for q in asked if q.type == "list" and term_in(said, talk.interview.terms_of(q))]
    lists = [q for q in lists if q.now != bool(_tells_past(said))] if len(lists) > 1 else lists
    for question in lists if MORE.search(said) else ():
        value = longer(talk, said, question)
        if value is not None:
            yield question, value
    for question in asked:
        value = None if lists else _chosen(talk, said, question)
        if value is not None and value.value != talk.state.answers[question.id].value:
            yield question, value


def _tells_part(question: Question, said: str) -> bool:
    """Whether the words are of how a name is spelled, or of a birth."""
    bare = plain(said)
    return (
        _SPELLING.search(bare) is not None
        if question.type == "name"
        else bool(re.search(r"\b(born|birth)", bare))
    )


def _tells_past(said: str) -> bool:
    return GONE.search(plain(said)) is not None or _PAST.search(plain(said)) is not None


def _chosen(talk: Talk, said: str, question: Question) -> Value | None:
    """What a list of choices makes of the words, where they name one of its own."""
    if question.type == "multi_choice":
        named = inside(said, question.choices, several=True)
        return new_value(talk, said, question) if named else None
    if question.type != "choice":
        return None
    pieces = [_COURTESY.sub("", _WRAP.sub("", piece)) for piece in re.split(r"[,.;!]+ *", plain(said))]
    whole = [choice for piece in pieces if piece and (choice := _called(piece, question.choices))]
    meant = one_way(said, question.choices) or concluded(said, question.choices, _called)
    found = meant or (whole[0] if len(set(whole)) == 1 else None)
    return Value(found.id) if found and found.id not in ("other", "yes", "no", "none") else None


def _called(piece: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that words name by its own name; a bare yes or no names none."""
    bare = plain(piece)
    if lexicon.no(bare) or lexicon.yes(bare) or lexicon.none(bare):
        return None
    return next((choice for choice in choices if bare in phrases(choice)), None)


def words_of(before: Answer | None, text: str, target: Question) -> str:
    """The words of an answer: of one that was added to, all that was said."""
    if target.type not in ("list", "multi_choice"):
        return text
    return "; ".join(part for part in (before.words if before else "", text) if part)
