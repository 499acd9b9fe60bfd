"""What was learned about a message (rasa_ext/wishes.py), weighed against how well it reads as an answer.

Rules that know a wording for sure come before this (commands, changing); an answer the reader is sure of is
overruled only by near certainty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from frontdesk.interview import asking, commands
from frontdesk.interview.adding import LESS
from frontdesk.interview.amending import amend, target_of
from frontdesk.interview.anew import MORE
from frontdesk.interview.meaning import SURELY, belongs_elsewhere, tells_times
from frontdesk.interview.moving import edit
from frontdesk.interview.naming import labelled, named_in, names, names_any, spoken_of
from frontdesk.interview.readers import Read, Value
from frontdesk.interview.readers.names import introduces
from frontdesk.interview.reading import FREE
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, spelled
from frontdesk.interview.values import Outcome, Question, Turn

COMMANDS = ("skip", "back", "why", "later", "stop", "restart", "review", "person")
# from which probability a wish counts: nothing could be read, a guess was read, to end where nothing could,
# any where more speaks against it, an answer was read for sure
UNREAD, GUESSED, ENDED, LIKELY, SURE = 0.4, 0.48, 0.55, 0.65, 0.85
_NEVER = 1.1
CLEAR = 0.8  # from which probability Rasa's own reading of a question stands
_CERTAIN = 0.97  # Rasa's share of a question from which it is no "what counts as that"
HERE = 0.5  # the probability of the open question from which a change that can be read as its answer is one
_NEARLY = 0.2  # how much more sure Rasa may be of a question that is heard as "explain"
_ENDING = ("stop", "person", "restart")
_LONG = 6  # words: what is read inside so many may be the new value of another answer
_TOLD_SURELY = 0.95  # of an answer: then nothing is taken back
_TOLD = 0.45
_FEW = 3  # a message this short may be a name or a word of any list
_WHY_DO_YOU = re.compile(
    r"\b(?:(?:why|y|for what|what for) (?:do|would|does|must|should)|how come|what makes)"
    r" (?:you|u|ya|y'?all|they|the clinic)"
    r"(?: all| people| guys| folks| gotta| got to| have to| has to| need to)?"
    r" (?:want|need|ask|care|have to know|know)\b"
    r"|\bwhat (?:[\w' ]{0,25} )?(?:asking|needed)(?: that| this| it| these| those)?(?: from me| me)? for\b"
    r"|\bwhat'?s it to (?:you|u)\b"
)
_LOST = re.compile(  # whatever else could be read: "I read it three times and don't get what you're asking"
    r"\b(?:don'?t|do not|dunno|no idea) (?:know )?what (?:you|u|ya|y'?all|that|this|it|they) (?:mean"
    r"|means)\b|"
    r"\b(?:don'?t|do not|didn'?t|can'?t) (?:get|understand|follow)"
    r"(?: (?:it|this|that|what|the question)\b|(?=[,.;!?]|$))"
    r"|\b(?:you|u) lost me\b|\bin (?:plain|plainer|simple|simpler) (?:english|words)\b|\bput it plain"
    r"|\bnot know(?:ing)? (?:these|those|this|that|the) (?:letters|words?|terms?)\b"
    r"|\bno (?:clue|idea) what (?:that|it|this)(?:'?s| is| means?)\b|\bstands? for\b|\b(?:is|meaning) what\b"
    r"|\bwhat (?:do|does) (?:you|u|that|it|this) mean\b|\btell me what (?:that|it|this) is\b"
)
_WHAT_IS = re.compile(r"\bwhat(?:'?s| is| are| do you mean by) (?P<what>[\w' ]{3,30}?)(?= mean|$|[,.?!;])")
# whatever else was heard: "could you put that question another way"
_OTHERWISE = re.compile(
    r"\b(?:put|say|ask|phrase|word|explain) (?:it|that|this)(?: question| one)? (?:in )?(?:an? )?"
    r"(?:other|another|different(?:ly)?|plain(?:er|ly)?|simpl(?:er|y))\b"
    r"|\bwhen (?:you|u|ya|it|they) (?:say|says|ask|asks|put)\b.{2,40}?"
    r" (?:do|does) (?:you|u|ya|it|that) mean\b"
    r"|\bwhat (?:does|do|is) (?:this|that|the) (?:question|one) (?:want|mean|ask|about|after)"
)
_AMISS = re.compile(
    r"\b(wrong|incorrect|mistake|typo|misspelled|not right|off by|should (be|say|have|read))\b"
)
_ASKING_WORDS = (
    "do", "does", "did", "is", "are", "can", "could", "will", "would", "should", "what", "how", "when",
    "where", "who", "which", "why", "may", "must", "shall",
)  # fmt: skip


def wished(
    talk: Talk,
    turn: Turn,
    question: Question,
    found: Read,
    known: Mapping[str, Callable[[Talk], Outcome]],
) -> Outcome | None:
    """What to do where a message is a wish rather than an answer; None where it may well be an answer."""
    wish, share = turn.understanding.wish, turn.understanding.wish_confidence
    here = dict(turn.understanding.about).get(question.id, 0.0)
    rated = question.type == "scale" and isinstance(found, Value)  # "a six, the meds take the edge off"
    told = rated or (wish == "answer" and share >= _TOLD_SURELY)
    less = here < SURELY and not told and LESS.search(turn.text)  # "not a drop of liquor" takes nothing back
    changes = (wish in ("change", "back") and share >= UNREAD) or less
    if changes and (named := _named_change(talk, turn.text, question)):
        return named
    if wish in ("answer", "change") and belongs_elsewhere(talk, turn.text, question, found):
        amended = amend(talk, spelled(turn.text), question, ask=False)
        return amended if amended is None or _clear(talk, amended, turn.text, question, wish) else None
    bar = _bar(turn, question, found)
    if _asks_why(turn.text):
        return talk.why(spoken_of(talk, turn.text))
    if _not_understood(turn, question):
        return talk.explain()
    if wish == "change" and len(plain(turn.text).split()) >= _LONG and not tells_times(turn.text, question):
        bar = min(bar, LIKELY)
    if wish is None or share < bar:
        return None
    if wish in COMMANDS:
        return _command(talk, turn, wish, known)
    if wish == "change" and question.type != "consent":
        return _change(talk, turn, question, found)
    if wish == "explain":
        return _explained(talk, turn, found)
    if wish == "question" and turn.understanding.answerable and _asks(turn, question, found, share):
        return talk.digress()
    if wish == "question" and share >= CLEAR and not (isinstance(found, Value) and found.sure):
        return talk.digress()  # whatever can be said to it: it is no answer
    return None


def _asks_why(text: str) -> bool:
    return any(_WHY_DO_YOU.search(plain(part)) for part in asking.sentences(text) if _brief(part))


def _not_understood(turn: Turn, question: Question) -> bool:
    heard = turn.understanding
    lost = heard.wish == "explain" and heard.wish_confidence >= UNREAD and _lost(turn.text, question)
    return lost or (asking.asks(turn.text) and _OTHERWISE.search(plain(turn.text)) is not None)


def _brief(sentence: str) -> bool:
    return len(sentence.split()) <= 2 * _LONG


def _lost(text: str, question: Question) -> bool:
    """Words of not understanding, or a question for the meaning of the question's own words."""
    bare = plain(text)
    asked = [match["what"] for match in _WHAT_IS.finditer(bare)]
    return _LOST.search(bare) is not None or any(f" {what} " in f" {plain(question.ask)} " for what in asked)


