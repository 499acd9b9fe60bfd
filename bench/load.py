"""Many visitors at once on the real processes: `python -m bench.load --chats 50 --minutes 10`.

Each visitor asks, starts an intake under a name of its own, and thinks 8 s on average in between. Told are
response times, errors, names that turned up in another's chat, and memory and file handles of each process.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench.speed import QUESTIONS
from frontdesk.project.env import load_env
from frontdesk.project.launch import child_env
from frontdesk.project.model import model_folder

THINK_SECONDS = 8.0
TURNS = (*QUESTIONS[:3], "start the intake", "yes i agree", "{name}", "{name}son", *QUESTIONS[3:], "stop")


@dataclass
class Result:
    """Milliseconds of each turn; what went wrong; (kB, handles) of each process at the start and the end."""

    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    crossed: int = 0
    before: dict[str, tuple[int, int]] = field(default_factory=dict)
    after: dict[str, tuple[int, int]] = field(default_factory=dict)

    def at(self, share: float) -> float:
        """The response time that `share` of the turns stay under."""
        return statistics.quantiles(self.took, n=100)[round(share * 100) - 1]


def usage(pids: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Resident memory (kB) and open file handles of each process."""
    found = {}
    for name, pid in pids.items():
        status = Path(f"/proc/{pid}/status").read_text()
        memory = next((line for line in status.splitlines() if line.startswith("VmRSS")), None)
        assert memory, f"{name} has ended"
        found[name] = (int(memory.split()[1]), sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()))
    return found


async def load(base: str, pids: dict[str, int], *, chats: int, seconds: float, seed: int = 7) -> Result:
    """Run `chats` visitors for `seconds`; the first tenth warms up and is not counted in memory."""
    result, names = Result(), [f"Zebra{_letters(n)}" for n in range(chats)]
    ends = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=chats)
    async with httpx.AsyncClient(base_url=base, timeout=30, trust_env=False, limits=limits) as http:

        async def look() -> None:
            await asyncio.sleep(seconds / 10)
            result.before = usage(pids)

        await asyncio.gather(
            look(), *(_visit(http, names, n, ends, random.Random(seed + n), result) for n in range(chats))
        )
    result.after = usage(pids)
    return result


def _letters(number: int) -> str:
    return chr(97 + number // 26) + chr(97 + number % 26)


async def _visit(
    http: httpx.AsyncClient, names: list[str], me: int, ends: float, dice: random.Random, result: Result
) -> None:
    await asyncio.sleep(dice.random() * THINK_SECONDS)
    opened = (await http.post("/api/chat/conversations", json={})).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    turn = 0
    while time.monotonic() < ends:
        text = TURNS[turn % len(TURNS)].format(name=names[me])
        started = time.perf_counter()
        answer = await http.post(
            "/api/chat/messages", json={"client_id": f"t{turn}", "text": text}, headers=headers
        )
        result.took.append(1000 * (time.perf_counter() - started))
        messages: list[dict[str, Any]] = answer.json().get("messages", [])
        if answer.status_code != 200 or not messages or messages[0]["kind"] == "error":
            result.errors.append(f"{answer.status_code} {messages[0]['kind'] if messages else 'nothing'}")
        result.crossed += _others(answer.text, names, me)
        turn += 1
        await asyncio.sleep(dice.expovariate(1 / THINK_SECONDS))
    history = await http.get("/api/chat/messages", params={"after": 0}, headers=headers)
    result.crossed += _others(history.text, names, me)


def _others(text: str, names: list[str], me: int) -> int:
    return sum(name in text for number, name in enumerate(names) if number != me)


def main() -> int:
    """Start a stack over a throw-away folder, load it, report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--chats", type=int, default=50)
    options.add_argument("--minutes", type=float, default=10)
    told = options.parse_args()
    env = load_env()
    os.environ.update(child_env(env))
    from tests.stack.processes import Stack

    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder) / "data")
        stack.prepare(model_folder(env.data_dir))
        stack.start()
        try:
            result = asyncio.run(load(stack.base, stack.pids(), chats=told.chats, seconds=60 * told.minutes))
        finally:
            stack.stop()
    print(f"{told.chats} chats, {told.minutes:g} minutes, {len(result.took)} turns")
    print(f"ms: median {result.at(0.5):.0f}, p95 {result.at(0.95):.0f}, p99 {result.at(0.99):.0f}")
    print(f"errors {len(result.errors)}, names in another's chat {result.crossed}")
    for name, (memory, handles) in result.after.items():
        memory_before, handles_before = result.before[name]
        print(f"{name}: {memory_before // 1024} → {memory // 1024} MB, {handles_before} → {handles} handles")
    return int(bool(result.errors or result.crossed))


if __name__ == "__main__":
    raise SystemExit(main())
