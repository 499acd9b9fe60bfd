"""A message cut into the pieces the second net for words of danger reads: whole, by sentence, by neighbours.

A mean over a long message drowns the one sentence that matters; the encoder also reads only its first 128
word pieces. All pieces go through it together, as one batch.
"""

from __future__ import annotations

import re

LONGEST = 20_000  # characters looked at, as the rules do
SENTENCE = 300  # characters; a longer run without a full stop is cut at a space
SINGLES = 12  # up to so many sentences each is read alone as well as with its neighbour
_END = re.compile(r"(?<=[.!?;])\s+|\n+")
# "i'm thinking of hurting myself, do you have parking": the question behind drowns what is told before it
_ASKS = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:(?:but|and|so|also|plus|btw|anyways?|whatever|ok|then)[\s,]+)*"
    r"(?<=[\s,;])(?:do|does|did|is|are|can|could|will|would|should|what|whats|what's|how|when|where|who|which|am)\s"
    r"(?=(?:you|u|i|we|my|it|the|that|this|a|an|they|there|much|many|long|do|does|is|are|time|kind|if|to)\b)",
    re.IGNORECASE,
)
TOLD = 12  # characters told before a question, to be read alone
_CUT = re.compile(rf".{{1,{SENTENCE}}}(?:\s|$)|.{{1,{SENTENCE}}}", re.DOTALL)


def pieces(text: str) -> list[str]:
    """The whole text first; then its sentences, pairs of neighbours, and what is told before a question."""
    text = text.strip()[:LONGEST]
    sentences = [part.strip() for part in _END.split(text) for part in _CUT.findall(part.strip())]
    sentences = [sentence for sentence in sentences if len(sentence) > 3]
    told = [before for sentence in sentences[:SINGLES] if (before := _told(sentence))]
    if len(sentences) < 2:
        return [text, *told]
    # in a long message the ends, which have one neighbour only, are still read alone
    alone = sentences if len(sentences) <= SINGLES else [sentences[0], sentences[-1]]
    pairs = [f"{one} {two}" for one, two in zip(sentences, sentences[1:])] if len(sentences) > 2 else []
    return list(dict.fromkeys([text, *alone, *pairs, *told]))


def _told(sentence: str) -> str:
    """What a sentence tells before the question it ends in; "" when it is all one."""
    asks = next((found for found in _ASKS.finditer(sentence) if found.start() >= TOLD), None)
    return sentence[: asks.start()].strip() if asks else ""
