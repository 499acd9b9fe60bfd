"""Fixtures for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from frontdesk.chat import turn

pytest_plugins = ["tests.stack.fixtures"]
ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("FRONTDESK_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data; tests that use it skip where it is absent."""
    if not (SHARED / "eval").is_dir():
        pytest.skip(f"no measuring data in {SHARED} (set FRONTDESK_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL does not drop a test database that a thread of some test still holds open."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the reply to words of danger must not outrun the database; some tests want it to."""
    monkeypatch.setattr(turn, "DANGER_SECONDS", 20.0)


@pytest.fixture(autouse=True)
def plain_static_files(settings: object) -> None:
    """Templates name static files without collecting them first."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
