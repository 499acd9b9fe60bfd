"""The list of cases: its views, their counts, and one row a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case as If
from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, When

from frontdesk.chat.models import Message
from frontdesk.handoffs.facts import topic_title
from frontdesk.handoffs.finding import flag_key
from frontdesk.handoffs.models import Case, CaseKey, Todo
from frontdesk.staff import words
from frontdesk.staff.answers import flag_choices
from frontdesk.staff.roles import LABELS, roles_of

PAGE = 50  # rows
EXPORT = 5000  # rows of a file
DAYS = {"1": "Last 24 hours", "7": "Last 7 days", "30": "Last 30 days"}
FILTERS = ("kind", "status", "owner", "days", "since", "until", "flag", "topic")
OPEN = ~Q(status=Case.Status.CLOSED)


@dataclass(frozen=True)
class View:
    """A saved view: what it is called, what is said when it is empty, and its order (none: in_order)."""

    id: str
    title: str
    empty: str
    order: tuple[str, ...] = ()


VIEWS = {
    view.id: view
    for view in (
        View("open", "All open", "Nothing is waiting. New cases appear here."),
        View("mine", "Mine", "No open case is yours. Take one from “Unassigned”."),
        View("team", "My team’s", "No case waits for someone of your role."),
        View("asked", "Asked of me", "Nobody has asked anything of you: no open tasks, no new mentions."),
        View("unassigned", "Unassigned", "Every open case has an owner."),
        View("urgent", "Urgent", "No urgent case is open."),
        View("overdue", "Overdue", "Nothing is overdue."),
        View("waiting", "Waiting", "No case is waiting for its patient."),
        View("closed", "Closed", "No case has been closed yet.", ("-closed_at",)),
    )
}


@dataclass(frozen=True)
class Wanted:
    """A part of the list: a view, narrowed by what is not ""; page from 1.

    `flag`: id, `topic`: FAQ slug, `since` and `until`: the first and last day of opening, ISO.
    """

    view: View
    kind: str = ""
    status: str = ""
    owner: str = ""
    days: str = ""
    since: str = ""
    until: str = ""
    flag: str = ""
    topic: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """The same part of the list as an address's query, without the page."""
        return urlencode({"view": self.view.id, **self.filters})

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, as form fields."""
        every = {key: getattr(self, key) for key in FILTERS}
        return {key: value for key, value in every.items() if value}


@dataclass(frozen=True)
class Row:
    """One case as the list shows it."""

    case: Case
    name: str
    reach: str
    flags: tuple[str, ...]
    more_flags: int
    overdue: bool
    due: str
    team: str
    said: str  # what was flagged of the visitor's words, or their last line; see quotes.py


def read_wanted(query: Mapping[str, Any]) -> Wanted | None:
    """From a query or form; None for a view that does not exist, defaults for anything else odd."""
    view = VIEWS.get(str(query.get("view") or "open"))
    if view is None:
        return None
    given = {key: str(query.get(key) or "") for key in (*FILTERS, "page")}
    owner, page = given["owner"], given["page"]
    return Wanted(
        view,
        kind=given["kind"] if given["kind"] in Case.Kind.values else "",
        status=given["status"] if given["status"] in Case.Status.values else "",
        owner=owner if owner.isascii() and owner.isdigit() and len(owner) < 10 else "",
        days=given["days"] if given["days"] in DAYS else "",
        since=_day(given["since"]),
        until=_day(given["until"]),
        flag=given["flag"] if given["flag"] in dict(flag_choices()) else "",
        topic=given["topic"] if topic_title(given["topic"]) else "",
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def condition(view: str, user: Any, now: datetime) -> Q:
    """What belongs to a view."""
    return {
        "open": OPEN,
        "mine": OPEN & Q(owner=user),
        "team": OPEN & Q(owner__isnull=True, team__in=roles_of(user)),
        "asked": Q(pk__in=Todo.objects.filter(user=user, done_at__isnull=True).values("case")),
        "unassigned": OPEN & Q(owner__isnull=True),
        "urgent": OPEN & Q(urgent=True),
        "overdue": OPEN & Q(attended_at__isnull=True, due_at__lt=now),
        "waiting": Q(status=Case.Status.WAITING),
        "closed": Q(status=Case.Status.CLOSED),
    }[view]


def counts(user: Any, now: datetime) -> dict[str, int]:
    """How many cases each view of open ones holds, and `alarm`: how many urgent ones are overdue."""
    # first: after the view of that name, `urgent` would be its count
    wanted = {"alarm": Count("pk", filter=condition("overdue", user, now) & Q(urgent=True))}
    wanted |= {view: Count("pk", filter=condition(view, user, now)) for view in VIEWS if view != "closed"}
    return dict(Case.objects.filter(OPEN).aggregate(**wanted))


def selection(wanted: Wanted, user: Any, now: datetime) -> QuerySet[Case]:
    """All cases that are wanted, in the view's order; the page is not applied."""
    cases = narrow(Case.objects.filter(condition(wanted.view.id, user, now)), wanted, now)
    return in_order(cases, wanted.view, now).select_related("owner")


