"""Whether a text of the assistant is made of curated words: its lines are used up by lines of data/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from frontdesk.clinic import load_answers, load_clinic
from frontdesk.clinic.yaml import read_yaml
from tests.stack.processes import ROOT

FOLDERS = ("replies", "safety", "intake", "canned")
WHOLE = 20  # characters from which a curated line says something by itself
_SLOT = re.compile(r"\{\w+\}")
_CURATED_SLOT = re.compile(r"\{(?:left|when)\}")  # holds curated lines, which are traced themselves


def untraced(text: str) -> str:
    """What is left of `text` when every curated word is taken away; "" for a text that traces."""
    left = (_rest(line.strip()) for line in text.split("\n"))
    return "\n".join(line for line in left if line)


def _rest(line: str) -> str:
    literals, patterns = _curated()
    while line:
        match = next((found for pattern in patterns if (found := pattern.match(line))), None)
        literal = next((words for words in literals if line.startswith(words)), "")
        if not match and not literal:
            return line
        after = line[len(literal) :].strip()
        if literal and any(len(words) > WHOLE and after.startswith(words) for words in literals):
            match = None  # "Let me explain. {why}": the slot holds a curated line, which is traced itself
        line = line[max(len(literal), match.end() if match else 0) :].strip()
    return ""


@lru_cache(maxsize=1)
def _curated() -> tuple[list[str], list[re.Pattern[str]]]:
    """Curated lines, longest first; those with {slots}, and answers by their label, as patterns."""
    clinic = load_clinic(ROOT / "data")
    texts = [text for answer in load_answers(ROOT / "data").values() for text in (answer.short, answer.long)]
    labels: list[str] = []
    for folder in FOLDERS:
        for file in sorted((ROOT / "data" / folder).glob("*.yml")):
            for key, words in _strings(read_yaml(file.read_text("utf-8"), file)):
                texts.append(words)
                labels += [words] if key == "label" else []
    whole = (line for text in texts for line in clinic.fill(text).split("\n"))
    lines = {part.strip() for line in whole for part in _CURATED_SLOT.split(line)}
    lines |= {_SLOT.split(line)[0].strip() for line in lines if _SLOT.search(line)}
    literals = sorted(
        (line for line in lines if len(line) > 2 and not _SLOT.search(line)), key=len, reverse=True
    )
    slotted = sorted((line for line in lines if _SLOT.search(line)), key=len, reverse=True)
    patterns = [re.compile(_pattern(line) + r"(?=\s|$)") for line in slotted if _said(line)]
    patterns += [re.compile(rf"(?:\d+\. )?{re.escape(label)}: .*") for label in labels]
    return literals, patterns


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str):
        yield key, value
    elif isinstance(value, date):
        return


def _said(line: str) -> bool:
    """A line that is all slots would match anything."""
    return len(_SLOT.sub("", line)) >= 8


def _pattern(line: str) -> str:
    return ".*?".join(re.escape(part) for part in _SLOT.split(line))
