"""What was learned about a message (rasa_ext/wishes.py), where the rules of the readers are in doubt."""

from __future__ import annotations

from frontdesk.interview import lexicon
from frontdesk.interview.denying import empties
from frontdesk.interview.overruling import overrules, turned_away
from frontdesk.interview.readers import Fault, Read, Value
from frontdesk.interview.readers.beyond_list import ruled_out
from frontdesk.interview.reading import FREE, pick
from frontdesk.interview.talk import Talk
from frontdesk.interview.text import plain, times_told
from frontdesk.interview.values import ITEM_9, Question, Understanding
from frontdesk.interview.wordings import NONE

# from which probability a choice is taken: where the rules read nothing, no choice of the list, or another
UNREAD, OTHER, OVERRULED = 0.6, 0.7, 0.8
SEVERAL = 0.55  # of several choices at once: how far the nearest is from being meant, 0.5 to 1
MORE = 0.6  # the same, for others beside what the rules are sure of
EMPTY = 0.7  # from which likelihood nothing is listed
LIKELY = 0.5  # of a question or a command, for the words to be no answer
# words heard as of other questions: the most of the open one, of a score; and what a choice needs then
ABOUT, SCORE, STRANGE = 0.02, 0.06, 0.9
FAR = 0.9  # of a matter that is none of the clinic's
GRAVE = 0.9  # of the item about thoughts of death: rather asked again
ELSEWHERE, HERE = 0.7, 0.08  # probabilities of another question, and of the open one, for a change unmarked
SURELY = 0.9  # of another question, where the open one reads the words in doubt
SENTENCE = 8  # words
BRIEF = 2  # words of a thing named first: "Latex. And before you ask, I don't drink"
NAMED = 0.35  # of the question that a change means
# answers that are told in the same words: "evenings, not mornings" may be a wish for the visit
KIN = (
    {"first_name", "last_name", "preferred_name"},
    {"main_concern", "diagnoses", "concern_since"},
    {"contact_time", "appointment_wishes"},
    {"transport", "appointment_wishes"},
    {"substance_use", "conditions"},
)
# where the rules read nothing for one of these, there is a try at something else
_NOTHING_OF_IT = ("not_a_state", "not_a_name", "not_a_date", "not_an_email", "not_a_phone")
_UNREAD = ("not_understood", "yes_which", "yes_how_often", "two_of_them", "say_more")


def meant(heard: Understanding, question: Question, found: Read, text: str = "") -> Read:
    """The choice that the words mean by likeness, where the rules found none for sure; else `found`.

    Of several choices, none that `text` denies or tells of somebody else.
    """
    choice, share = heard.means.get(question.id, ("", 0.0))
    if question.type == "list" and isinstance(found, Value):
        empty = choice == NONE and share >= EMPTY and empties(text)
        return Value([], sure=False) if empty and _names_nothing(found) else found
    if not choice or not _tells(heard) or (share < STRANGE and _of_others(heard, question)):
        return found
    if question.type == "multi_choice":
        out = ruled_out(text, question.choices)
        ids = [one for one in choice.split(",") if one not in out]
        ids = [] if ids == [NONE] and not empties(text) else ids
        return _several(heard, question, found, ids, share) if ids else found
    if turned_away(text, question, choice):
        return found
    if isinstance(found, Value) and found.sure and not overrules(heard, question, text):
        return found
    if isinstance(found, Fault):
        if found.cause not in _UNREAD:
            return found
        limit = UNREAD
    else:
        limit = OTHER if found.value == "other" else OVERRULED
    if question.type == "scale" and is_far(heard):
        limit = STRANGE  # "packers by 6 baby"
    if share < (GRAVE if question.id == ITEM_9 else limit) or choice == "other":
        return found
    learned = pick(choice, question)
    return Value(learned.value, sure=False) if learned else found


def is_far(heard: Understanding) -> bool:
    """Whether Rasa is sure that the words are of nothing the clinic deals with."""
    return heard.intent == "out_of_scope" and heard.confidence >= FAR


def _of_others(heard: Understanding, question: Question) -> bool:
    """Whether the words were heard as about other questions only: "purple" is no score, "yes" no illness.

    Questions with the same choices are answered in the same words, and so have the same meaning.
    """
    alike = {key for key, meaning in heard.means.items() if meaning == heard.means.get(question.id)}
    least = SCORE if question.type == "scale" else ABOUT  # a score is rather asked for again
    return bool(heard.about) and sum(share for key, share in heard.about if key in alike) < least


def _several(heard: Understanding, question: Question, found: Read, ids: list[str], share: float) -> Read:
    """The choices that are meant, of a question where several may be; what the rules are sure of stays."""
    if isinstance(found, Value) and found.sure:
        named = set(found.value)
        more = share >= MORE and named < {*ids} and not named & {"none", "other"}
        return Value(ids, sure=False) if more else found
    told = isinstance(found, Value) or found.cause in _UNREAD
    known = {choice.id for choice in question.choices}
    if share < SEVERAL or not told or ids == ["other"] or not known.issuperset(ids):
        return found
    return Value(ids, sure=False)


def _tells(heard: Understanding) -> bool:
    """Whether the words are of English, and of an answer rather than a question or a command."""
    wished = heard.wish in ("answer", "change") or heard.wish_confidence < LIKELY
    return wished and heard.intent != "other_language"


def _names_nothing(found: Value) -> bool:
    """Whether a list holds words, and no known name among them, nor one thing before a longer story."""
    items = found.value
    opening = items[0]["said"].split(".")[0] if items else ""
    if plain(opening).startswith("nothing but "):
        return False
    brief = len(items) > 1 and len(opening.split()) <= BRIEF and not lexicon.none(opening)
    return bool(items) and not brief and not any(item["term"] for item in items)


def changed_question(talk: Talk, *, least: float = NAMED) -> Question | None:
    """The answered question, not the open one, that the message is likeliest about."""
    for key, share in talk.heard.about:
        if share < least or key == talk.state.at:
            return None
        question = talk.interview.by_id.get(key)
        if key in talk.state.answers and question is not None and question.type != "consent":
            return question
    return None


def belongs_elsewhere(talk: Talk, text: str, question: Question, found: Read) -> bool:
    """Whether words are of another answer: the open question takes them only because it takes any words, can
    make nothing of them, or reads a whole sentence in doubt.
    """
    if isinstance(found, Fault) and talk.heard.wish == "answer" and is_far(talk.heard):
        return False  # a shout at the television is of no other question either
    least = _elsewhere_from(text, question, found)
    here = dict(talk.heard.about).get(question.id, 0.0)
    other = changed_question(talk, least=least) if least and here <= HERE else None
    if other is None or (question.type == other.type == "scale" and talk.heard.wish != "change"):
        return False
    return not any({question.id, other.id} <= kin for kin in KIN)


def _elsewhere_from(text: str, question: Question, found: Read) -> float:
    """From which probability of another question on; 0 where the open one reads its answer for sure."""
    if isinstance(found, Fault):
        return ELSEWHERE if found.cause in (*_UNREAD, *_NOTHING_OF_IT) else 0.0
    if question.type == "text" and (found.sure or tells_times(text, question)):
        return 0.0
    if question.type in (*FREE, "name") or found.value == "other":
        return ELSEWHERE
    return SURELY if not found.sure and len(text.split()) >= SENTENCE else 0.0


def tells_times(text: str, question: Question) -> bool:
    """Of several troubles each with its time: told where since when is asked, whatever it is heard as."""
    return question.part == "time" and times_told(text) > 1
