"""Database triggers that refuse UPDATE and DELETE on the audit log, for SQLite and PostgreSQL.

Set by `manage.py protect_audit`, not by a migration: test databases are emptied after each test.
"""

from __future__ import annotations

from django.db import connection

TABLE = "privacy_auditentry"
_SQLITE = """CREATE TRIGGER IF NOT EXISTS audit_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
_FUNCTION = """CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"""
_POSTGRES = """CREATE OR REPLACE TRIGGER audit_no_{verb} BEFORE {verb} ON {table}
EXECUTE FUNCTION audit_append_only()"""
_VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


def protect() -> None:
    """Set the triggers; repeatable. Raises KeyError on another database."""
    verbs = _VERBS[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        statement = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
        for verb in verbs:
            cursor.execute(statement.format(verb=verb, table=TABLE))


def protected() -> bool:
    """Whether every trigger is there."""
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        names = {row[0] for row in cursor.fetchall()}
    return {f"audit_no_{verb}" for verb in _VERBS[connection.vendor]} <= names
