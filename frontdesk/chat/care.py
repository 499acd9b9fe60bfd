"""What is said when danger is heard, and the care frame the chat stays in afterwards until staff clear it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from frontdesk.chat.content import Content
from frontdesk.chat.drafts import Draft
from frontdesk.chat.just_said import REMINDER
from frontdesk.safety import SPANISH, Level, Reply, Verdict

FRAME = "care"  # the first row in the trace of a turn after an alarm; what the visitor told is the second
SURE = ("answer", "decline", "handoff", "error")  # what was asked for is known
ALWAYS = ("handoff", "error")
OPEN = ("info", "unknown", "clarify")  # an ordinary reply, if it was a question; who tells of pain gets care
SMALL_TALK = ("greet", "thanks", "goodbye", "acknowledge", "rude")
STATE = "hand_off_status"  # a hand-off draws short messages to itself: "just kidding" asks nothing of it
WHAT_NOW = "what_now"  # no topic of the clinic answers it
COURTESIES = ("thanks", "leaving")  # said beside something else


@dataclass(frozen=True)
class Past:
    """The alarms of a conversation and the turns after them.

    `level`: of the frame. `told`: how often what was told was answered. `replies`: texts given to the alarms,
    `rows`: what they were raised by.
    """

    level: Level = "crisis"
    told: Mapping[str, int] = field(default_factory=dict)
    replies: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Care:
    """How a turn stands.

    `in_frame`: danger was heard earlier. `resources`: add the one line to a normal reply, because of `rows`.
    `text`: what was written, "" when a choice was pressed. `low`: a reason to check in was heard. `intake`:
    the intake answered (it has ended with this turn, or was stopped).
    `loop_open`: the visitor chose to go on with the intake all the same. `reminded`: the line stands a few
    turns above, and need not stand before each question. `loop_paused`: an intake waits to be resumed.
    """

    content: Content
    in_frame: bool
    resources: bool
    text: str = ""
    low: bool = False
    intake: bool = False
    loop_open: bool = False
    reminded: bool = False
    loop_paused: bool = False
    rows: tuple[str, ...] = ()
    past: Past = Past()

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The rows of told.yml that the message matches."""
        return self.content.told.read(self.text)


