"""A file sealed in pieces with FRONTDESK_FIELD_KEYS: nobody without a key reads it, and none goes missing.

Each piece is a Fernet token of its number, whether it is the last, and up to PIECE bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.fernet import InvalidToken

from frontdesk.privacy.fields import cipher

MARK = b"FRONTDESK-BACKUP-1\n"
PIECE = 1024 * 1024  # bytes
_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">QB")  # number of the piece, 1 on the last
_MOST = 4 * PIECE  # a length beyond it is no piece of ours


class Unsealable(Exception):
    """The file is no backup, is damaged or cut off, or was sealed with another key."""


def seal(pieces: Iterable[bytes], out: IO[bytes]) -> None:
    """Write `pieces` (each at most PIECE bytes) to `out`."""
    out.write(MARK)
    waiting, number = b"", 0
    for piece in pieces:
        if number:
            _write(out, number, False, waiting)
        waiting, number = piece, number + 1
    _write(out, max(number, 1), True, waiting)


def _write(out: IO[bytes], number: int, last: bool, piece: bytes) -> None:
    token = cipher().encrypt(_HEAD.pack(number, last) + piece)
    out.write(_LENGTH.pack(len(token)) + token)


def unseal(source: IO[bytes]) -> Iterator[bytes]:
    """The pieces again. Raises Unsealable, also at the end when the last piece is missing."""
    if source.read(len(MARK)) != MARK:
        raise Unsealable("it is no backup of Frontdesk")
    number, last = 0, 0
    while not last:
        number += 1
        head = source.read(_LENGTH.size)
        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
        token = source.read(length) if 0 < length <= _MOST else b""
        if not token or len(token) != length:
            raise Unsealable("it is damaged or cut off")
        try:
            plain = cipher().decrypt(token)
        except InvalidToken:
            why = "it does not open with FRONTDESK_FIELD_KEYS" if number == 1 else "it is damaged"
            raise Unsealable(why) from None
        found, last = _HEAD.unpack(plain[: _HEAD.size])
        if found != number:
            raise Unsealable("its pieces are not in order")
        yield plain[_HEAD.size :]
