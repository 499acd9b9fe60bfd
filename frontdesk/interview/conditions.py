"""The small language of `ask_if` and of red-flag rules. It compares answers; it runs nothing.

    main_concern in [pain, crps]      conditions has aneurysm      phone answered
    phq9.total >= 20                  past_treatments mentions "ect"
    not (age < 26) and phq9_9 > 0

A comparison with an answer not yet known is unknown (None), with a skipped one false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]
_TOKEN = re.compile(
    r"""\s*(?:(?P<op>>=|<=|!=|==|=|>|<)|(?P<punct>[()\[\],])|"(?P<text>[^"]*)"|(?P<word>[\w.]+))"""
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


class BadCondition(ValueError):
    """The condition cannot be read; the message says where."""


@dataclass(frozen=True)
class Condition:
    """A read condition: `op` with its `parts` (conditions) or `name` and `value`."""

    op: str
    name: str = ""
    value: Any = None
    parts: tuple[Condition, ...] = ()

    def names(self) -> frozenset[str]:
        """Every fact it looks at."""
        own = frozenset([self.name]) if self.name else frozenset()
        return own.union(*(part.names() for part in self.parts))

    def holds(self, facts: Facts) -> bool | None:
        """True, False, or None when it depends on an answer not yet known."""
        if self.op in ("and", "or"):
            found = [part.holds(facts) for part in self.parts]
            decisive = self.op == "or"
            return decisive if decisive in found else (None if None in found else not decisive)
        if self.op == "not":
            inner = self.parts[0].holds(facts)
            return None if inner is None else not inner
        if self.name not in facts:
            return None
        return _compare(self.op, facts[self.name], self.value, facts.get(f"{self.name}.words", ""))


def _compare(op: str, known: Any, value: Any, words: str) -> bool:
    if op == "answered":
        return known is not None
    if op == "mentions":
        return re.search(rf"\b{re.escape(value)}\b", f"{words} {known or ''}", re.IGNORECASE) is not None
    if known is None:
        return False
    if op == "in":
        return known in value
    if op == "has":
        return isinstance(known, (list, tuple)) and value in known
    if isinstance(known, (bool, str)) or isinstance(value, str):
        return _COMPARE[op](str(known).lower(), str(value).lower()) if op in ("=", "==", "!=") else False
    return isinstance(known, (int, float)) and _COMPARE[op](known, value)


def parse(text: str) -> Condition:
    """Read a condition. Raises BadCondition."""
    reader = _Reader(_tokens(text))
    condition = reader.either()
    if reader.rest():
        raise BadCondition(f"unexpected `{reader.rest()[0]}`")
    return condition


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise BadCondition(f"cannot read `{text[at : at + 12]}`")
        quoted = match.group("text")
        found.append(f'"{quoted}"' if quoted is not None else match.group().strip())
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def rest(self) -> list[str]:
        return self._tokens[self._at :]

    def _next(self) -> str:
        if self._at >= len(self._tokens):
            raise BadCondition("it ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, word: str) -> bool:
        if self.rest()[:1] == [word]:
            self._at += 1
            return True
        return False

    def either(self) -> Condition:
        return self._joined("or", lambda: self._joined("and", self._one))

    def _joined(self, word: str, read: Callable[[], Condition]) -> Condition:
        parts = [read()]
        while self._take(word):
            parts.append(read())
        return parts[0] if len(parts) == 1 else Condition(word, parts=tuple(parts))

    def _one(self) -> Condition:
        if self._take("not"):
            return Condition("not", parts=(self._one(),))
        if self._take("("):
            inner = self.either()
            if not self._take(")"):
                raise BadCondition("a ) is missing")
            return inner
        name = self._next()
        if not re.fullmatch(r"[a-z_][\w.]*", name):
            raise BadCondition(f"`{name}` is not the name of an answer")
        return self._comparison(name)

    def _comparison(self, name: str) -> Condition:
        op = self._next()
        if op == "answered":
            return Condition(op, name)
        if op == "in":
            return Condition(op, name, self._list())
        if op in ("has", "mentions") or op in _COMPARE:
            return Condition(op, name, _literal(self._next()))
        raise BadCondition(f"`{op}` is not known; use in, has, mentions, answered or a comparison")

    def _list(self) -> tuple[Any, ...]:
        if not self._take("["):
            raise BadCondition("`in` needs a list like [a, b]")
        found: list[Any] = []
        while not self._take("]"):
            found.append(_literal(self._next()))
            self._take(",")
        return tuple(found)


def _literal(token: str) -> Any:
    if token.startswith('"'):
        return token[1:-1]
    if re.fullmatch(r"-?\d+", token):
        return int(token)
    if re.fullmatch(r"-?\d+\.\d+", token):
        return float(token)
    if token in ("(", ")", "[", "]", ","):
        raise BadCondition(f"a value is missing before `{token}`")
    return token
