"""However it is typed, and wherever it stands in a long message, a crisis sentence is found (hypothesis)."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.safety import LEVELS, Screen

SENTENCES = ("I want to kill myself", "I don't want to be alive anymore", "i am going to end my life tonight",
             "my family would be better off without me", "I have been cutting myself again")  # fmt: skip
CALM = ("What are your hours on Friday? ", "My insurance is Blue Cross. ", "I take sertraline daily. ",
        "Parking was easy last time, thank you! ", "Can my husband drive me home? ")  # fmt: skip
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
seeds = st.integers(0, 2**32)
sentences = st.sampled_from(SENTENCES)


def crisis(screen: Screen, text: str) -> bool:
    return screen.screen(text).level == "crisis"


@given(sentence=sentences, seed=seeds)
@QUICK
def test_case_does_not_matter(screen: Screen, sentence: str, seed: int) -> None:
    dice = random.Random(seed)
    lower_l = "".join(c if c in "lI" else dice.choice((c.lower(), c.upper())) for c in sentence)
    assert crisis(screen, lower_l)


@given(
    sentence=sentences,
    gap=st.sampled_from(["  ", "\n", "\r\n", "\t", " \u200b", "\u00a0", " \u202e", "...", " \x00"]),
)
@QUICK
def test_spacing_line_breaks_and_invisible_marks_do_not_matter(
    screen: Screen, sentence: str, gap: str
) -> None:
    assert crisis(screen, sentence.replace(" ", gap if gap.strip(".") == "" else f" {gap} "))


@given(sentence=sentences, seed=seeds, times=st.integers(3, 9))
@QUICK
def test_a_repeated_letter_does_not_matter(screen: Screen, sentence: str, seed: int, times: int) -> None:
    letters = [
        at for at, c in enumerate(sentence) if c.isalpha() and sentence[max(at - 1, 0) : at + 2].isalpha()
    ]
    at = random.Random(seed).choice(letters)
    assert crisis(screen, sentence[:at] + sentence[at] * times + sentence[at + 1 :])


@given(
    sentence=st.sampled_from(["i want to kill myself", "im suicidal", "i want to die tonight"]), seed=seeds
)
@QUICK
def test_digits_and_signs_for_letters_do_not_matter(screen: Screen, sentence: str, seed: int) -> None:
    leet = {"i": "1!", "e": "3", "a": "4@", "s": "5$", "o": "0", "t": "7"}
    dice = random.Random(seed)
    words = [word if len(word) < 3 else _leet(word, leet, dice) for word in sentence.split()]
    assert crisis(screen, " ".join(words))


def _leet(word: str, leet: dict[str, str], dice: random.Random) -> str:
    inner = [at for at, c in enumerate(word) if c in leet and 0 < at < len(word) - 1]
    if not inner:
        return word
    at = dice.choice(inner)
    return word[:at] + dice.choice(leet[word[at]]) + word[at + 1 :]


@given(sentence=sentences, emoji=st.sampled_from("😭💔🥺🙃🖤✨😂"), seed=seeds)
@QUICK
def test_emoji_between_words_do_not_matter(screen: Screen, sentence: str, emoji: str, seed: int) -> None:
    words = sentence.split()
    at = random.Random(seed).randrange(len(words) + 1)
    assert crisis(screen, " ".join([*words[:at], emoji, *words[at:]]))


@given(sentence=sentences, seed=seeds)
@QUICK
def test_letters_apart_or_glued_do_not_matter(screen: Screen, sentence: str, seed: int) -> None:
    plain = "i want to kill myself"
    assert crisis(screen, " ".join(plain.replace(" ", "")))
    assert crisis(screen, plain.replace(" ", ""))
    assert crisis(screen, plain.replace(" ", random.Random(seed).choice("._-*")))
    assert crisis(screen, sentence.replace("'", random.Random(seed).choice(["", "’", "`", "´"])))


@given(sentence=sentences, seed=seeds)
@settings(QUICK, max_examples=25)
def test_a_crisis_sentence_anywhere_in_4000_characters_is_found(
    screen: Screen, sentence: str, seed: int
) -> None:
    dice = random.Random(seed)
    parts = [dice.choice(CALM) for _ in range(100)]
    parts.insert(dice.randrange(len(parts)), f"{sentence}. ")
    text = "".join(parts)
    at = text.index(sentence)
    start = max(0, min(at - dice.randrange(3900), len(text) - 4000))
    assert sentence in text[start : start + 4000]
    assert crisis(screen, text[start : start + 4000])


@given(text=st.text(max_size=400))
@settings(QUICK, max_examples=200)
def test_any_text_gives_a_verdict(screen: Screen, text: str) -> None:
    assert screen.screen(text).level in LEVELS


def test_hostile_texts_are_read_in_bounded_time(screen: Screen) -> None:
    for unit in (
        "a",
        "i ",
        "not ",
        "kill ",
        "want to ",
        "\ufdfa",
        "😀",
        ".",
        "d.",
        "1!3$",
        "k*",
        "\ud800",
        "\x00",
        "'",
    ):
        assert screen.screen((unit * 4000)[:4000]).level in LEVELS
        assert screen.screen(unit * 100_000).level in LEVELS
