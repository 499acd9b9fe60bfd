"""What people mean by short words: yes, no, none, not knowing. Read by the readers of answers."""

from __future__ import annotations

import re

from frontdesk.interview.text import plain, unhedged

# people of one's own, inside a pattern
RELATIVES = (
    r"husband|wife|spouse|partner|(?:boy|girl)friend|fiance[e]?|mother|mom|mum|father|dad|parents?|sons?"
    r"|daughters?|kids?|child(?:ren)?|sisters?|brothers?|aunt|uncle|cousin|niece|nephew|grand\w+|friends?"
    r"|roommates?|neighbou?rs?"
)

YES = frozenset(
    "yes y yeah yep yup ya yea yess yesss sure ok okay k absolutely definitely correct right "
    "affirmative certainly indeed"
    " alright true uh-huh mhm si sí aye of_course sounds_good i_do i_have i_am yes_i_do yes_i_have "
    "yes_i_am yes_please yes_sir"
    " yes_ma'am you_bet for_sure that's_right that's_fine fine go_ahead i_agree agreed agree "
    "yessir yeah_sure yes_sure"
    " why_not i_would yes_of_course yes_definitely all_good ok_sure sure_thing that_is_fine "
    "that's_ok might_as_well hit_me bring_it_on go_for_it let's_go let's_do_it lets_do_it shoot one_more "
    "ok_fine fine_then".replace("_", "~").split()
)
NO = frozenset(
    "no n nope nah naw never negative not_really no_thanks no_thank_you not_at_all i_don't "
    "i_do_not i_haven't i_have_not no_i_don't"
    " no_i_haven't not_me i_am_not i'm_not no_sir no_ma'am don't_have_any not_that_i_know_of "
    "no_never not_now not_today not_this_time not_right_now nada nothing none"
    " nun not_yet no_not_really nope_nothing absolutely_not definitely_not i_dont no_i_dont "
    "not_that_i'm_aware_of"
    " no_i_do_not no_way heck_no hell_no god_no gosh_no".replace("_", "~").split()
)
_NONE = re.compile(
    r"(no(pe|ne)?|nah|nada|nil|zero|nothing|n/?a|not? ?applicable|not any|no thanks?( you)?|none( "
    r"yet| known| apply| that apply)?"
    r"|not (an?|even) (single )?(thing|one)|(no,? )*nothing like (that|those|this)"
    r"|(no|not|none|nope|nothing)[, ]+(to |of |for )?(all|any|any of|all of|none of)?( of)? "
    r"?(those|them|these|that|the above|it)?"
    r"|(i )?(don'?t|do not|dont|haven'?t|have not|never)( really)?( have| take| had| use| been| got| tried)?"
    r" ?(any|anything|one|none)?( of)?( those| them| these| that| at all| meds| medications?| medicines?)?"
    r"|(i'?m )?not (taking|on|using|allergic to) (any|anything)( of those| of them| medications?| "
    r"meds| medicines?| drugs)?"
    r"|(i )?(take|have|use|tried|got|am on|am taking) (nothing|none|no (meds|medications?"
    r"|medicines?|drugs|allergies|supplements))"
    r"|(no(pe)? |nah )?(i )?(no|without|(have|use|got|go by) no|(don'?t|do not|dont)( really)? (have"
    r"|use|got|go by)( an?| any)?)"
    r"( an?| any)? ((other |different |preferred |special )?nick ?names?|(other|different"
    r"|preferred) names?)"
    r"|no (known )?(meds|medications?|medicines?|drugs|drug allergies|drug|al+[ea]?r+g(?:ies|ys|eys|ie|y|es)"
    r"|(food|medication|medicine|real|major) allergies"
    r"|conditions?|problems?|issues?|diagnos[ei]s|treatments?"
    r"|health (problems|issues|conditions)|substances?|insurance|preference|wishes|supplements)( "
    r"known| at all| yet| currently| right now| now)?"
    r"|nka|nkda|not? that i know( of)?|nothing (else|more|to add|really|yet|that i know of"
    r"|special|at all|right now|currently|so far|comes to mind)"
    r"|that'?s (it|all|everything)|(i think )?that'?s (about )?it|i'?m good|all good|not really"
    r"|(no(pe)?,? )?nobody( has| ever)*( did| told me| said)?"
    r"|(i )?(don'?t|dont|never|won'?t)( even)? touch (any|none|that|it|the)( of)?( it| that| them| stuff)?"
    r"|negative|zilch|clean bill of health"
    r"|(no(pe)? |i'?m |im |perfectly |very |pretty |in )*(healthy|good health)( as (a|an) \w+)?"
    r"|(i'?m )?(uninsured|not insured|self[- ]?pay(ing)?|paying (out of pocket|cash|myself))|not "
    r"(yet )?diagnosed|never (been )?diagnosed)"
    r"( so far| yet| that i know of| (that )?i('?m| am) aware of| at the moment| at this time| "
    r"currently| right now| thanks?| thank you| sorry)?"
)
_DONT_KNOW = re.compile(
    r"(idk|dunno|(i )?(don'?t|do not|dont) (really )?(know|remember|recall)( that| it| this| them"
    r"| the answer| which( one)?| yet| for sure| what to say)?"
    r"|(i'?m )?not (really |too )?(sure|certain)( about (that|this))?|no idea|no clue|unsure"
    r"|can'?t (remember|recall|say)|hard to say"
    r"|i have no idea|beats me|who knows|i forgot?|i forget|unknown|dk|not a clue)( yet| right now"
    r"| at all)?( sorry)?"
)
_CHAT = re.compile(
    r"(hi|hello|hey|hiya|ok|okay|k|kk|thanks?|thank you|ty|thx|lol|haha|hm+|um+|uh|ah|oh|cool"
    r"|great|nice|good|alright|all right|got it"
    r"|i see|sure|fine|wow|yo|sup|good (morning|afternoon|evening)|:\)|:-\)|(just )?(one|a|1) "
    r"(sec|second|moment|minute|min)|hold on|hang on|wait|brb|give me a (sec|second|moment"
    r"|minute))( there| so much| a lot| then)?"
)