def _command(talk: Talk, turn: Turn, wish: str, known: Mapping[str, Callable[[Talk], Outcome]]) -> Outcome:
    heard, asks = turn.understanding, wish not in ("why", "skip") and asking.asks(turn.text)
    if asks and _of_the_clinic(turn) and heard.confidence >= heard.wish_confidence:
        return talk.digress()  # "am I talking to a person or a robot", "who sees what I put here"
    return talk.why(spoken_of(talk, turn.text)) if wish == "why" else known[wish](talk)


def _clear(talk: Talk, amended: Outcome, text: str, question: Question, wish: str) -> bool:
    """At the last question any words are kept: elsewhere go one more thing of a list, and a change, but for
    one that only asks again for other free words.
    """
    if question.id != talk.interview.questions[-1].id:
        return True
    by_id, before, after = talk.interview.by_id, talk.state.answers, amended.state.answers
    changed = [key for key in after if after[key] != before.get(key) and key != question.id]
    if wish == "change":
        again = by_id.get(amended.state.at)
        return bool(changed) or again is None or again.type != "text" or names_any(talk, text)
    return bool(changed) and all(by_id[key].type in ("list", "multi_choice") for key in changed)


def _change(talk: Talk, turn: Turn, question: Question, found: Read) -> Outcome | None:
    heard, text = turn.understanding, spelled(turn.text)
    unsure = heard.answerable or heard.wish_confidence < LIKELY
    asked = " ".join(part for part in asking.sentences(text) if asking.asks(part))
    aside = heard.wish_confidence < CLEAR and target_of(talk, asked, None) is None
    if asked and ((unsure and target_of(talk, text, None) is None) or aside):
        return talk.digress()  # "should Tylenol be on the list too", "can u use my initials only"
    answers = isinstance(found, Value) and not _any_words(question, found)  # "3, put it in bold"
    here = dict(heard.about).get(question.id, 0.0) >= HERE and question.id not in talk.state.answers
    named = any(
        named_in(name, plain(text)) for name in names(question)
    )  # "married name is", at the last name
    if here and isinstance(found, Value) and (named or not names_any(talk, text)):
        return None  # a second thought within the answer
    amended = amend(talk, text, question, ask=not answers or names_any(talk, text))
    return amended if amended is None or _clear(talk, amended, text, question, "change") else None