def past_of(replies: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Past:
    """From kind, text and trace of the replies to danger so far. Once a crisis was heard, it is one."""
    alarms: list[str] = []
    texts: list[str] = []
    heard: list[str] = []
    told = Counter[str]()
    for kind, text, trace in replies:
        rows: list[str] = [*trace.get("rows", ()), "", ""]
        if rows[0] == FRAME:
            told[rows[1]] += 1
        else:
            alarms.append(kind)
            texts.append(text)
            heard += trace.get("rows", ())
    level: Level = "urgent_medical" if {*alarms} == {"urgent_medical"} else "crisis"
    return Past(level, told, tuple(texts), tuple(heard))


def danger_draft(content: Content, verdict: Verdict, text: str, past: Past | None = None) -> Draft:
    """The fixed reply of data/safety for the verdict's level and for what was heard.

    `past`: of a conversation in the frame. An all-clear, or a plea not to call, that only the second net took
    for danger gets the words for one; what else only it heard is about what was heard before. The alert is
    the same.
    """
    told = content.told.read(text)
    categories = content.screen.categories(verdict.level, verdict.rows)
    emergency = verdict.level == "urgent_medical"
    if past and not categories:
        kinds = [kind for kind in ("no_call", *(["clear"] if emergency else [])) if kind in told]
        if kinds:
            return _frame(Care(content, in_frame=True, resources=True, past=past), kinds[0], verdict.rows)
        categories = content.screen.categories(verdict.level, past.rows)
    other: Level = "crisis" if emergency else "urgent_medical"
    beside = content.screen.categories(other, verdict.rows)
    reply = content.safety_replies.for_danger(verdict.level, categories, beside, told)
    draft = _fixed(content, reply, verdict.level, {"rows": list(verdict.rows)})
    if past is None or draft.text not in past.replies:
        return draft
    opening = content.safety_replies.opening_again(verdict.level, len(past.replies) - 1)
    return _fixed(content, replace(reply, opening=opening), verdict.level, draft.trace)


def in_care(drafts: Sequence[Draft], care: Care) -> list[Draft]:
    """The turn's drafts with the resources kept on screen; nothing that sells or asks in the care frame."""
    if care.in_frame and not care.loop_open:
        kind = _kind(care)
        kept = [draft for draft in drafts if _may_stand(draft, care, kind)]
        return [*kept, _beside(care, kind) if kept else _frame(care, kind or "otherwise")]
    if care.resources or (care.in_frame and not care.reminded):
        line = Draft("info", _line(care), trace={"rows": [REMINDER, *care.rows]})
        return [line, *drafts]
    return list(drafts)


def _kind(care: Care) -> str:
    """What the visitor told of themselves, a kind of `after` in replies.yml; "" for anything else."""
    kinds = [name for name in care.told if name in care.content.safety_replies.after and not care.intake]
    return kinds[0] if kinds else "low" if care.low else ""


def _may_stand(draft: Draft, care: Care, kind: str) -> bool:
    """Whether an ordinary reply is for this message. What somebody tells of themselves is no question to the
    clinic, whatever topic it sounds like; a reproach over amounts helps nobody who is in danger."""
    if care.intake:
        return draft.kind in (*SURE, *OPEN)
    if draft.topic == "misuse" or draft.trace.get("intent") in SMALL_TALK:
        return draft.kind in ALWAYS
    if kind == WHAT_NOW:
        return draft.kind in ALWAYS
    asked = not care.text or "?" in care.text or "question" in care.told
    if kind and not asked and draft.trace.get("intent") == STATE:
        return False
    if care.past.level == "urgent_medical" and not asked:  # "he seems sleepy" is no question on side effects
        return draft.kind in ALWAYS
    if draft.kind in ALWAYS or asked:
        return draft.kind in (*SURE, *OPEN)
    if kind == "low" and draft.kind == "answer":
        return draft.trace.get("intent") != "tell_me_more" and all(
            row.startswith("net ") for row in care.rows
        )
    return draft.kind in (*SURE, "info") and kind in ("", "low", *COURTESIES)


def _beside(care: Care, kind: str) -> Draft:
    """The line under an ordinary reply: the whole block again would bury it."""
    told = kind and kind != "low"
    opening = _opening(care, kind) if told else ""
    rows = [FRAME, kind] if told else [FRAME]
    text = "\n".join(part for part in (opening, _line(care)) if part)
    return _with_resume(replace(_block(care, rows), text=text), care)


def _frame(care: Care, kind: str, rows: Sequence[str] = ()) -> Draft:
    """The resources whole, after words for what was told."""
    draft = _block(care, [FRAME, kind, *rows], _opening(care, kind))
    if care.loop_paused and kind == "otherwise":  # perhaps an answer to the open question
        draft = replace(draft, text=f"{draft.text}\n{care.content.safety_replies.paused}")
    return _with_resume(draft, care)


def _block(care: Care, rows: list[str], opening: str = "") -> Draft:
    if SPANISH in care.told:  # the openings are English
        return _fixed(care.content, care.content.safety_replies.care_spanish, care.past.level, {"rows": rows})
    reply = care.content.safety_replies.care[care.past.level]
    return _fixed(care.content, replace(reply, opening=opening), care.past.level, {"rows": rows})


def _opening(care: Care, kind: str) -> str:
    return care.content.safety_replies.opening(kind, care.past.level, care.past.told.get(kind, 0))


def _line(care: Care) -> str:
    level = care.past.level if care.in_frame else "crisis"
    return care.content.clinic.fill(care.content.safety_replies.resources[level])


def _with_resume(draft: Draft, care: Care) -> Draft:
    if not care.loop_paused:
        return draft
    choice = care.content.replies["resume_offer"].choices[0]
    return replace(draft, choices=(*draft.choices, {"id": choice.id, "title": choice.title}))


def unsaved(draft: Draft, now: datetime, seq: int) -> dict[str, Any]:
    """A message in the API's shape that could not be stored yet; `seq` 0 when its number is not known."""
    return {
        "seq": seq,
        "id": str(uuid.uuid4()),
        "from": draft.sender,
        "kind": draft.kind,
        "topic": draft.topic,
        "text": draft.text,
        **draft.payload,
        "at": now.isoformat(),
    }


def _fixed(content: Content, reply: Reply, kind: str, trace: Mapping[str, Any]) -> Draft:
    choices = tuple({"id": choice.id, "title": choice.title} for choice in reply.choices)
    return Draft(kind, content.clinic.fill(reply.text), choices=choices, trace=trace)
