"""What a person may say at any question instead of answering it: skip, back, why, change my phone, stop …

A command is the whole message (but for courtesies), so that "I want to stop drinking" stays an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from frontdesk.interview.text import plain, readable
from frontdesk.interview.values import Interview, Question

_LEAD = re.compile(
    r"^(please|pls|ok(ay)?|um+|uh+|so|well|hey|hi|hello|sorry|wait|actually|hmm+|oh|oops|no|nah|yes|and|but|can (we|i|you)|could (we|i|you)|may i|i('d| would) like to"
    r"|i (want|need|wanna|have|would like) to|i wanna|i('ll| will)|i('m| am) going to|gonna|let me|let'?s|lets|just|is it ok(ay)? (to|if i)|do i have to answer this or can i"
    r"|how do i|i think i('ll| will)?|maybe|id like to|i'd rather|rather|allow me to|would it be possible to|is it possible to|am i able to|then|first)[ ,.:!-]+"
)
_TAIL = re.compile(r"[ ,.:!-]+(please|pls|thanks|thank you|thx|now|for now|right now|ok(ay)?|if that'?s ok(ay)?|if i may|sorry|then|here|today|at this time|again)$")
_THIS = r"( ?(this|that|it|the|these|those)?( (question|one|part|step|bit|thing))?)"
_MY = r"(( ?that| ?this| ?it| ?you| ?one| ?my \w+( \w+)?)*)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("skip_section", rf"skip( all)?( of)? (these|those|them|all|the (rest|questionnaire|survey|whole (thing|section)))( questions?| ones?)?|skip (this )?(section|questionnaire|survey)|skip all|not (doing|answering) (these|any of these)( questions)?"),
    ("skip", rf"(skip|pass|ignore)( on)?{_THIS}|next( question| one)?( please)?|move on|go on|(to )?the next( question| one)?|(i('d| would)? )?(rather|prefer) not( to)?( say| answer| share| tell| disclose| give| talk about| discuss)?{_MY}"
     rf"|(i )?(don'?t|do not|dont|won'?t|will not|am not going to|'m not going to|refuse to|decline to)( really)?( (want|wish|care|feel comfortable|like))?( to)? ?(say|saying|answer|answering|share|sharing|tell|telling|disclose|give|giving|discuss|talk about)?(ing)?{_MY}(?<!dont)(?<!don't)(?<!do not)(?<!like)(?<!to)"
     rf"|(that'?s |it'?s )?none of your business|(i'm |i am )?not comfortable( (answering|sharing|with|saying))?{_MY}|no comment|(that'?s )?(too )?(private|personal)|leave (it|that|this|that one) (blank|out|empty)|not (saying|telling)( you)?|i decline|blank|keep it|leave it( as it is)?"),
    ("back", r"(go |step |move )?back( one| a step| up| to the (previous|last) (question|one)| one question)?|(go (back )?to )?(the )?(previous|prior|last)( question| one| step)|undo( that)?|(i )?made a (mistake|typo)|(that|it)('s| is| was) (wrong|not right|a (mistake|typo))|wrong answer|oops|i (put|typed|gave|said|hit|clicked|pressed) the wrong (thing|one|answer|button)|change my (last|previous) answer|change (that|it)|fix (that|it)|return"),
    ("why", r"(but |and )?why( not)?|why (do|would|are|must|should|did|does|r) (you|i|we|u|they|ya|the clinic)( all| guys| even| really)* ?(ask|asking|need|want|care|require|have to|know|get)\b.{0,50}|why (is|does|do|are|would) (that|this|it|these|those|my \w+( \w+)?)( \w+)? ?(question|info|information|needed|necessary|matter|relevant|important|required|asked).{0,30}|why (that|this|my \w+( of \w+)?|so many questions|this question|all these questions|the question)|what('s| is| do you need| does| are) (this|that|it|they|these)( \w+)?( needed| used)? for|what (do|will|would) you (need|use|do with|want) (that|this|it|my .{2,30})( for| with)?|what are you (going to|gonna) do with .{2,40}|(is|are) (this|that|it|these)( question| info| information)?( really)? (required|needed|necessary|mandatory|optional|relevant|important)|do i (really )?(have|need) to( (answer|say|tell|give|share|fill|do)\b.{0,40})?|must i( (answer|say|tell|give|share)\b.{0,30})?|how('s| is| does) (this|that|it) (relevant|matter|relate|important).{0,20}|what does (this|that|it) have to do with .{1,40}"),
    ("later", r"(i('ll| will) )?(do|finish|continue|come back|be back|return|complete|get back|answer)( to)?( this| it| that| the rest)?( to (it|this))? (later|another time|tomorrow|tonight|soon|some other time|next week)|(save|pause)( (it|this|that|my (progress|answers|place)))?( for later| and (exit|quit|come back|finish later))?|later|not now|take a break|(i )?need a break|(i )?(gotta|got to|have to|need to|must) (go|run|leave)( now)?|come back( later)?|another time|tomorrow|maybe later|can we do this later|brb later|continue later|finish later|break"),
    ("stop", r"stop( (this|it|the (intake|interview|form|questions)|asking( me)?( questions)?|now|everything|please))?|cancel( (this|it|that|the (intake|interview|form|whole thing)|my (intake|form)|everything))?|quit( this| it| the intake)?|exit|abort|end( (this|it|the (intake|interview|form|chat)))?|never ?mind|forget (it|this|about it)|(i('ve)? )?changed my mind|(i )?(don'?t|do not|dont) (want|wish|need) to (do|continue|go on|fill|finish|keep going|be asked|proceed)( with)?( this| it| in| out| the| anymore| any more| form| intake| questions)*|no more( questions)?|leave|get me out.*|i'?m (done|out|leaving|quitting)( with this| answering)?|enough( questions)?|stop stop|this is too (long|much)|i give up|unsubscribe"),
    ("restart", r"(start|begin)( (it|this|the (intake|form|interview)|everything|all))?( all)? (over|again|from (the )?(beginning|start|scratch|top)|afresh|anew)( from .*)?|restart( (it|this|the (intake|form|interview)))?|reset( (it|this|everything))?|do over|redo( (it|this|everything|the (whole )?(thing|form|intake)))|from the (beginning|top|start)|clear (everything|all( my answers)?|my answers)"),
    ("person", r"(talk|speak|chat|connect( me)?|get me|put me through|transfer( me)?|pass me|switch( me)?)( (to|with))?( me)?( (to|with))?( (a|an|the|some|real|live|actual|human|your))* ?(person|human|someone|somebody|agent|staff( member)?|representative|rep|receptionist|nurse|operator|people|one of you|real one|team|human being|staff person|person instead)( (instead|directly|at the clinic|there|real|in person|on the phone))?|(a |the )?((real|live|actual) )?(human|person|agent|operator|representative|receptionist|rep)( being)?|(get|give|want|need)( me)?( a| an| some)?( real| live)? (human|person|agent|someone( to talk to)?|receptionist)|(have )?(someone|somebody|a person) (call|contact|phone|help)( me)?( back)?|call me( back)?( instead)?|i('d)? (want|prefer|rather (talk|speak) (to|with))( a)? (person|human|someone)|talk to someone|is there (a (human|person)|someone)( i can)? (talk|speak) to|human help|staff"),
    ("review", r"what (did|have) i (say|said|tell|told|tell you|put|answer|answered|given?|entered?)( you)?( so far| before| already)?( for .*)?|(show|see|review|check|read( back)?|list|view|look (over|at)|go over)( me)?( all)?( of)? (my|the) (answers?|responses?|info(rmation)?|data|details|intake)( so far| i gave)?|review|summary|summari[sz]e( my answers| it)?|what do you have( so far| on me| for me)?|what('ve| have) you (got|noted|saved|written)( so far| down)?|(my )?answers so far|recap"),
    ("repeat", r"repeat( (that|it|the question|please))?|(say|ask)( (that|it|the question))? ?again|(what('s| is| was)|whats)( the| your)?( last| current)? question( again)?|what did you (say|ask)( me)?|(i )?(didn'?t|did not) (get|catch|see|hear|read) (that|it|the question)|come again|pardon|sorry\??|where (were|are) we|what (was|is) that|what now|which question|continue|go ahead|i'?m ready|ready|keep going|resume|carry on|continue (my |the )?intake|let'?s continue|i'?m back|back to (the )?(intake|form|questions)"),
    ("explain", r"(i )?(don'?t|do not|dont) (understand|get it|get this|follow|know what (you mean|that means|this means|that is|you'?re asking|to (say|write|put|answer)))( (that|this|it|the question|what you mean))*|what (do|does|did) (you|u|that|this|it)( even)? mean( by that)?|what('s| is) (that|this) (mean|supposed to mean)|explain( (that|this|it|the question))?|help|help me|huh|what|(i'?m )?confused|clarify|can you clarify|what should i (say|write|put|answer)|like what|such as|for example|(an )?example|give me an example|how (do|should) i answer( that| this)?|what are (my|the) (options|choices)|options|meaning|\?+|in what (sense|way)|what kind"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_SHORT_YES_NO = re.compile(r"(no|yes|ok|okay|nah|so|well|hi|hello|hey|sorry|maybe|oh|then|wait)")


def command(text: str) -> str | None:
    """The command that the whole message is, or None."""
    bare = plain(text) or ("?" if "?" in text else "")
    whole = _one(bare)
    if whole is not None:
        return whole
    # "I need to go, finish later": every piece is a command, the last says most
    found = [_one(piece) for piece in re.split(r"[,.;!]+ *| - ", bare) if piece.strip()]
    return found[-1] if len(found) > 1 and all(found) else None


def _one(bare: str) -> str | None:
    for form in _forms(bare.strip()):
        for name, pattern in _COMPILED:
            if form and pattern.fullmatch(form):
                return name
    return None


def _forms(bare: str) -> list[str]:
    """The message whole, then with courtesies taken off both ends."""
    forms = [bare]
    while True:
        shorter = _TAIL.sub("", bare, count=1)
        shorter = shorter if shorter != bare else _LEAD.sub("", bare, count=1)
        if shorter == bare or not shorter:
            return forms
        bare = shorter.strip()
        forms.append(bare)


@dataclass(frozen=True)
class Change:
    """A wish to change the answer to `question_id`, to `new` when that was said too.

    `loose` when the same words could be an answer ("I want to change my medication").
    """

    question_id: str
    new: str = ""
    loose: bool = False


_WHAT = r"(?P<what>[\w' /-]{1,40}?)"
_WANTS = r"(?P<want>(?:i (?:want|need|would like|have|hope|wish) to|i'd like to|i'm trying to|help me) )?"
_MARK = r"(?P<mark>(?:(?:no|wait|oh|oops|sorry|actually|hold on|hang on|correction|i meant|i mean|also|ok|well|hey|and|my bad|my mistake|go back)[ ,.:!-]+)*)"
_CHANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MARK}(?:can (?:i|we|you)|could (?:i|we|you)|please|let me|may i|let'?s)? ?{_WANTS}(?P<verb>change|edit|fix|correct|update|redo|replace|modify|amend|go back to)"
        rf" (?:the |my |number |question |no\.? ?|# ?|answer to |answer for |answer |our )*{_WHAT}(?: answer| question)?(?:(?: to|:|,| it'?s| it is| it should be| should be)+ (?P<new>.+))?",
        rf"{_MARK}(?:i think )?(?:the |my ){_WHAT} (?:is|was|are|were|looks|i (?:gave|typed|put|entered)(?: you)? (?:is|was)) (?:actually )?(?:wrong|incorrect|not right|not correct|misspelled|spelled wrong|a typo)(?:[,.:;]+ *(?:it'?s|it is|it should be|should be)? ?(?P<new>.+))?",
        rf"{_MARK}(?:i )?(?:gave|typed|put|entered|wrote|have)?(?: you| in| down)?(?: the)? ?(?:wrong|incorrect) {_WHAT}(?:[,.:;]+ *(?:it'?s|it is|it should be|should be|my .{{2,20}} is)? ?(?P<new>.+))?",
        rf"{_MARK}(?:i )?(?:misspelled|mistyped|mis-typed|messed up|screwed up|got|wrote|put) (?:my |the ){_WHAT}(?: wrong| incorrectly)?(?:[,.:;]+ *(?:it'?s|it is|it should be|should be)? ?(?P<new>.+))?",
        rf"{_MARK}(?:my |the ){_WHAT}(?: is|'s| should be| was| are| were)(?P<really>(?: actually| really| now)*) (?P<new>.+)",
        rf"{_MARK}{_WHAT} (?:should be|should say|needs to be|has changed to) (?P<new>.+)",
        rf"{_MARK}(?:i have|i'?ve got|i got) a (?:different|new|better|other) {_WHAT}(?:[,.:;]+ *(?:it'?s|it is)? ?(?P<new>.+))?",
    )
)
_NOT_THAT = re.compile(r"[ ,]+(?:and )?not .+$| instead(?: of .+)?$", re.IGNORECASE)
_IDENTITY = ("name", "date_of_birth", "email", "phone", "state")


def change(text: str, interview: Interview, numbers: tuple[str, ...] = ()) -> Change | None:
    """The answer the message wishes to change, or None. `numbers` are the question ids of a shown review."""
    said = readable(text).strip(" .!?")
    for place, pattern in enumerate(_CHANGES):
        match = pattern.fullmatch(said)
        if not match:
            continue
        groups = match.groupdict()
        question = find_question(groups["what"], interview, numbers)
        if question is None:
            continue
        new = re.sub(r"^spelled ", "", _NOT_THAT.sub("", (groups.get("new") or "").strip(" .!,")))
        stated = place == 4 and not groups.get("mark") and not groups.get("really")
        loose = question.type not in _IDENTITY and (bool(groups.get("want")) or stated)
        if place == 0 and not new and question.type not in _IDENTITY and groups.get("want"):
            loose = True
        return Change(question.id, new, loose)
    return None


def find_question(what: str, interview: Interview, numbers: tuple[str, ...] = ()) -> Question | None:
    """The question a person names by number, label or another word for it."""
    bare = re.sub(r"^(the|my|number|question|no\.?|#|answer|our) +", "", plain(what)).strip(" #'")
    if bare.isdigit():
        place = int(bare) - 1
        return interview.by_id[numbers[place]] if 0 <= place < len(numbers) else None
    if not bare:
        return None
    best: tuple[float, Question | None] = (0.0, None)
    for question in interview.questions:
        for name in (question.label, question.id.replace("_", " "), *question.aka):
            score = fuzz.ratio(bare, plain(name))
            if score > best[0]:
                best = (score, question)
    return best[1] if best[0] >= 88 else None


_INSTEAD = re.compile(
    r"^(?:(?:no|wait|oh|oops|sorry|hold on|hang on|my bad|my mistake)[ ,.:!-]+)*(?P<strong>actually|(?:actually )?(?:the |my )?(?:last|previous) (?:one|answer|question)|i meant(?: to (?:say|type|put))?|i mean|correction|make that|scratch that|change that to|change it to|make it|i misspoke|i mistyped)"
    r"[ ,.:!-]+(?:it'?s|its|it is|that'?s|it should be|it was|that should be|should be|i'?m)? ?(?P<new>.+)$|^(?:no|wait|oops|sorry)[ ,.:!-]+(?:(?:wait|sorry|no)[ ,.:!-]+)*(?:it'?s|it is|it should be|that should be|i meant) (?P<new2>.+)$",
    re.IGNORECASE,
)


def instead(text: str) -> str | None:
    """What follows "actually it's …" or "no, I meant …": the new answer, not yet known to which question."""
    match = _INSTEAD.match(readable(text).strip(" .!"))
    return (match.group("new") or match.group("new2")).strip() if match else None