def _explained(talk: Talk, turn: Turn, found: Read) -> Outcome | None:
    heard, asks = turn.understanding, asking.asks(turn.text)
    needed = LIKELY
    if isinstance(found, Value):
        needed = 1.0 if found.sure else CLEAR  # "I read it three times and still don't get it" is no 1
    if not (asks or asking.marked(turn.text)) and heard.wish_confidence < needed:
        return None
    sure = heard.wish_confidence >= heard.confidence - _NEARLY and heard.confidence < _CERTAIN
    return talk.explain() if sure or not (heard.answerable and asks) else None


def _of_the_clinic(turn: Turn) -> bool:
    """True where Rasa is sure of a question that has an answer."""
    intent = turn.understanding.intent or ""
    known = intent.startswith(("faq_", "clinic_")) or intent == "bot_challenge"
    return known and turn.understanding.confidence >= CLEAR


def looks_told(turn: Turn) -> bool:
    """True where the words were heard as an answer, though none could be read in them."""
    heard = turn.understanding.wish == "answer" and turn.understanding.wish_confidence >= _TOLD
    return heard and not asking.asks(turn.text) and not asking.marked(turn.text)


def _named_change(talk: Talk, text: str, question: Question) -> Outcome | None:
    """ "Hmm, back up, insurance was wrong": one piece of the message is a change of an answer by its name."""
    for piece in re.split(r"[,;.!]+ *", text):
        wish = commands.change(piece, talk.interview) if piece != text else None
        if wish is not None and wish.question_id != question.id and wish.question_id in talk.state.answers:
            return amend(talk, text, question) or edit(talk, wish.question_id)
    target = labelled(talk, text)
    enumerates = target is not None and target.type in ("list", "multi_choice")
    listed = (enumerates and MORE.search(text)) or LESS.search(text)  # "forgot my name" adds nothing
    other = target is not None and target.id != question.id
    amiss = _AMISS.search(plain(text)) is not None and target_of(talk, text, None) is not None
    if (listed and other) or amiss:
        return amend(talk, text, question)
    return None


def _bar(turn: Turn, question: Question, found: Read) -> float:
    text, wish = turn.text, turn.understanding.wish
    if not isinstance(found, Value):
        if wish in _ENDING:  # an intake ended, or a person called, for a word misheard
            return ENDED
        # a short message may be an answer in words that are not known
        short = wish == "skip" and len(plain(text).split()) <= _FEW
        return GUESSED if short or (asking.asks(text) and turn.understanding.answerable) else UNREAD
    if question.type == "text" and (found.sure or tells_times(text, question)):
        return _NEVER  # nothing but a value of its kind
    named = question.type == "name" and (introduces(text) or "preferred_name" in dict(found.extra))
    free = _any_words(question, found) and not named
    if free and not question.choices and len(plain(text).split()) <= _FEW:
        return (GUESSED + SURE) / 2
    if wish == "change" and not free:
        return SURE if found.sure else LIKELY
    return GUESSED if free or not found.sure else SURE


def _any_words(question: Question, found: Value) -> bool:
    """True where the question takes whatever is said, and these are not of just its kind."""
    if question.type == "text" and found.sure:
        return False
    return question.type in (*FREE, "name") or found.value in ("other", ["other"])


def _asks(turn: Turn, question: Question, found: Read, share: float) -> bool:
    """ "Hang on is this even legal": by its first words, or by both models where any words are taken."""
    takes_any = isinstance(found, Value) and _any_words(question, found)
    if share < SURE or not _of_the_clinic(turn):
        return _begins_asking(turn.text)
    # "if I say yes to weed will you turn me away"
    alone = share >= SURELY and len(asking.sentences(turn.text)) == 1
    return takes_any or alone or _begins_asking(turn.text)


def _begins_asking(text: str) -> bool:
    first, *rest = plain(text).split() or [""]
    return (
        not asking.told(text) and first in _ASKING_WORDS and bool(rest) and rest[0] not in ("not", "nothing")
    )
