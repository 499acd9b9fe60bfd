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
# Common words of messages too short for lingua or typed without their accents; some are in English lists
# as loan words, so half of a message must be such words.
COMMON = {
    "es": frozenset(
        (  # noqa: SIM905
            "hola gracias ayuda español espanol como que por para una los las el es la mi me se con sin "
            "puedo "
            "tengo quiero necesito cuanto cuánto cuando cuándo donde dónde buenos buenas dias días ya vivir "
            "tardes favor hablo hablan habla ingles inglés tiene tienen aceptan precio cita seguro "
            "pero porque "
            "dolor siento estoy soy funciona tratamiento clinica clínica medico médico llamar pago costo "
            "muy "
            "cuesta si está esta son hay ketamina triste mucho su q del al quisiera cuantas cuántas antes "
            "despues después hacer ser estan están hora ustedes"
        ).split()
    ),
    "tl": frozenset(
        (  # noqa: SIM905
            "po ang ba bang magkano pwede puwede ng sa ako ko hindi mga pagkatapos isang kailangan ano paano "
            "saan kumusta salamat gamot naman lang kayo niyo gusto"
        ).split()
    ),
    "vi": frozenset(
        (  # noqa: SIM905
            "gia bao nhieu mot lan toi khong duoc bi tram cam benh phong kham xin chao cho hoi bac si thuoc "
            "dieu tri chi phi hiem truyen"
        ).split()
    ),
}
ENGLISH_TOO = frozenset(  # of those: one alone is not enough
    "me la el es son si se hay q al ya del ba sa lan cam cho chi phi gia bi po ang".split()  # noqa: SIM905
)
ANY_COMMON = frozenset().union(*COMMON.values())


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
        for code, common in COMMON.items():
            found = [word for word in words if word in common]
            clear = set(found) - ENGLISH_TOO or len(set(found)) > 1
            if len(found) * 2 >= len(words) and clear:
                return code
        english = [word for word in words if word in self.english or len(word) == 1]
        known = sum(word not in ANY_COMMON for word in english) / len(words)
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
