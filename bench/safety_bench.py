"""Speed, size, recall and false alarms of the safety rules alone.

    python -m bench.safety_bench [messages.jsonl …]      (each line: text, expected, category)

For scale, measured on the machine this was written on: loading the rules takes about 0.3 s and 25 MB;
`import spacy` with a blank pipeline takes 1.0 s and 105 MB, `import medspacy` 1.3 s and 172 MB, with no rule.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from frontdesk.clinic import load_answers
from frontdesk.safety import Screen, load_screen

ROOT = Path(__file__).parents[1]
OWN = [
    ROOT / "tests" / "safety" / name
    for name in (
        "dev.jsonl",
        "unseen.jsonl",
        "unseen_2.jsonl",
        "unseen_3.jsonl",
        "ordinary_fresh.jsonl",
        "ordinary_fresh_2.jsonl",
    )
]
HEARD = {"crisis": ("crisis",), "urgent_medical": ("urgent_medical", "crisis"), "soft_check": ("soft_check",)}
FALSE = ("crisis", "urgent_medical")


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    if not of:
        return 0.0, 1.0
    share = hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5 / (1 + z * z / of)
    return max(0.0, centre - half), min(1.0, centre + half)


def measure(screen: Screen, path: Path) -> None:
    """Print recall (crisis, urgent, soft) or false alarms (none) by category."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    of: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for row in rows:
        expected, level = row["expected"], screen.screen(row["text"]).level
        hit = level in (FALSE if expected == "none" else HEARD[expected])
        for category in (row["category"], "ALL"):
            of[expected, category] += 1
            hits[expected, category] += hit
    print(f"\n{path.name}: {len(rows)} messages")
    for (expected, category), count in sorted(of.items()):
        found = hits[expected, category]
        low, high = wilson(found, count)
        what = "false alarms" if expected == "none" else "recall"
        share = f"{found:4}/{count:<4}{found / count:6.1%}  [{low:.1%}, {high:.1%}]"
        print(f"  {expected:15}{category:24}{what:13}{share}")


def timed(read: Callable[[str], object], texts: Iterable[str]) -> tuple[float, float]:
    """Median and worst milliseconds of processor time a message; the best of three readings each."""
    taken = []
    for text in texts:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read(text)
            best = min(best, time.process_time() - start)
        taken.append(1000 * best)
    return statistics.median(taken), max(taken)


def long_texts(texts: list[str], length: int = 4000) -> list[str]:
    """Messages of 4,000 characters, made of short ones."""
    joined = " ".join(texts)
    return [joined[at : at + length] for at in range(0, len(joined) - length, length)]


def main() -> None:
    """Print all measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, default=OWN)
    given = parser.parse_args()
    start = time.perf_counter()
    screen = load_screen(ROOT / "data" / "safety")
    loaded = time.perf_counter() - start
    screen.warm()
    warm = time.perf_counter() - start - loaded
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"load {loaded:.2f} s, warm {warm:.2f} s, process {size} MB")
    for path in given.files:
        measure(screen, path)
    texts = [json.loads(line)["text"] for line in OWN[0].read_text(encoding="utf-8").splitlines()]
    calm = [json.loads(line) for line in OWN[0].read_text(encoding="utf-8").splitlines()]
    calm += [json.loads(line) for path in OWN[1:] for line in path.read_text(encoding="utf-8").splitlines()]
    calm_texts = [row["text"] for row in calm if row["expected"] == "none"]
    print("\nmilliseconds a message (median, worst)")
    asks = [ask for answer in load_answers(ROOT / "data").values() for ask in answer.asks]
    random.Random(1).shuffle(asks)
    ended = [ask if ask[-1] in ".?!" else f"{ask}." for ask in asks]
    for name, sample in (
        ("short", texts),
        ("4,000 characters of visitors' questions", long_texts(ended)[:40]),
        ("the same without a full stop", long_texts([ask.rstrip(".?!") for ask in ended])[:40]),
        ("4,000 of idioms and denials, no full stop", long_texts([t.rstrip(".?!") for t in calm_texts])),
        ("4,000 characters, nothing but danger", long_texts(texts)),
    ):
        median, worst = timed(screen.screen, sample)
        print(f"  {name:44}{median:8.2f}{worst:8.2f}")


if __name__ == "__main__":
    main()
