"""Fixtures for every test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.stack.fixtures"]
ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("FRONTDESK_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data; tests that use it skip where it is absent."""
    if not (SHARED / "eval").is_dir():
        pytest.skip(f"no measuring data in {SHARED} (set FRONTDESK_SHARED)")
    return SHARED


@pytest.fixture(autouse=True)
def plain_static_files(settings: object) -> None:
    """Templates name static files without collecting them first."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
