"""The four roles. A role is a Django group of the same name; a person may have several."""

from __future__ import annotations

from typing import Any

FRONT_DESK = "front_desk"
CLINICIAN = "clinician"
REVIEWER = "reviewer"
ADMIN = "admin"

LABELS = {
    FRONT_DESK: "Front desk",
    CLINICIAN: "Clinician",
    REVIEWER: "Content reviewer",
    ADMIN: "Admin",
}
ALL = frozenset(LABELS)
DESK = frozenset({FRONT_DESK, CLINICIAN, ADMIN})  # who works on cases


def roles_of(user: Any) -> frozenset[str]:
    """The user's roles, read once for a request; empty for someone signed out or deactivated."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    cached = getattr(user, "_frontdesk_roles", None)
    if cached is None:
        cached = frozenset(user.groups.values_list("name", flat=True)) & ALL
        user._frontdesk_roles = cached
    return frozenset(cached)
