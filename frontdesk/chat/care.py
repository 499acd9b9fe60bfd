"""What is said when danger is heard, and the care frame the chat stays in afterwards until staff clear it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from frontdesk.chat.content import Content
from frontdesk.chat.drafts import Draft
from frontdesk.safety import Reply, Verdict

KEPT_IN_CARE = ("answer", "decline", "handoff", "error")  # what a visitor in danger may still be told


@dataclass(frozen=True)
class Care:
    """How a turn stands.

    `in_frame`: danger was heard earlier. `resources`: add the one line to a normal reply, because of `rows`.
    `loop_open`: the visitor chose to go on with the intake all the same. `loop_paused`: an intake waits to
    be resumed.
    """

    content: Content
    in_frame: bool
    resources: bool
    loop_open: bool = False
    loop_paused: bool = False
    rows: tuple[str, ...] = ()


def danger_draft(content: Content, verdict: Verdict) -> Draft:
    """The fixed reply of data/safety for the verdict's level."""
    reply = content.safety_replies.by_level[verdict.level]
    return _fixed(content, reply, verdict.level, {"rows": list(verdict.rows)})


def in_care(drafts: Sequence[Draft], care: Care) -> list[Draft]:
    """The turn's drafts with the resources kept on screen; nothing that sells or asks in the care frame."""
    if care.in_frame and not care.loop_open:
        # a reproach over amounts and checks helps nobody who is in danger: the resources stand alone then
        kept = [draft for draft in drafts if draft.kind in KEPT_IN_CARE and draft.topic != "misuse"]
        replies = care.content.safety_replies
        frame = _fixed(care.content, replies.care, "crisis", {"rows": ["care"]})
        if kept:  # something was asked and answered: the whole block again would bury it
            frame = replace(frame, text=replies.resources)
        return [*kept, replace(frame, choices=frame.choices + _resume(care))]
    if care.resources or care.in_frame:
        line = Draft("info", care.content.safety_replies.resources, trace={"rows": ["resources", *care.rows]})
        return [line, *drafts]
    return list(drafts)


def _resume(care: Care) -> tuple[dict[str, str], ...]:
    if not care.loop_paused:
        return ()
    choice = care.content.replies["resume_offer"].choices[0]
    return ({"id": choice.id, "title": choice.title},)


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


def _fixed(content: Content, reply: Reply, kind: str, trace: dict[str, Any]) -> Draft:
    choices = tuple({"id": choice.id, "title": choice.title} for choice in reply.choices)
    return Draft(kind, content.clinic.fill(reply.text), choices=choices, trace=trace)
