"""Whether a message is in English, for short chat text. Built on lingua (n-gram models, offline).

Lingua alone calls "ok k drip?" Danish, so a message is foreign only when lingua finds little English
in it and few of its words are English or the clinic's own. Figures for load time and memory: bench/README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

WORD = re.compile(r"[^\W\d_]+")
CANDIDATES = (
    Language.ENGLISH,
    Language.SPANISH,
    Language.PORTUGUESE,
    Language.FRENCH,
    Language.POLISH,
    Language.GERMAN,
    Language.ITALIAN,
    Language.TAGALOG,
    Language.VIETNAMESE,
    Language.RUSSIAN,
    Language.CHINESE,
    Language.ARABIC,
    Language.KOREAN,
    Language.HINDI,
)
ENGLISH_ENOUGH = 0.2  # lingua's share for English above which a message counts as English
FEW_ENGLISH = 0.5  # share of words known as English from which a message counts as English
SHORTEST_LATIN = 2  # words; one word in Latin letters is more often a name or a slip
# Too short for lingua, and in English word lists as loan words.
SPANISH = frozenset(
    (  # noqa: SIM905
        "hola gracias ayuda español espanol como que por para una los las el es la mi me se con sin puedo "
        "tengo quiero necesito cuanto cuánto cuando cuándo donde dónde buenos buenas dias días "
        "tardes favor hablo hablan habla ingles inglés tiene tienen aceptan precio cita seguro "
        "dolor siento estoy soy funciona tratamiento clinica clínica medico médico llamar pago costo "
        "cuesta si está esta son hay ketamina triste muy mucho su"
    ).split()
)
ENGLISH_TOO = frozenset("me la el es son si se hay".split())  # of those, not enough alone  # noqa: SIM905


@dataclass(frozen=True)
class LanguageGuard:
    """`english` are lower-case words that count as English: Speller.known and the training vocabulary."""

    detector: LanguageDetector
    english: frozenset[str]

    @classmethod
    def create(cls, english: frozenset[str]) -> LanguageGuard:
        """Builds the detector; its models load with the first message that needs them."""
        return cls(LanguageDetectorBuilder.from_languages(*CANDIDATES).build(), english)

    def foreign(self, text: str) -> str | None:
        """ISO 639-1 code ("es") of a message that is not in English, or None."""
        words = WORD.findall(text.lower())
        if not words:
            return None
        spanish = [word for word in words if word in SPANISH]
        if len(spanish) * 2 >= len(words) and set(spanish) - ENGLISH_TOO:
            return "es"
        known = sum((word in self.english or len(word) == 1) and word not in SPANISH for word in words) / len(
            words
        )
        latin = all(letter < "\u0250" for letter in "".join(words))
        if latin and (known >= FEW_ENGLISH or len(words) < SHORTEST_LATIN):
            return None
        return self._best(text)

    def _best(self, text: str) -> str | None:
        values = self.detector.compute_language_confidence_values(text)
        english = next(value.value for value in values if value.language == Language.ENGLISH)
        if english > ENGLISH_ENOUGH or values[0].language == Language.ENGLISH:
            return None
        code: IsoCode639_1 = values[0].language.iso_code_639_1
        return code.name.lower()
