"""Everything the case page shows, read at once, so that the look and its audit row are one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from frontdesk.handoffs import crisis, joining, naming
from frontdesk.handoffs.models import Case, Takeover, Todo
from frontdesk.handoffs.services import MOVES
from frontdesk.staff import contacts, looks, scores, transcript, words
from frontdesk.staff import history as stories
from frontdesk.staff.answers import answers_for_case, consent_last, finished_intake, scores_for_case
from frontdesk.staff.roles import LABELS

SCREEN = "safety screen"
SEVERITIES = {"urgent": 0, "crisis": 0, "high": 1, "review": 2, "medium": 2, "low": 3, "info": 3}


@dataclass(frozen=True)
class Related:
    """Another case of the person: why it is shown, and whether it can be joined to this one."""

    case: Case
    why: str
    can_join: bool


@dataclass(frozen=True)
class Note:
    """A note with what it asks of whom."""

    line: stories.Line
    todos: list[Todo]


@dataclass(frozen=True)
class CasePage:
    """Values only: rendering it asks the database nothing about the visitor."""

    case: Case
    name: str
    phone: str
    email: str
    contact_ok: str
    contact_time: str
    flags: list[dict[str, Any]]
    sections: list[Any]
    scores: list[Any]
    lines: list[transcript.Line]
    earlier: bool
    history: list[stories.Line]
    notes: list[Note]
    moves: list[tuple[str, str]]
    overdue: bool
    talker: Any  # the colleague in the chat
    person: dict[str, str]
    related: list[Related]
    team: str
    links: dict[str, str]  # addresses that call, text and mail open; those that are allowed
    in_chat: list[contacts.Way]  # phones and e-mails found in what the visitor wrote, beside the given ones
    uncleared: bool  # danger was heard, and no clinician has cleared it: it stays open
    asked: list[str]  # who was asked to clear it
    name_is_ours: bool  # staff may write the name
    finished: bool  # an intake was sent: the case can leave as FHIR

    @property
    def waits(self) -> bool:
        """Nobody has attended to it, and a time is set for that."""
        return self.case.is_open and self.case.attended_at is None and self.case.due_at is not None

    @property
    def phone_in_chat(self) -> contacts.Way | None:
        """The latest number written in the chat."""
        return next((way for way in self.in_chat if way.is_phone), None)


def find(reference: str, *, lock: bool = False) -> Case:
    """The case of a reference; `lock` holds it to the transaction's end. Raises Http404 if there is none."""
    cases = Case.objects.select_related("conversation", "owner", "joined_to").prefetch_related("joined_cases")
    if lock:
        cases = cases.select_for_update(of=("self",))
    case = cases.filter(reference=reference.upper()[:16]).first()
    if case is None:
        raise Http404
    return case


def version(case: Case) -> str:
    """Changes whenever the case does: a page shown before is then stale."""
    return f"{case.updated_at.timestamp():.6f}"


def last_change(case: Case) -> str:
    """Who did what last, as a sentence."""
    event = case.events.select_related("actor").last()
    if event is None:
        return ""
    told = stories.line(event)
    return f"{words.shown(told.who)}: {told.text}." if told.who else f"{told.text}."


def build(case: Case, now: datetime, *, whole: bool = False) -> CasePage:
    """Read the page; `whole` takes the transcript from its beginning."""
    person = {key: words.shown(value) for key, value in case.person.items() if value not in (None, "")}
    person["date_of_birth"] = words.birthday(person.get("date_of_birth", ""), now)
    lines = transcript.lines(case.conversation, limit=5000 if whole else transcript.SHOWN)
    sections = consent_last(answers_for_case(case))
    events = list(case.events.select_related("actor"))
    told, uncleared = [stories.line(event) for event in events], crisis.uncleared(case)
    return CasePage(
        case=case,
        name=person.get("name", ""),
        phone=words.phone(person.get("phone", "")),
        email=person.get("email", ""),
        contact_ok=_contact_ok(case.person.get("contact_ok")),
        contact_time=person.get("contact_time", ""),
        flags=_flags(case, lines),
        sections=sections,
        scores=[scores.draw(score) for score in scores_for_case(case)] if sections else [],
        lines=lines,
        earlier=bool(lines) and lines[0].seq > 1,
        history=looks.merged([line for line in told if not line.note], case.reference),
        notes=_notes(case, told),
        moves=[(status, _verb(case, status)) for status in MOVES[case.status]],
        talker=_talker(case),
        person=person,
        related=_related(case),
        links=_links(case),
        in_chat=contacts.in_chat(lines, case.person),
        uncleared=uncleared,
        asked=[words.person_name(user) for user in crisis.asked(case)] if uncleared else [],
        name_is_ours=case.is_open and naming.may_name(case, events),
        finished=bool(sections) and finished_intake(case) is not None,
        team=LABELS.get(case.team, ""),
        overdue=bool(case.is_open and case.attended_at is None and case.due_at and case.due_at < now),
    )


