"""`make eval`: questions through the safety screen and the trained model, as a visitor's message goes.

Rows are JSON lines {text, topic, also?}. Prints a table and writes one JSON line a row to results/.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tqdm import tqdm

from frontdesk.project.env import ROOT, load_env
from frontdesk.project.model import model_file
from frontdesk.safety import load_screen
from rasa_ext.serve import hush, prepare

SHARED = Path(os.environ.get("FRONTDESK_SHARED", ROOT.parent / "shared"))
OUTCOMES = ("right", "also", "clarified", "clarified_miss", "unknown", "wrong")
DANGER = {"crisis": "crisis", "urgent_medical": "crisis"}
FLOWS = ("medical_advice", "misuse")


def outcome(row: Mapping[str, Any], said: str, candidates: list[str]) -> str:
    """One of OUTCOMES for what was `said`: a topic, `clarify`, `unknown`, or another intent's name."""
    topic, also = row["topic"], list(row.get("also") or ())
    if said == "clarify":
        return "clarified" if {topic, *also} & set(candidates) else "clarified_miss"
    if said == "unknown":
        return "right" if topic == "out_of_scope" else "also" if "out_of_scope" in also else "unknown"
    if said == "several":
        return "right" if topic in candidates else "also" if set(also) & set(candidates) else "wrong"
    if said == topic:
        return "right"
    if said in also:
        return "also"
    if said == "talk_to_person" and (topic in FLOWS or "medical_advice" in also):
        return "also"
    if topic == "out_of_scope" and is_aside(said):
        return "also"  # a clinic fact or small talk: not a wrong FAQ answer
    return "wrong"


def is_aside(said: str) -> bool:
    """True for small talk and clinic practicalities, which are no FAQ answer."""
    return said.startswith("clinic_") or said in (
        "greet",
        "thanks",
        "goodbye",
        "acknowledge",
        "rude",
        "bot_challenge",
        "capabilities",
        "talk_to_person",
    )


def understood(parsed: Mapping[str, Any]) -> tuple[str, list[str]]:
    """What the assistant would say (see `outcome`) and the clarify choices."""
    if (parsed.get("danger") or {}).get("level") in DANGER:
        return "crisis", []
    name = str((parsed.get("intent") or {}).get("name"))
    candidates = [item.removeprefix("faq_") for item in parsed.get("candidates") or ()]
    if name == "several":  # the parts are answered one by one: judged by the row's own topic among them
        return "several", [part.removeprefix("faq_") for part in parsed.get("parts") or ()]
    if name == "nlu_fallback" or name == "out_of_scope":
        return "unknown", []
    return (name.removeprefix("faq_") if name.startswith("faq_") else name), candidates


def evaluate(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row with `said`, `candidates`, `confidence` and `outcome`."""
    env = load_env()
    prepare(env)
    model = model_file(env.data_dir)
    if model is None:
        raise SystemExit("no trained model; run `make train`")
    from rasa.core.agent import Agent

    hush()
    agent = Agent.load(str(model))
    screen = load_screen(env.content_dir / "safety")
    loop = asyncio.new_event_loop()
    done = []
    for row in tqdm(rows, ncols=72, mininterval=1):
        level = screen.screen(row["text"]).level
        parsed: dict[str, Any] = {}
        if level in DANGER:
            said, candidates = DANGER[level], []
        else:
            parsed = loop.run_until_complete(agent.parse_message(row["text"].lstrip("/") or "?"))
            said, candidates = understood(parsed)
        confidence = (parsed.get("intent") or {}).get("confidence")
        done.append(
            {
                **row,
                "said": said,
                "candidates": candidates,
                "confidence": confidence,
                "outcome": outcome(row, said, candidates),
            }
        )
    return done


def table(rows: list[dict[str, Any]]) -> str:
    """Counts and shares by outcome, for all rows and for each kind of row."""
    groups = {"all": rows}
    for row in rows:
        kind = row["topic"] if row["topic"] in (*FLOWS, "crisis", "out_of_scope") else "faq"
        groups.setdefault(kind, []).append(row)
    lines = [f"{'':16}{'n':>6}" + "".join(f"{name:>16}" for name in OUTCOMES)]
    for name, group in groups.items():
        counts = Counter(row["outcome"] for row in group)
        cells = "".join(f"{counts[o]:>7} {100 * counts[o] / len(group):>6.1f} %" for o in OUTCOMES)
        lines.append(f"{name:16}{len(group):>6}{cells}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "eval" / "faq_dev.jsonl")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if not args.data.is_file():
        print(f"{args.data} is not there; give a file with DATA=…", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in args.data.read_text("utf-8").splitlines() if line.strip()]
    done = evaluate(rows)
    out = args.out or ROOT / "results" / f"{args.data.stem}.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in done), "utf-8")
    print(table(done))
    print(f"rows written to {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
