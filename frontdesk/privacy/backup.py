"""Backing the database up while it works, and putting a backup into an empty one. SQLite and PostgreSQL.

The file is sealed as a whole (frontdesk/privacy/sealed.py). It holds no key: keep .env somewhere else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from frontdesk.privacy.sealed import PIECE, seal, unseal


class CannotBackUp(Exception):
    """Why a backup was not made or not restored, as a sentence without personal text."""


def make(target: Path, now: datetime) -> dict[str, Any]:
    """Write a backup of this moment to a new file readable by its owner alone; returns its manifest."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as folder:
        copy = Path(folder) / "copy"
        _snapshot(copy)
        manifest = {
            "made_at": now.astimezone(timezone.utc).isoformat(timespec="seconds"),
            "engine": connection.vendor,
            "bytes": copy.stat().st_size,
            "sha256": _sha256(copy),
        }
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            with copy.open("rb") as source:
                seal(_pieces(json.dumps(manifest).encode(), source), out)
            out.flush()
            os.fsync(out.fileno())
    return manifest


def restore(source: Path, *, replace: bool, now: datetime) -> dict[str, Any]:
    """Put the backup into the configured database, brought up to this version; returns its manifest.

    Raises CannotBackUp and sealed.Unsealable. What was there is moved aside with `replace` (SQLite).
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restore-") as folder:
        copy = Path(folder) / "copy"
        manifest = _unpack(source, copy)
        if manifest["engine"] != connection.vendor:
            raise CannotBackUp(f"this backup is of {manifest['engine']}, the database is {connection.vendor}")
        if _in_use() and not replace:
            raise CannotBackUp(
                "there are accounts or chats in the database already (--replace moves them aside)"
            )
        if connection.vendor == "sqlite":
            _put_sqlite(copy, now)
        else:
            _put_postgres(copy)
    call_command("migrate", verbosity=0)
    call_command("protect_audit")
    return manifest


def _pieces(manifest: bytes, source: IO[bytes]) -> Iterator[bytes]:
    yield manifest
    while piece := source.read(PIECE):
        yield piece


def _unpack(source: Path, copy: Path) -> dict[str, Any]:
    with source.open("rb") as file, copy.open("wb") as out:
        pieces = unseal(file)
        manifest: dict[str, Any] = json.loads(next(pieces))
        for piece in pieces:
            out.write(piece)
    if _sha256(copy) != manifest["sha256"]:
        raise CannotBackUp("what came out of the file is not what went in")
    return manifest


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _in_use() -> bool:
    """Whether the database holds accounts or chats."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in {"auth_user", "chat_conversation"} & tables:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  (names of ours)
            if cursor.fetchone():
                return True
    return False


def _snapshot(copy: Path) -> None:
    """One moment of the database; others read and write on meanwhile."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return
    _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={copy}")


def _put_sqlite(copy: Path, now: datetime) -> None:
    database = Path(settings.DATABASES["default"]["NAME"])
    with sqlite3.connect(copy) as opened:
        if opened.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CannotBackUp("the database in the backup is damaged")
    opened.close()
    connections.close_all()
    aside = f"{database}.before-restore-{now:%Y%m%d%H%M%S}"
    for ending in ("", "-wal", "-shm"):
        if Path(f"{database}{ending}").exists():
            Path(f"{database}{ending}").replace(f"{aside}{ending}")
    copy.chmod(0o600)
    copy.replace(database)


def _put_postgres(copy: Path) -> None:
    _postgres(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        str(copy),
    )


def _postgres(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs against the configured database."""
    path = shutil.which(program)
    if path is None:
        raise CannotBackUp(f"{program} is not installed (it comes with PostgreSQL's client programs)")
    known = connection.get_connection_params()
    keys = (("PGHOST", "host"), ("PGPORT", "port"), ("PGUSER", "user"), ("PGPASSWORD", "password"))
    login = {name: str(known[key]) for name, key in keys if known.get(key)}
    name = str(known.get("dbname") or known.get("database"))
    connections.close_all()
    done = subprocess.run(
        [path, f"--dbname={name}", *words], env={**os.environ, **login}, capture_output=True, check=False
    )
    if done.returncode:
        raise CannotBackUp(f"{program} failed with code {done.returncode}")
