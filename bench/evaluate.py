"""`make eval`: questions through the safety screen and the trained model, as a visitor's message goes.

Rows are JSON lines {text, topic, also?}; a row with `last_topic` is a message after that answer, one with
`topics` asks about all of them, one with `language` is to be told apart from English. Prints a table for
each file and writes one JSON line a row, a calibration plot and a picture of the mix-ups to results/.
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

from bench import pictures
from bench.slips import slips
from frontdesk.project.env import ROOT, load_env
from frontdesk.project.model import model_file
from frontdesk.safety import Screen, load_screen
from rasa_ext.serve import hush, prepare

SHARED = Path(os.environ.get("FRONTDESK_SHARED", ROOT.parent / "shared"))
OUTCOMES = ("right", "also", "clarified", "clarified_miss", "unknown", "wrong")
DANGER = {"crisis": "crisis", "urgent_medical": "crisis"}
FLOWS = ("medical_advice", "misuse")
BADLY = "_typed_badly"


def outcome(row: Mapping[str, Any], said: str, candidates: list[str]) -> str:
    """One of OUTCOMES for what was `said`: a topic, `clarify`, `unknown`, or another intent's name."""
    topic, also = row["topic"], list(row.get("also") or ())
    if said == "clarify":
        return "clarified" if {topic, *also} & set(candidates) else "clarified_miss"
    if said == "unknown":
        return "right" if topic == "out_of_scope" else "also" if "out_of_scope" in also else "unknown"
    if said == "several":
        if topic == "out_of_scope":
            return "also" if all(map(is_aside, candidates)) else "wrong"
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


def understood(parsed: Mapping[str, Any], last_topic: str = "") -> tuple[str, list[str]]:
    """What the assistant would say (see `outcome`) and the clarify choices."""
    if (parsed.get("danger") or {}).get("level") in DANGER:
        return "crisis", []
    name = str((parsed.get("intent") or {}).get("name"))
    candidates = [item.removeprefix("faq_") for item in parsed.get("candidates") or ()]
    if name in ("tell_me_more", "simpler") and last_topic:
        return last_topic, []  # the longer or the short answer of the same topic
    if name == "several":  # the parts are answered one by one: judged by the row's own topic among them
        said = [part.removeprefix("faq_") for part in parsed.get("parts") or ()]
        return "several", [*said, "out_of_scope"] if parsed.get("missed") else said  # it says what it left
    if name == "nlu_fallback" or name == "out_of_scope":
        return "unknown", []
    return (name.removeprefix("faq_") if name.startswith("faq_") else name), candidates


def trained() -> tuple[Any, Screen]:
    """The trained model as Rasa's Agent, and the rules. Raises SystemExit when nothing is trained yet."""
    env = load_env()
    prepare(env)
    model = model_file(env.data_dir)
    if model is None:
        raise SystemExit("no trained model; run `make train`")
    from rasa.core.agent import Agent

    hush()
    return Agent.load(str(model)), load_screen(env.content_dir / "safety")


