"""Making staff accounts and giving them roles."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from frontdesk.handoffs import routing
from frontdesk.staff import second_factor
from frontdesk.staff.models import SignIn
from frontdesk.staff.roles import ADMIN, ALL, DESK

FIRST_USER = "admin"


def new_password() -> str:
    """About 107 random bits, without look-alike letters."""
    letters = "abcdefghijkmnpqrstuvwxyzACDEFGHJKMNPQRTWXYZ234679"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def add_person(username: str, roles: Iterable[str], *, name: str = "", email: str = "", password: str) -> Any:
    """Make an account. Raises ValidationError (weak password) and IntegrityError (name taken)."""
    chosen = frozenset(roles)
    if not chosen or not chosen <= ALL:
        raise ValueError(f"roles are: {', '.join(sorted(ALL))}")
    first, _, last = name.strip().partition(" ")
    user = get_user_model()(username=username, first_name=first[:150], last_name=last[:150], email=email)
    validate_password(password, user)
    user.set_password(password)
    with transaction.atomic():
        user.save(force_insert=True)
        set_roles(user, chosen)
    return user


def set_roles(user: Any, roles: Iterable[str]) -> None:
    """Make `roles` the whole of what the account may do; without work on cases, its cases go to others."""
    chosen = frozenset(roles)
    with transaction.atomic():
        groups = [Group.objects.get_or_create(name=role)[0] for role in sorted(chosen)]
        user.groups.set(groups)
        if not chosen & DESK:
            routing.hand_over(user, timezone.now())


def reset_password(user: Any, password: str) -> None:
    """Set a new password; every sign-in of the account ends."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sign_ins(user)


def end_sign_ins(user: Any) -> None:
    """Sign the account out everywhere, now."""
    keys = list(SignIn.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(user=user).delete()


def close(user: Any) -> None:
    """The account opens nothing any more; what it did stays in the records, its open cases go to others."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    routing.hand_over(user, timezone.now())
    end_sign_ins(user)


def reopen(user: Any) -> None:
    """Let a closed account in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])


# what an admin may do to an account with one button
CHANGES: dict[str, Callable[[Any], None]] = {
    "close": close,
    "reopen": reopen,
    "sign_out": end_sign_ins,
    "second_factor": second_factor.remove,
}


def first_person() -> tuple[str, str] | None:
    """The first account's user name and password, made when there is none at all; else None."""
    with transaction.atomic():
        if get_user_model().objects.exists():
            return None
        password = new_password()
        add_person(FIRST_USER, [ADMIN], password=password)
        return FIRST_USER, password
