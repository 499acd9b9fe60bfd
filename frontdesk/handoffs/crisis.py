"""A crisis that no clinician has cleared yet: it stays open, and a clinician can be asked to clear it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from frontdesk.chat.models import Conversation
from frontdesk.handoffs import routing
from frontdesk.handoffs.models import Case, Todo

FIRST = "a clinician has to clear this first: say what was done, or ask one to look"
CLEAR_IT = "Please look at this crisis, and clear it when the person is safe."


def chats_in_care(case: Case) -> QuerySet[Conversation]:
    """The chats of the case, and of those joined to it, in which the danger heard was not cleared."""
    mine = Case.objects.filter(Q(pk=case.pk) | Q(joined_to_id=case.pk))
    return Conversation.objects.filter(pk__in=mine.values("conversation"), care=True)


def uncleared(case: Case) -> bool:
    """Whether the case must stay open until a clinician has cleared it."""
    return chats_in_care(case).exists()


def clinicians() -> QuerySet[Any]:
    """Who can be asked to clear a crisis."""
    return routing.workers().filter(groups__name="clinician").order_by("first_name", "username")


def asked(case: Case) -> list[Any]:
    """The colleagues who were asked to clear it and have not done so."""
    return [todo.user for todo in _asked(case)]


def end(case: Case, now: datetime) -> None:
    """The danger is over: the assistant answers normally again, and who was asked need not come."""
    chats_in_care(case).update(care=False)
    Todo.objects.filter(pk__in=[todo.pk for todo in _asked(case)]).update(done_at=now)


def _asked(case: Case) -> list[Todo]:
    open_tasks = case.todos.filter(what=Todo.What.TASK, done_at__isnull=True).order_by("pk")
    return [todo for todo in open_tasks.select_related("user", "event") if todo.event.detail == CLEAR_IT]
