"""Throw-away secrets and a throw-away data folder, set before pytest-django reads the settings.

Loaded by `-p tests.settings_env` (pyproject.toml): conftest.py would be too late.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

_folder = Path(tempfile.mkdtemp(prefix="frontdesk-tests-"))
(_folder / "static").mkdir()

os.environ.update(
    DJANGO_SECRET_KEY="tests-only-" + "x" * 50,
    FRONTDESK_FIELD_KEYS=Fernet.generate_key().decode(),
    FRONTDESK_INTERNAL_SECRET="tests-only-" + "y" * 32,
    FRONTDESK_DATA_DIR=str(_folder),
    FRONTDESK_PRODUCTION="off",
    FRONTDESK_SECURE_COOKIES="off",
    FRONTDESK_REQUIRE_REVIEW="off",
    FRONTDESK_FLOOD_LIMITS="on",
    FRONTDESK_ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    FRONTDESK_EMBED_ORIGINS="https://www.clinic.example",
    DATABASE_URL=os.environ.get("FRONTDESK_TEST_DATABASE_URL", ""),  # else SQLite
    RASA_TELEMETRY_ENABLED="false",
)