def evaluate(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row with `said`, `candidates`, `confidence`, `outcome` and the first guess with its share."""
    from rasa.core.channels.channel import UserMessage

    agent, screen = trained()
    loop = asyncio.new_event_loop()
    done = []
    for row in tqdm(rows, ncols=72, mininterval=1):
        last = str(row.get("last_topic") or "")
        message = UserMessage(row["text"].lstrip("/") or "?", metadata={"last_topic": last})
        parsed = loop.run_until_complete(agent.processor.parse_message(message))
        verdict = screen.screen(row["text"])  # where it is not sure, the score inside Rasa decides
        sure = verdict.sure and verdict.level in DANGER
        said, candidates = (DANGER[verdict.level], []) if sure else understood(parsed, last)
        made = {**row, "said": said, "candidates": candidates, **first_guess(row, parsed)}
        made["confidence"] = (parsed.get("intent") or {}).get("confidence")
        made["outcome"] = judged(row, said, candidates)
        done.append(made)
    return done


def judged(row: Mapping[str, Any], said: str, candidates: list[str]) -> str:
    """`outcome` for a message about one thing; for one about several, right when all are answered."""
    if "language" in row:
        return "right" if (said == "other_language") == (row["language"] != "en") else "wrong"
    if "topics" in row:
        answered = set(candidates) if said == "several" else {said}
        missing = set(row["topics"]) - answered
        return "right" if not missing else "also" if len(missing) < len(row["topics"]) else "wrong"
    return outcome(row, said, candidates)


def first_guess(row: Mapping[str, Any], parsed: Mapping[str, Any]) -> dict[str, Any]:
    """For the pictures: messages with a topic of their own, understood by themselves."""
    ranking = parsed.get("intent_ranking") or []
    plain = "topic" in row and "last_topic" not in row and row["topic"] != "crisis"
    if not plain or not ranking:
        return {}
    guess = str(ranking[0]["name"]).removeprefix("faq_")
    right = guess == row["topic"] or guess in (row.get("also") or ())
    return {"guess": guess, "guess_share": float(ranking[0]["confidence"]), "guess_right": right}


def table(rows: list[dict[str, Any]]) -> str:
    """Counts and shares by outcome, for all rows and for each kind of row."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(kind_of(row), []).append(row)
    lines = [f"{'':16}{'n':>6}" + "".join(f"{name:>16}" for name in OUTCOMES)]
    for name, group in groups.items():
        counts = Counter(row["outcome"] for row in group)
        cells = "".join(f"{counts[o]:>7} {100 * counts[o] / len(group):>6.1f} %" for o in OUTCOMES)
        lines.append(f"{name:16}{len(group):>6}{cells}")
    return "\n".join(lines)


def kind_of(row: Mapping[str, Any]) -> str:
    """The line of the table a row is counted in; for `two` "also" means that one of them is missing."""
    if "topics" in row:
        return "two questions"
    if "last_topic" in row:
        return "after an answer"
    if "language" in row:
        return "language"
    return str(row["topic"]) if row["topic"] in (*FLOWS, "crisis", "out_of_scope") else "faq"


def files(given: list[Path]) -> list[Path]:
    """What to measure: what was asked for, or the development set and every set kept here."""
    kept = sorted((ROOT / "bench").glob("*.jsonl"))
    return given or [file for file in (SHARED / "eval" / "faq_dev.jsonl", *kept) if file.is_file()]


def read(file: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def is_faq(rows: list[dict[str, Any]]) -> bool:
    """Whether most rows are questions with a topic of their own."""
    return sum(kind_of(row) == "faq" for row in rows) * 2 > len(rows)


def typed_badly(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows with typing slips."""
    texts = slips([row["text"] for row in rows])
    return [{**row, "text": text} for row, text in zip(rows, texts, strict=True)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    args = parser.parse_args()
    wanted = files(args.data)
    missing = [str(file) for file in wanted if not file.is_file()]
    if missing or not wanted:
        print(f"not there: {', '.join(missing)}; give a file with DATA=…", file=sys.stderr)
        return 2
    sets = {file.stem: read(file) for file in wanted}
    sets |= {f"{name}{BADLY}": typed_badly(rows) for name, rows in sets.items() if is_faq(rows)}
    done = evaluate([{**row, "set": name} for name, rows in sets.items() for row in rows])
    args.out.mkdir(parents=True, exist_ok=True)
    for name in sets:
        part = [row for row in done if row["set"] == name]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part)
        (args.out / f"{name}.jsonl").write_text(text, "utf-8")
        print(f"\n{name}\n{table(part)}")
    done = [row for row in done if not row["set"].endswith(BADLY)]
    pictures.calibration(done, args.out / "calibration.png")
    pictures.mix_ups(done, args.out / "mix_ups.png")
    print(f"\nrows, calibration.png and mix_ups.png written to {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
