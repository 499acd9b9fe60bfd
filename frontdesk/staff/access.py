"""Who may use which address of the console. A route that is not listed here is refused to everyone.

tests/staff/routes.csv says the same once more for every route, method and role (promise 24).
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.staff.roles import ADMIN, ALL, CLINICIAN, DESK, REVIEWER


@dataclass(frozen=True)
class Rule:
    """`methods` the route takes (HEAD goes with GET); `roles` that may use it; None = no sign-in needed."""

    methods: frozenset[str]
    roles: frozenset[str] | None
    before_second_factor: bool = False  # usable with the password alone
    live: bool = False  # asked by an open page by itself: does not count as activity


def _rule(methods: str, roles: frozenset[str] | None, **extra: bool) -> Rule:
    return Rule(frozenset(methods.split()), roles, **extra)


_LEADS = frozenset({CLINICIAN, ADMIN})
_ADMIN = frozenset({ADMIN})

RULES: dict[str, Rule] = {
    # signing in, one's own account
    "sign-in": _rule("GET POST", None),
    "sign-out": _rule("POST", ALL, before_second_factor=True),
    "second-factor": _rule("GET POST", ALL, before_second_factor=True),
    "home": _rule("GET", ALL),
    "account": _rule("GET", ALL),
    "account-password": _rule("POST", ALL),
    "account-sign-in-end": _rule("POST", ALL),
    "account-notices": _rule("POST", DESK),
    "account-codes": _rule("POST", ALL),
    "nothing-here": _rule("GET POST PUT PATCH DELETE", ALL),
    # the list
    "cases": _rule("GET", DESK),
    "search": _rule("POST", DESK),
    "view-save": _rule("POST", DESK),
    "view-remove": _rule("POST", DESK),
    "pulse": _rule("GET", DESK, live=True),
    "export": _rule("POST", _LEADS),
    # one case
    "case": _rule("GET", DESK),
    "case-print": _rule("GET", DESK),
    "case-export": _rule("POST", _LEADS),
    "case-fhir": _rule("POST", _LEADS),
    "case-fhir-push": _rule("POST", _LEADS),
    "case-pdf": _rule("POST", _LEADS),
    "case-move": _rule("POST", DESK),
    "case-assign": _rule("POST", DESK),
    "case-name": _rule("POST", DESK),
    "case-unite": _rule("POST", DESK),
    "case-note": _rule("POST", DESK),
    "case-task-done": _rule("POST", DESK),
    "case-ask": _rule("POST", DESK),
    "case-clear": _rule("POST", _LEADS),
    "case-join": _rule("POST", DESK),
    "case-say": _rule("POST", DESK),
    "case-give-back": _rule("POST", DESK),
    "case-live": _rule("POST", DESK, live=True),
    "canned": _rule("GET", DESK),
    "canned-change": _rule("POST", _LEADS),
    "answers": _rule("GET", ALL),
    "answer-sign": _rule("POST", frozenset({REVIEWER})),
    # the clinic
    "team": _rule("GET POST", _ADMIN),
    "team-person": _rule("POST", _ADMIN),
    "team-routes": _rule("POST", _ADMIN),
    "audit": _rule("GET", _ADMIN),
    "notices": _rule("GET", _ADMIN),
    "notice-hook": _rule("POST", _ADMIN),
    "notice-again": _rule("POST", _ADMIN),
}


def may(roles: frozenset[str], name: str) -> bool:
    """Whether someone with `roles` may use the route."""
    rule = RULES.get(name)
    return rule is not None and (rule.roles is None or bool(roles & rule.roles))
