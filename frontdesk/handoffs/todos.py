"""Mentions and tasks: what a note asks of a colleague."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdesk.handoffs import crisis, routing
from frontdesk.handoffs.models import Case, CaseEvent, Todo
from frontdesk.handoffs.notices import tell
from frontdesk.handoffs.services import add_note

_MENTION = re.compile(r"(?<![\w@.])@([\w.+-]{2,60}?)(?=[.,;:!?)]*(?:\s|$))")


def note(case: Case, text: str, *, actor: Any, now: datetime, task_for: Any = None) -> CaseEvent:
    """Keep a note; @user names in it tell those colleagues, `task_for` makes it someone's task.

    Raises ValueError when the task is for someone who does not work on cases.
    """
    people = {person.get_username().casefold(): person for person in routing.workers()}
    if task_for is not None and task_for not in people.values():
        raise ValueError("a task is for someone who works on cases")
    with transaction.atomic():
        event = add_note(case, text, actor=actor, now=now)
        named = {name.casefold() for name in _MENTION.findall(text)} & set(people)
        for person in [people[name] for name in sorted(named)]:
            if person != actor and person != task_for:
                _ask(event, person, Todo.What.MENTION, now)
        if task_for is not None:
            _ask(event, task_for, Todo.What.TASK, now)
        return event


def ask_to_clear(case: Case, person: Any, *, actor: Any, now: datetime) -> None:
    """Make it a clinician's task to clear the crisis. That sees to nobody yet; asking twice is asking once.

    Raises ValueError unless `person` is a clinician.
    """
    if person is None or not crisis.clinicians().filter(pk=person.pk).exists():
        raise ValueError("choose a clinician")
    with transaction.atomic():
        if person not in crisis.asked(case):
            event = add_note(case, crisis.CLEAR_IT, actor=actor, now=now, attends=False)
            _ask(event, person, Todo.What.TASK, now)


def _ask(event: CaseEvent, person: Any, what: str, now: datetime) -> None:
    Todo.objects.create(case=event.case, event=event, user=person, what=what, at=now)
    if person.email and person != event.actor:
        tell(event.case, str(what), f"user:{person.pk}", now, number=event.pk)


def seen(case: Case, user: Any, now: datetime) -> None:
    """The colleague has the case open: mentions are read."""
    mine = Todo.objects.filter(case=case, user=user, what=Todo.What.MENTION, done_at__isnull=True)
    mine.update(done_at=now)


def finish(case: Case, pk: int, *, actor: Any, now: datetime) -> None:
    """A task is done. Raises ValueError when there is no such task open in the case."""
    with transaction.atomic():
        done = Todo.objects.filter(pk=pk, case=case, what=Todo.What.TASK, done_at__isnull=True)
        if done.update(done_at=now) == 0:
            raise ValueError("that task is done already")
        CaseEvent.objects.create(case=case, at=now, actor=actor, what="task_done")
