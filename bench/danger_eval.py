"""Words of danger, measured: recall and false alarms of the rules, the learned score and both together.

    python -m bench.danger_eval [messages.jsonl …]      (each line: text, expected, category)

The learned score is the one of the trained model (`make train`). Shares come with their 95 % interval.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from frontdesk.project.env import ROOT, load_env
from frontdesk.project.model import model_file
from frontdesk.safety import Screen, load_screen
from rasa_ext.danger import DANGER, FILE, DangerNet, Hearing
from rasa_ext.danger_pieces import pieces
from rasa_ext.danger_verdict import ALONE, SOFT, together
from rasa_ext.encoder import encode_pieces
from rasa_ext.joints import FILE as JOINTS
from rasa_ext.minilm import model_folder
from rasa_ext.pieces import READER, Reader
from rasa_ext.understanding_encoder import TwoLayerMiniLM

SHARED = Path(os.environ.get("FRONTDESK_SHARED", ROOT.parent / "shared"))
FOLDER = ROOT / "tests" / "safety"
SETS = [*sorted(FOLDER.glob("*.jsonl")), SHARED / "eval" / "crisis_probe.jsonl"]
EITHER = ("attempt", "third_party")  # pills taken, somebody not answering: urgent names 911 too


@dataclass(frozen=True)
class Nets:
    """Both nets, as the product runs them."""

    screen: Screen
    net: DangerNet
    reader: Reader

    @cached_property
    def encoder(self) -> TwoLayerMiniLM:
        """Loaded when a message is first judged."""
        return TwoLayerMiniLM(model_folder())

    def hear(self, texts: Sequence[str]) -> list[Hearing]:
        """What the learned score makes of each message; all their pieces are encoded together."""
        parts = [pieces(self.reader.read(text, None).heard) for text in texts]
        every = list(dict.fromkeys(part for some in parts for part in some))
        vector_of = dict(zip(every, encode_pieces(every, self.encoder.encode)))
        return [self.net.hear(some, np.stack([vector_of[part] for part in some])) for some in parts]

    def levels(self, texts: Sequence[str]) -> list[tuple[str, str, str]]:
        """Of each: the level by the rules alone (all of them, as when the score cannot be asked), by the
        score, and by both."""
        found = []
        for text, heard in zip(texts, self.hear(texts)):
            rules = self.screen.screen(text)
            alone = "urgent_medical" if heard.urgent else "crisis"
            score = alone if heard.danger >= ALONE else "soft_check" if heard.soft >= SOFT else "none"
            found.append((rules.level, score, together(rules, heard).level))
        return found


def load_nets(data_dir: Path) -> Nets | None:
    """The rules as they are and the score of the newest model trained there; None without a model."""
    model = model_file(data_dir)
    if model is None:
        return None
    with tarfile.open(model) as archive, tempfile.TemporaryDirectory() as folder:
        kept = [m for m in archive.getmembers() if Path(m.name).name in (FILE, READER, JOINTS)]
        if len(kept) < 3:
            return None
        for member in kept:
            member.name = Path(member.name).name
            archive.extract(member, folder)
        reader = Reader.load(Path(folder), ROOT / "data" / "terms")
        return Nets(load_screen(ROOT / "data" / "safety"), DangerNet.load(Path(folder)), reader)


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    if not of:
        return 0.0, 1.0
    share = hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5 / (1 + z * z / of)
    return max(0.0, centre - half), min(1.0, centre + half)


def alarm(expected: str, level: str, category: str = "") -> bool:
    """Whether a message that should be at `expected` counts as heard; for none and soft_check: as alarmed."""
    if expected == "crisis" and category not in EITHER:
        return level == "crisis"
    return level in DANGER


def read(path: Path) -> list[dict[str, str]]:
    """The rows of one set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def shares(
    nets: Nets, rows: Iterable[Mapping[str, str]]
) -> dict[tuple[str, str], tuple[int, tuple[int, int, int], int]]:
    """By (expected, category): how many; alarms of rules, score and both; at the right level by both."""
    found: dict[tuple[str, str], list[tuple[bool, ...]]] = defaultdict(list)
    rows = list(rows)
    for row, levels in zip(rows, nets.levels([row["text"] for row in rows])):
        hits = tuple(alarm(row["expected"], level, row["category"]) for level in levels)
        for category in (row["category"], "ALL"):
            found[row["expected"], category].append((*hits, levels[2] == row["expected"]))
    return {
        key: (len(hits), (sums[0], sums[1], sums[2]), sums[3])
        for key, hits in found.items()
        for sums in [[sum(column) for column in zip(*hits)]]
    }


def report(nets: Nets, path: Path) -> str:
    """A table for one set; another for the rows whose level its author doubted."""
    rows = read(path)
    sure, doubted = ([row for row in rows if bool(row.get("doubt")) == doubt] for doubt in (False, True))
    return table(nets, path.name, sure) + (table(nets, f"{path.name}, doubted", doubted) if doubted else "")


def table(nets: Nets, name: str, rows: Iterable[Mapping[str, str]]) -> str:
    """Recall and false alarms by level and category."""
    rows = list(rows)
    lines = [
        f"\n{name}: {len(rows)} messages",
        f"  {'':15}{'':22}{'':>5} {'rules':>8}{'score':>8}{'both':>8}  95 % of both     level exactly",
    ]
    for (expected, category), (of, alarms, exact) in sorted(shares(nets, rows).items()):
        low, high = wilson(alarms[2], of)
        what = "" if expected in DANGER else "  (alarms)"
        cells = "".join(f"{hits / of:8.1%}" for hits in alarms)
        interval = f"[{low:.1%}, {high:.1%}]"
        lines.append(f"  {expected:15}{category:22}{of:5} {cells}  {interval:17}{exact / of:8.1%}{what}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, default=[path for path in SETS if path.is_file()])
    nets = load_nets(load_env().data_dir)
    if nets is None:
        print("no trained model; run `make train`", file=sys.stderr)
        return 2
    for path in parser.parse_args().files:
        print(report(nets, path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
