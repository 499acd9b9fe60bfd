"""Who is told of what: the clinic's own mailbox always, people and webhooks as they chose.

A receiver is named by one word: "" the mailbox (STAFF_NOTICE_TO), "user:7" a colleague's e-mail,
"hook:desk" a webhook of the operator.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.handoffs import routing
from frontdesk.handoffs.delivery import webhooks
from frontdesk.handoffs.models import Case, Channel

MAILBOX = ""
ESCALATED_TO = "admin"  # the role that hears of overdue cases
ANNOUNCED = {"new": "New cases", "urgent": "Urgent ones", "overdue": "Overdue ones", "more": "More on a case"}
# what happens to a case, as JSON webhooks are told of it
EVENTS = frozenset(
    (
        *("created", "routed", "assigned", "status", "closed", "reopened", "cleared", "erased"),
        *("joined", "became", "took_in", "joined_to"),
    )
)
ONLY_ANNOUNCED = frozenset({"urgent", "overdue"})  # for JSON webhooks: the rest comes as an event


def receivers(case: Case, what: str) -> Iterator[str]:
    """Everyone who is told that `what` (a key of ANNOUNCED) holds for the case."""
    yield MAILBOX
    rows = {row.to: row for row in Channel.objects.all()}
    for name, target in webhooks().items():
        to = f"hook:{name}"
        if target.form == "json" and what not in ONLY_ANNOUNCED:
            continue
        if wants(rows.get(to), case, what):
            yield to
    people = {f"user:{person.pk}": person for person in routing.workers().exclude(email="")}
    if what == "overdue":  # escalated: admins are told unless they chose otherwise
        admins = routing.workers().filter(groups__name=ESCALATED_TO).values_list("pk", flat=True)
        yield from (f"user:{pk}" for pk in admins if f"user:{pk}" in people and f"user:{pk}" not in rows)
    for to, row in rows.items():
        person = people.get(to)
        if person is None or not wants(row, case, what):
            continue
        roles = set(person.groups.values_list("name", flat=True))
        if not row.only_mine or case.owner_id == person.pk or (case.owner_id is None and case.team in roles):
            yield to


def wants(row: Channel | None, case: Case, what: str) -> bool:
    """Whether the choice covers it; a webhook about which nothing was chosen gets everything."""
    if row is None:
        return True
    return what in row.whats and (not row.kinds or case.kind in row.kinds)


def of_events(case: Case) -> Iterator[str]:
    """The JSON webhooks that are told of everything that happens to the case."""
    rows = {row.to: row for row in Channel.objects.filter(to__startswith="hook:")}
    for name, target in webhooks().items():
        row = rows.get(f"hook:{name}")
        if target.form == "json" and (row is None or not row.kinds or case.kind in row.kinds):
            yield f"hook:{name}"


def choose(to: str, *, whats: list[str], kinds: list[str], only_mine: bool = False) -> None:
    """Keep what a receiver wants. Raises ValueError for what does not exist."""
    if not set(whats) <= set(ANNOUNCED) or not set(kinds) <= set(Case.Kind.values):
        raise ValueError("choose from what is offered")
    Channel.objects.update_or_create(to=to, defaults={"whats": whats, "kinds": kinds, "only_mine": only_mine})