def _verb(case: Case, status: str) -> str:
    """What the button of a move says."""
    verbs = {"new": "Back to new", "in_progress": "Start work", "waiting": "Wait for the patient"}
    if not case.is_open:
        verbs = {"new": "Reopen as new", "in_progress": "Reopen and start work"}
    elif case.status == Case.Status.WAITING:
        verbs["in_progress"] = "Go on working"
    return verbs.get(status, Case.Status(status).label)


def _links(case: Case) -> dict[str, str]:
    """What a press on the phone or the e-mail does; texting only with the visitor's leave."""
    phone, email = str(case.person.get("phone") or ""), str(case.person.get("email") or "")
    return {
        "call": contacts.call(phone),
        "text": contacts.text(phone, case.person.get("contact_ok")),
        "mail": contacts.mail(email),
    }


def _talker(case: Case) -> Any:
    takeover = Takeover.objects.select_related("user").filter(conversation_id=case.conversation_id).first()
    return takeover.user if takeover else None


def _notes(case: Case, told: list[stories.Line]) -> list[Note]:
    """The notes, newest first."""
    todos: dict[int, list[Todo]] = {}
    for todo in case.todos.select_related("user").order_by("pk"):
        todos.setdefault(todo.event_id, []).append(todo)
    return [Note(line, todos.get(line.event, [])) for line in reversed(told) if line.note]


def _related(case: Case) -> list[Related]:
    """Other cases of the same chat, joined ones, or with the same whole e-mail or phone; never by name."""
    same = set(joining.same_contact(case).values_list("pk", flat=True))
    rows = []
    for other in joining.related(case)[:10]:
        joined = other.joined_to_id == case.pk
        chat = other.conversation_id == case.conversation_id
        why = "joined to this case" if joined else "same chat" if chat else "same phone or e-mail"
        rows.append(Related(other, why, case.is_open and other.is_open and other.pk in same))
    return rows


def _flags(case: Case, lines: list[transcript.Line]) -> list[dict[str, Any]]:
    """Gravest first. What the safety screen heard is shown in the visitor's words, once for each message."""
    said = {line.seq: line.text for line in lines if line.side == "visitor"}
    heard = {int(flag["seq"]) for flag in case.flags if flag.get("seq")}
    said |= transcript.said(case.conversation, heard - set(said))
    flags: dict[object, dict[str, Any]] = {}
    for flag in case.flags:
        seq = flag.get("seq") or 0
        made = flags.setdefault(seq or str(flag["id"]), _flag(flag, said.get(seq, "")))
        if seq:
            made["rules"].append(words.shown(flag["id"]))
    return sorted(flags.values(), key=lambda flag: SEVERITIES.get(flag["severity"], 2))


def _flag(flag: dict[str, Any], quote: str) -> dict[str, Any]:
    rule = flag.get("source") == SCREEN and not flag.get("note")
    said = "A reason to check in" if flag.get("severity") == "review" else "Words of danger"
    note = said if rule else flag.get("note") or str(flag["id"]).replace("_", " ")
    return {
        "severity": str(flag.get("severity") or "review"),
        "note": words.shown(note),
        "source": words.shown(flag.get("source") or ""),
        "quote": quote,
        "rules": [] if flag.get("seq") or not rule else [words.shown(flag["id"])],
    }


def _contact_ok(value: Any) -> str:
    """Whether a message may be left, as the visitor answered it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "A message may be left" if value else "Do not leave a message"
    return words.shown(value)
