"""Case references such as OT-7F3K-2Q: short to read out, hard to mistake, not guessable in order."""

from __future__ import annotations

import secrets
from collections.abc import Callable

# no 0/O, 1/I/L, 5/S, 8/B, U/V: letters and digits that survive a bad phone line
ALPHABET = "234679ACDEFGHJKMNPQRTWXYZ"


def new_reference(prefix: str, choose: Callable[[str], str] = secrets.choice) -> str:
    """Return `<prefix>-XXXX-XX` drawn from ALPHABET (25^6, about 2.4e8 of them)."""
    letters = "".join(choose(ALPHABET) for _ in range(6))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