def yes(text: str) -> bool:
    """True when the whole message says yes."""
    return _is(text, YES)


def no(text: str) -> bool:
    """True when the whole message says no."""
    return _is(text, NO)


def _is(text: str, known: frozenset[str]) -> bool:
    forms = {plain(text), unhedged(text)}
    if any(re.sub(r"[ ,]+", "~", form) in known for form in forms if form):
        return True
    pieces = [piece.strip() for piece in re.split(r"[,.;!]+", plain(text)) if piece.strip()]
    return len(pieces) > 1 and all(piece.replace(" ", "~") in known for piece in pieces)


def none(text: str) -> bool:
    """True when the whole message says there is nothing to tell ("none", "n/a", "no to all of those")."""
    return any(
        _NONE.fullmatch(form.replace(",", "").strip()) for form in (plain(text), unhedged(text)) if form
    )


_ADDS = re.compile(
    r"\b(but|except|only|just|other than|besides|though|although|however|and|oh|wait|well|actually"
    r"|apart from"
    r"|aside from|unless|hold on|hang on|forgot)\b"
)
_STRONG = (
    r"except(?: for| that)?|excepting|excluding|other than|besides|aside from|apart from|unless you count"
    r"|wait|hold on|hang on|actually|i forgot|scratch that"
)
_TURN = re.compile(
    rf"[\s,.;!:…-]+(?P<turn>(?:{_STRONG}|but|only|just|though|although|however|well|oh|ah|hmm+)\b"
    rf"(?:[\s,.;:!…-]+(?:{_STRONG}|but|only|just|no|and|well|oh|yes|maybe|sorry|ok|um+)\b)*)[\s,.;:!…-]*",
    re.IGNORECASE,
)
_TURNS_HARD = re.compile(rf"\b(?:{_STRONG})\b", re.IGNORECASE)


def none_then(text: str) -> str | None:
    """What follows where the first piece of a message says that there is nothing; None where it does not.

    "Not a thing. I don't believe in pills"; not "none, but I smoke". Also "clean bill of health so none".
    """
    bare = plain(text)
    first, mark, rest = (
        re.split(r"([,.;!]+ )", bare, maxsplit=1) if re.search(r"[,.;!]+ ", bare) else (bare, "", "")
    )
    if mark and (none(first) or no(first) and len(first) > 2) and not _ADDS.search(rest):
        return rest
    lead, so, last = bare.rpartition(" so ")
    return lead if so and none(last) and not _ADDS.search(lead) else None


def none_but(text: str) -> tuple[str, bool] | None:
    """What follows "none" in "no allergies. oh wait, codeine"; and whether it is surely of what is asked.

    None where the message does not say first that there is nothing, or where nothing follows.
    """
    for match in _TURN.finditer(text):
        lead, rest = text[: match.start()], text[match.end() :].strip(" .,;!")
        if rest and (none(lead) or no(lead)):
            return rest, _TURNS_HARD.search(match["turn"]) is not None
    return None


def dont_know(text: str) -> bool:
    """True when the whole message says the person does not know."""
    return any(_DONT_KNOW.fullmatch(form) for form in (plain(text), unhedged(text)) if form)


def small_talk(text: str) -> bool:
    """True for a greeting or a filler that answers nothing."""
    return _CHAT.fullmatch(plain(text)) is not None
