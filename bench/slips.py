"""Messages typed badly, as people type on a phone: always the same slips for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

KEYS = "qwertyuiopasdfghjklzxcvbnm"


def slip(text: str, rng: random.Random) -> str:
    """A typing slip for every six words: swapped, lost, doubled or wrong letter, or a lost space."""
    words = text.split()
    for _ in range(1 + len(words) // 6):
        place = rng.randrange(len(words))
        word = words[place]
        if len(word) < 4:
            if place + 1 < len(words) and rng.random() < 0.5:
                words[place : place + 2] = [word + words[place + 1]]
            continue
        at, kind = rng.randrange(1, len(word) - 1), rng.random()
        if kind < 0.3:
            words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif kind < 0.6:
            words[place] = word[:at] + word[at + 1 :]
        elif kind < 0.8:
            words[place] = word[:at] + word[at] + word[at:]
        else:
            words[place] = word[:at] + rng.choice(KEYS) + word[at + 1 :]
    return " ".join(words)


def slips(texts: Sequence[str], seed: int = 1) -> list[str]:
    """`texts` typed badly."""
    rng = random.Random(seed)
    return [slip(text, rng) for text in texts]
