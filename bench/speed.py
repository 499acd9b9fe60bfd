"""`make bench`: how long a turn takes on the real processes, as medians and 95th percentiles of one run."""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from frontdesk.project.env import ROOT, load_env
from frontdesk.project.launch import child_env
from frontdesk.project.model import model_folder

QUESTIONS = (
    "how much does one infusion cost",
    "can i drive home afterwards",
    "is it addictive",
    "does insurance cover it",
    "what are the side effects",
    "how many sessions do people need",
)
CRISIS = "i want to end my life"


def main() -> int:
    """Start a stack over a throw-away data folder, measure, stop it."""
    env = load_env()
    os.environ.update(child_env(env))
    from tests.stack.interview import answer_to
    from tests.stack.processes import Stack, Visitor

    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder) / "data")
        stack.prepare(model_folder(env.data_dir))
        stack.start()
        try:
            visitor = Visitor(stack.base)
            visitor.say(QUESTIONS[0])
            asked, told = side_by_side(visitor, Visitor(stack.base), answer_to)
            report("a question, one visitor", asked)
            report("a turn of the intake", told)
            print(f"a turn of the intake costs {ratio(told, asked):.2f} of a question (medians; at most 1.5)")
            report("words of danger", [timed(lambda: Visitor(stack.base).say(CRISIS)) for _ in range(20)])
            report("words of danger, database locked", locked(stack))
            report("a question, 20 visitors at once", crowd(stack, 20))
        finally:
            stack.stop()
    return 0


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that `act` took."""
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)


def side_by_side(asking, telling, answer_to) -> tuple[list[float], list[float]]:  # type: ignore[no-untyped-def]
    """Questions of one visitor and turns of another's intake, by turns: what slows one slows both alike."""
    asked: list[float] = []
    told: list[float] = []
    replies: list[dict[str, object]] = []

    def tell(text: str) -> None:
        replies[:] = telling.say(text)

    while len(told) < 90:
        asked.append(timed(lambda: asking.say(QUESTIONS[len(asked) % len(QUESTIONS)])))
        if not replies or replies[-1]["kind"] != "question":
            tell("start over" if replies else "start the intake")
            continue
        told.append(timed(lambda: tell(answer_to(replies[-1]))))
    return asked, told


def ratio(of: list[float], to: list[float]) -> float:
    """How many times the median of `of` is that of `to`."""
    return statistics.median(of) / statistics.median(to)


def locked(stack) -> list[float]:  # type: ignore[no-untyped-def]
    from tests.stack.processes import Visitor

    visitors = [Visitor(stack.base) for _ in range(10)]
    holder = sqlite3.connect(stack.folder / "frontdesk.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        return [timed(lambda v=v: v.say(CRISIS)) for v in visitors]
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def crowd(stack, count: int) -> list[float]:  # type: ignore[no-untyped-def]
    from tests.stack.processes import Visitor

    visitors = [Visitor(stack.base) for _ in range(count)]
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda v: timed(lambda: v.say(QUESTIONS[0])), visitors))


def report(name: str, times: list[float]) -> None:
    """Print one line: median, 95th percentile and worst, in milliseconds."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    median = statistics.median(ordered)
    figures = f"median {median:6.0f} ms  p95 {p95:6.0f} ms  worst {ordered[-1]:6.0f} ms"
    print(f"{name:34} n={len(ordered):3}  {figures}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
