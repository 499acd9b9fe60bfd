"""The ways people put a command: skip, back, why, stop, a person … Whole messages in plain form."""

from __future__ import annotations

import re

LEAD = re.compile(
    r"^(please|pls|ok(ay)?|um+|uh+|ugh+|argh|er+|crap|shoot|dang|damn|whoops|alright|so|well|hey"
    r"|hi|hello|sorry|wait|actually|hmm+|oh|oops|no|nah"
    r"|yes|and|but|can (we|i|you)|could (we|i|you)|may i|i('d| would) like to"
    r"|i (want|need|wanna|have|would like) to|i wanna|i('ll| will)|i('m| am) going to|gonna|let "
    r"me|let'?s|lets|just|is it ok(ay)? (to|if i)|do i have to answer this or can i"
    r"|how do i|i think i('ll| will)?|maybe|id like to|i'd rather|i would rather|rather|allow me "
    r"to|would it be "
    r"possible to|is it possible to|am i able to|then|first)[ ,.:!-]+"
)
TAIL = re.compile(
    r"[ ,.:!-]+(please|pls|thanks|thank you|thx|now|for now|right now|ok(ay)?|if that'?s ok(ay)?"
    r"|if i may|sorry|then|here|today|at this time|again|first|though|before (that|i (send|submit"
    r"|confirm)( it)?))$"
)
_THIS = r"( ?(this|that|it|the|these|those)?( (question|one|part|step|bit|thing))?)"
_MY = r"(( ?that| ?this| ?it| ?you| ?one| ?my \w+( \w+)?)*)"
PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "withdraw",  # what was said is erased then: only the plainest words
        r"i(?: want to| would like to|'d like to)? (?:(?:take back|withdraw|revoke|retract) (?:the|my|that) "
        r"(?:agreement|consent)|take (?:the|my|that) (?:agreement|consent) back)(?:[,.;]+ .{0,60})?"
        r"|i (?:no longer|don'?t|do not|dont) (?:agree|consent)(?: to (?:this|that|it))? "
        r"(?:any ?more|any longer)"
        r"|i no longer (?:agree|consent)",
    ),
    ("too_early", r"(confirm|submit|send)( (it|this|my (intake|answers?|form)|everything))?( in| now)?"),
    (
        "skip_section",
        (
            r"skip( all)?( of)? (these|those|them|all|the (rest|questionnaire|survey|whole (thing"
            r"|section)))( questions?| ones?)?"
            r"|(no )?(i )?(don'?t|do not|dont) want (any )?more questions( please| for me)?"
            r"|skip (this )?(section|questionnaire|survey)|skip all|not "
            r"(doing|answering) (these|any of these)( questions)?"
        ),
    ),
    (
        "skip",
        r"(i )?(don'?t|do not|dont) feel like (giving|answering|saying|sharing|telling|doing)( you)?( "
        r"that| this| it)?"
        r"|(i'?m )?not (giving|telling|answering|sharing|saying)( you)? (that|this|it|my \w+)"
        r"|(i'?m )?not answering"
        rf"|(jump|hop|leap|skip|pass|go|get) (over|past|around){_THIS}"
        rf"|(i'?ll|i will|ill|i'?d rather|i would rather|rather|better to|i want to)( just)? (tell"
        rf"|discuss|share|say"
        rf"|go over|take up)( it| that| this)?( about)?( it| that| this)?( with| w/?| to| over with)? (the"
        rf"|my|a|your) (doctor"
        rf"|dr|doc|nurse|provider|clinician|therapist)\b.{{0,30}}"
        rf"|((that'?s|it'?s|this is|its|thats) )?(way |just )*too (much|long)( to (type|write|explain|list"
        rf"|say|tell|get into))"
        r"|((that'?s|it'?s|thats|its) )?between me and my (doctor|dr|doc|therapist|nurse|god|wife|husband)"
        rf"|(skip|pass|ignore)( on)?{_THIS}|next( question| one)?( please)?|move on|go on|(to )?the "
        rf"next( question| one)?|(i('d| would)? )?(rather|prefer) not( to)?( say| answer| share| tell| "
        rf"disclose| give| talk about| discuss)?{_MY}"
        rf"|(i )?(don'?t|do not|dont|won'?t|will not|am not going to|'m not going to|refuse to|decline "
        rf"to)( really)?( (want|wish|care|feel comfortable|like))?( to)? ?(say|saying|answer|answering"
        rf"|share|sharing|tell|telling|disclose|give|giving|discuss|talk "
        rf"about)?(ing)?{_MY}(?<!dont)(?<!don't)(?<!do not)(?<!like)(?<!to)"
        rf"|(that'?s |it'?s )?none of your business|(i'm |i am )?not comfortable( (answering|sharing"
        rf"|with|saying))?{_MY}|no comment|(that'?s )?(too )?(private|personal)|leave (it|that|this"
        rf"|that one) (blank|out|empty)|not (saying|telling)( you)?|i decline|blank|keep it|leave it( "
        rf"as it is)?",
    ),
    (
        "back",
        (
            r"(go |step |move )?back( one| a step| up| to the (previous|prev|last) (question|one)| one "
            r"question)?|(go |take me )?back to the (one|question) before( (this|that)( one)?)?"
            r"|(go (back )?to )?(the )?(previous|prev|prior|last)( question| one| step)"
            r"|undo( that)?|(i )?made a (mistake|typo)|wrong answer|oops"
            r"|(that|it)('s| is| was) (wrong|not right|a (mistake|typo))"
            r"|i (put|typed|gave|said|hit|clicked|pressed) the wrong (thing|one|answer|button)"
            r"|change my (last|previous) answer|change (that|it)|fix (that|it)|return"
        ),
    ),
    (
        "why",
        (
            r"(what'?s |what is )?(the |your )?reason( for (that|this|it|asking|the question))?|because"
            r"|(and |but )?.{3,50} (matters?|is important|counts) because"
            r"|(y|why) (do|r|are|would) (you|u|ya) .{3,50}|what (do|would) (you|u|they) care\b.{0,40}"
            r"|(but |and )?why( not)?|why( on earth| the hell| in the world)? (do|would|are|must|should"
            r"|did|does|r) (you|i|we|u|they|ya|the "
            r"clinic)( all| guys| even| really)* ?(ask|asking|need|want|care|require|have to|know"
            r"|get)\b.{0,50}|why (is|does|do|are|would) (that|this|it|these|those|my \w+( \w+)?)( \w+)? "
            r"?(question|info|information|needed|necessary|matter|relevant|important|required"
            r"|asked).{0,30}|why (that|this|my \w+( of \w+)?|so many questions|this question|all these "
            r"questions|the question)|what('s| is| do you need| does| are) (this|that|it|they|these)( "
            r"\w+)?( needed| used)? for|what (do|will|would) you (need|use|do with|want) (that|this|it|my "
            r".{2,30})( for| with)?|what are you (going to|gonna) do with .{2,40}|(is|are) (this|that|it"
            r"|these)( question| info| information)?( really)? (required|needed|necessary|mandatory"
            r"|optional|relevant|important)|do i (really )?(have|need) to( (answer|say|tell|give|share"
            r"|fill|do)\b.{0,40})?|must i( (answer|say|tell|give|share)\b.{0,30})?|how('s| is| does) "
            r"(this|that|it) (relevant|matter|relate|important).{0,20}|what( (does|do|has|have)|'?s) .{1,40} "
            r"(have to|got to) do with .{1,40}"
        ),
    ),
    (
        "later",
        (
            r"(i('ll| will) )?(do|finish|continue|come back|be back|return|complete|get back|answer)( "
            r"to)?( this| it| that| the rest)?( to (it|this))? (later|another time|tomorrow|tonight|soon"
            r"|some other time|next week)|(save|pause)( (it|this|that|my (progress|answers|place)))?( for "
            r"later| and (exit|quit|come back|finish later))?|later|(be )?back later"
            r"|not now|take a break|(i )?need a break|(i )?(gotta|got to|have to|need to|must) (go|run"
            r"|leave|head out|pick up (the|my) \w+|get (back )?to work|feed (the|my) \w+)( now)?"
            r"|come back( later)?"
            r"|another time|tomorrow|maybe later|can we do this later|brb later|continue later|finish "
            r"later|break"
        ),
    ),
    (
        "stop",
        (
            r"(let'?s |i'?ll |can we )?stop( (this|it|here|the (intake|interview|form|questions)"
            r"|asking( me)?( questions)?|now"
            r"|everything|please))?|cancel( (this|it|that|the (intake|interview|form|whole thing)|my "
            r"(intake|form)|everything))?|quit( this| it| the intake)?|exit|abort|end( (this|it|the "
            r"(intake|interview|form|chat)))?|never ?mind|forget (it|this|about it)|(i('ve)? )?changed my "
            r"mind|(i )?(don'?t|do not|dont) (want|wish|need) to (do|continue|go on|fill|finish|keep "
            r"going|be asked|proceed)( with)?( this| it| in| out| the| anymore| any more| form| intake| "
            r"questions)*|no more( questions)?|leave|get me out.*|i'?m (done|out|leaving|quitting)( with "
            r"this| answering)?|enough( questions)?|stop stop|this is too (long|much)|i give up"
            r"|unsubscribe"
        ),
    ),
    (
        "restart",
        (
            r"(start|begin)( (it|this|the (intake|form|interview)|everything|all))?( all)? (over|again"
            r"|from (the )?(beginning|start|scratch|top)|afresh|anew)( from .*)?|restart( (it|this|the "
            r"(intake|form|interview)))?|reset( (it|this|everything))?|do over|redo( (it|this|everything"
            r"|the (whole )?(thing|form|intake)))|(go |start |begin (over |again )?)?from (the )?"
            r"(beginning|top|start|scratch|zero)|(wipe|erase|scrap|toss|throw out) (it|this|everything"
            r"|(it )?all)( out| away)?"
            r"( and (go|start|begin) .{2,30})?|clear (everything|all( "
            r"my answers)?|my answers)"
        ),
    ),
    (
        "person",
        (
            r"(talk|speak|chat|connect( me)?|get me|put me through|transfer( me)?|pass me|switch( me)?)( "
            r"(to|with))?( me)?( (to|with))?( (a|an|the|some|real|live|actual|human|your))* ?(person"
            r"|human|someone|somebody|agent|staff( member)?|representative|rep|receptionist|nurse"
            r"|operator|people|one of you|real one|team|human being|staff person|person instead)( "
            r"(instead|directly|at the clinic|there|real|in person|on the phone))?|(a |the )?((real|live"
            r"|actual) )?(human|person|agent|operator|representative|receptionist|rep)( being)?|(get|give"
            r"|want|need)( me)?( a| an| some)?( real| live)? (human|person|agent|someone( to talk to)?"
            r"|receptionist)|(have )?(someone|somebody|a person) (call|contact|phone|help)( me)?( back)?"
            r"|call me( back)?( instead)?|i('d)? (want|prefer|rather (talk|speak) (to|with))( a)? (person"
            r"|human|someone)|talk to someone|is there (a (human|person)|someone)( i can)? (talk|speak) "
            r"to|human help|staff"
        ),
    ),
    (
        "review",
        (
            r"what (did|have) i (say|said|tell|told|tell you|put( down)?|answer|answered|given?"
            r"|entered?)( you)?( "
            r"so far| before| already| (up )?(to|till|until) now)?( for .*)?|(show|see|review|check"
            r"|read( back)?|list|view|look "
            r"(over|at)|go over)( me)?( all)?( of)? (my|the) (answers?|responses?|info(rmation)?|data"
            r"|details|intake)( so far| i gave)?|review|summary|summari[sz]e( my answers| it)?|what do "
            r"you have( so far| on me| for me)?|what('ve| have) you (got|noted|saved|written)( so far| "
            r"down)?|(my )?answers so far|recap"
            r"|((might|may|can|could) (i|you|we) )?(see|look at|play back|hear|read back|read me) "
            r"(all( of)? )?(everything|my answers|what i)\b.{0,60}"
            r"|(check|look|read|go) (over )?"
            r"(everything|it all|all of it|all of that|what i (said|wrote|put|typed))"
            r"( over| through| again| back)*"
        ),
    ),
    (
        "repeat",
        (
            r"(start|begin|resume|open|do|continue)( my| the| an)? (intake|form|interview)( form)?"
            r"|repeat( (that|it|the question|please))?|(say|ask)( (that|it|the question))? ?again|(what('s"
            r"| is| was)|whats)( the| your)?( last| current)? question( again)?|what did you (say|ask)( "
            r"me)?|(i )?(didn'?t|did not) (get|catch|see|hear|read) (that|it|the question)|come again"
            r"|pardon|sorry\??|where (were|are) we|what (was|is) that|what now|which question|continue|go "
            r"ahead|i'?m ready|ready|keep going|resume|carry on|continue (my |the )?intake|let'?s "
            r"continue|i'?m back|back to (the )?(intake|form|questions)"
        ),
    ),
    (
        "explain",
        (
            r"(i )?(don'?t|do not|dont) (understand|get it|get this|follow|know what (you mean|that means"
            r"|this means|that is|you'?re asking|to (say|write|put|answer)))( (that|this|it|the question"
            r"|what you mean))*|what (do|does|did) (you|u|that|this|it)( even)? mean( by that)?|what('s| "
            r"is) (that|this) (mean|supposed to mean)|explain( (that|this|it|the question))?|help|help me"
            r"|huh|what|(i'?m )?confused|clarify|can you clarify|what should i (say|write|put|answer)"
            r"|like what|such as|for example|(an )?example|give me an example|how (do|should) i answer( "
            r"that| this)?|what are (my|the) (options|choices)|options|meaning|\?+|in what (sense|way)"
            r"|what kind"
        ),
    ),
)
