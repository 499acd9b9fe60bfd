"""Backups: sealed, whole, refused when damaged, into an empty place only; keys that change."""

from __future__ import annotations

import io
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import get_commands, load_command_class

from frontdesk.__main__ import FOR_PEOPLE, overview
from frontdesk.privacy.sealed import PIECE, Unsealable, seal, unseal

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Quetzalcanary Ulloa"


class TestSealed:
    @pytest.mark.parametrize("pieces", [[], [b""], [b"a"], [b"a", b"b" * PIECE, b"c"]])
    def test_there_and_back(self, pieces: list[bytes]) -> None:
        out = io.BytesIO()
        seal(pieces, out)
        assert b"".join(unseal(io.BytesIO(out.getvalue()))) == b"".join(pieces)

    def test_cut_off_swapped_damaged_or_another_key(self, settings: Any) -> None:
        out = io.BytesIO()
        seal([b"one", b"two", b"three"], out)
        whole = out.getvalue()
        size = len(whole)
        flipped = whole[: size // 2] + bytes([whole[size // 2] ^ 1]) + whole[size // 2 + 1 :]
        for bad in (whole[:-1], whole[: size * 2 // 3], flipped, b"PK\x03\x04" + whole, b""):
            with pytest.raises(Unsealable):
                list(unseal(io.BytesIO(bad)))
        settings.FIELD_KEYS = (Fernet.generate_key().decode(),)
        with pytest.raises(Unsealable, match="FRONTDESK_FIELD_KEYS"):
            list(unseal(io.BytesIO(whole)))


class Machine:
    """An installation of its own: a data folder and secrets."""

    def __init__(self, folder: Path, secrets: dict[str, str]) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.env = {**os.environ, "FRONTDESK_DATA_DIR": str(folder), "DATABASE_URL": "", **secrets}
        self.env["PYTHONWARNINGS"] = "ignore"

    def run(self, *words: str, code: int = 0, text: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "frontdesk", *words],
            cwd=ROOT,
            env=self.env,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr[-800:]
        return done.stdout + done.stderr

    def shell(self, code: str) -> str:
        return self.run("shell", "--no-imports", "-c", code)


FILL = f"""
from django.utils import timezone
from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.services import raise_case
now = timezone.now()
one = Conversation.objects.create(token_hash="t", address_hash="", created_at=now, last_seen_at=now)
Message.objects.create(conversation=one, seq=1, sender="visitor", kind="text", text="{CANARY}", at=now)
print(raise_case(one, kind="person", prefix="OT", now=now, person={{"name": "{CANARY}"}}).reference)
"""
CASE = "from frontdesk.handoffs.models import Case"
READ = f"{CASE}; print(Case.objects.get().person['name'])"


def secrets(*keys: str) -> dict[str, str]:
    return {
        "DJANGO_SECRET_KEY": "s" * 60,
        "FRONTDESK_FIELD_KEYS": ",".join(keys),
        "FRONTDESK_INTERNAL_SECRET": "i" * 40,
    }


@pytest.fixture
def old_key() -> str:
    return Fernet.generate_key().decode()


@pytest.fixture
def machine(tmp_path: Path, old_key: str) -> Machine:
    made = Machine(tmp_path / "one", secrets(old_key))
    made.run("migrate", "--verbosity", "0")
    made.shell(FILL)
    made.run("add-staff", "dana", "--role", "front_desk")
    return made


@pytest.mark.stack
@pytest.mark.promise("P40")
@pytest.mark.promise("P36")
def test_a_backup_goes_into_an_empty_place_and_tells_a_thief_nothing(
    machine: Machine, tmp_path: Path, old_key: str
) -> None:
    file = tmp_path / "b.frontdesk"
    machine.run("backup", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"Quetzalcanary" not in file.read_bytes() and b"SQLite" not in file.read_bytes()
    assert "never overwrites" in machine.run("backup", str(file), code=1)
    other = Machine(tmp_path / "two", secrets(old_key))
    assert "Everything opens" in other.run("restore", str(file))
    assert other.shell(READ).strip() == CANARY
    assert "already" in other.run("restore", str(file), code=1)
    assert "Everything opens" in other.run("restore", "--replace", str(file))
    assert list(other.folder.glob("*.before-restore-*")), "what was there is kept aside"
    stranger = Machine(tmp_path / "three", secrets(Fernet.generate_key().decode()))
    assert "does not open" in stranger.run("restore", str(file), code=1)


@pytest.mark.stack
@pytest.mark.promise("P36")
def test_keys_rotate_and_a_wrong_key_is_noticed(machine: Machine, old_key: str) -> None:
    new_key = machine.run("rotate-keys", "--new").strip()
    machine.env |= secrets(new_key, old_key)
    assert "rows are encrypted with the first key" in machine.run("rotate-keys")
    machine.env |= secrets(new_key)
    assert machine.shell(READ).strip() == CANARY
    assert machine.run("check-keys") == ""
    machine.env |= secrets(old_key)
    assert "put back the key" in machine.run("check-keys", code=1)
    assert "add the key it was written with" in machine.run("rotate-keys", code=1)
    database = (machine.folder / "frontdesk.sqlite3").read_bytes()
    assert b"Quetzalcanary" not in database


@pytest.mark.stack
def test_erase_by_command_asks_and_is_audited(machine: Machine) -> None:
    with sqlite3.connect(machine.folder / "frontdesk.sqlite3") as opened:
        (reference,) = opened.execute("SELECT reference FROM handoffs_case").fetchone()
    opened.close()
    assert "nothing was erased" in machine.run("erase", reference, code=1, text="no\n")
    assert "is erased" in machine.run("erase", reference.lower(), text=f"{reference}\n")
    assert "{}" in machine.shell(
        "from frontdesk.handoffs.models import Case; print(Case.objects.get().person)"
    )
    assert "no case" in machine.run("erase", "OT-NONE", "--yes", code=1)
    read = "from frontdesk.privacy.models import AuditEntry; print(AuditEntry.objects.get().action)"
    assert machine.shell(read).strip() == "erased"


def test_the_overview_names_every_command_with_its_help() -> None:
    told = overview()
    for name in FOR_PEOPLE:
        assert f"  {name.replace('_', '-')} " in told
        command = load_command_class(str(get_commands()[name]), name)
        assert len(command.help) > 40 and "usage:" in command.create_parser("frontdesk", name).format_help()