def in_order(cases: QuerySet[Case], view: View, now: datetime) -> QuerySet[Case]:
    """Urgent ones first; of these and of the others: overdue, then nobody's, then what is due soonest."""
    if view.order:
        return cases.order_by(*view.order, "-pk")
    waits = Q(attended_at__isnull=True)
    marked = cases.annotate(
        late=If(When(waits & Q(due_at__lt=now), then=0), default=1),
        taken=If(When(owner__isnull=True, then=0), default=1),
        due=If(When(waits, then=F("due_at")), output_field=DateTimeField()),
    )
    return marked.order_by("-urgent", "late", "taken", F("due").asc(nulls_last=True), "-created_at", "-pk")


def narrow(cases: QuerySet[Case], wanted: Wanted, now: datetime) -> QuerySet[Case]:
    """Those of `cases` that every set filter lets through."""
    if wanted.kind:
        cases = cases.filter(kind=wanted.kind)
    if wanted.status:
        cases = cases.filter(status=wanted.status)
    if wanted.owner:
        cases = cases.filter(owner_id=int(wanted.owner))
    if wanted.since:
        cases = cases.filter(created_at__gte=_midnight(wanted.since))
    if wanted.until:
        cases = cases.filter(created_at__lt=_midnight(wanted.until, 1))
    if wanted.flag:
        marked = CaseKey.objects.filter(digest=flag_key(wanted.flag)).values("case")
        cases = cases.filter(pk__in=marked)
    if wanted.topic:
        about = Message.objects.filter(conversation=OuterRef("conversation"), topic=wanted.topic)
        cases = cases.filter(Exists(about))
    if wanted.days:
        cases = cases.filter(created_at__gt=now - timedelta(days=int(wanted.days)))
    return cases


def _midnight(day: str, later: int = 0) -> datetime:
    """When a day begins at the clinic, or the day `later` days after it."""
    whole = date.fromisoformat(day) + timedelta(days=later)
    return datetime.combine(whole, time(), words.zone())


def rows(cases: list[Case], now: datetime, said: Mapping[int, str]) -> list[Row]:
    """The rows; `said`: the visitor's words to show, by case."""
    return [_row(case, now, said.get(case.pk, "")) for case in cases]


def _row(case: Case, now: datetime, said: str) -> Row:
    waits = case.is_open and case.attended_at is None and case.due_at is not None
    person = case.person
    flags = [words.shown(flag["note"]) for flag in case.flags if flag.get("note")]
    reach = [word for key, word in (("phone", "phone"), ("email", "e-mail")) if person.get(key)]
    return Row(
        case=case,
        name=words.shown(person.get("name") or ""),
        reach=" · ".join(reach),
        flags=tuple(flags[:2]),
        more_flags=max(0, len(flags) - 2),
        overdue=bool(waits and case.due_at and case.due_at < now),
        due=words.until(case.due_at, now) if waits and case.due_at else "",
        team=LABELS.get(case.team, ""),
        said=said,
    )


RECORD = (
    "Reference",
    "Kind",
    "Status",
    "Urgent",
    "Name",
    "Phone",
    "E-mail",
    "Owner",
    "Opened",
    "Due",
    "Closed",
    "Reason",
)


def as_record(case: Case) -> tuple[Any, ...]:
    """A case as a line of RECORD; times in the clinic's zone."""
    person = case.person
    moments = (words.clock(at) if at else "" for at in (case.created_at, case.due_at, case.closed_at))
    opened, due, closed = moments
    return (
        case.reference,
        case.get_kind_display(),
        case.get_status_display(),
        "yes" if case.urgent else "",
        person.get("name"),
        person.get("phone"),
        person.get("email"),
        words.person_name(case.owner),
        opened,
        due,
        closed,
        case.get_closed_reason_display() if case.closed_reason else "",
    )
