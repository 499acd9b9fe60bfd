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
            report("a question, one visitor", [timed(lambda q=q: visitor.say(q)) for q in QUESTIONS * 10])
            report("a turn of the intake", intake_turns(Visitor(stack.base), answer_to))
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


def intake_turns(visitor, answer_to) -> list[float]:  # type: ignore[no-untyped-def]
    replies = visitor.say("start the intake")
    times = []
    while replies[-1]["kind"] == "question" and len(times) < 60:
        started = time.perf_counter()
        replies = visitor.say(answer_to(replies[-1]))
        times.append(1000 * (time.perf_counter() - started))
    return times


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
