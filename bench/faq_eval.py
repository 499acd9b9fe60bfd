"""How well visitor messages are understood: right, acceptable, asked back, unknown, wrong.

python -m bench.faq_eval            data in data/, messages of bench/faq_*.jsonl and shared/eval
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

from bench.corpora import ROOT, Labelled, embeddings, messages, shared, training
from rasa_ext.intents import OUT_OF_SCOPE, SAFER, Decision, IntentModel
from rasa_ext.minilm import model_folder
from rasa_ext.spelling import Speller, english_words
from rasa_ext.terms import Terms

OUTCOMES = ("right", "acceptable", "asked, right one offered", "asked, not offered", "unknown", "wrong")
KEYS = "qwertyuiopasdfghjklzxcvbnm"


def outcome(row: Labelled, decision: Decision) -> str:
    """One of OUTCOMES. An out-of-scope message is right when it is not answered as if known."""
    if row.label == OUT_OF_SCOPE:
        return "wrong" if decision.kind == "answer" and decision.intent.startswith("faq_") else "right"
    wanted = {row.label, *row.also}
    if decision.kind == "answer":
        return (
            "right"
            if decision.intent == row.label
            else "acceptable"
            if decision.intent in wanted
            else "wrong"
        )
    if decision.kind == "clarify":
        return OUTCOMES[2] if wanted & set(decision.candidates) else OUTCOMES[3]
    return "unknown"


def slip(text: str, rng: random.Random) -> str:
    """A typing slip for every six words: swapped, lost, doubled or wrong letter, or a lost space."""
    words = text.split()
    for _ in range(1 + len(words) // 6):
        place = rng.randrange(len(words))
        word = words[place]
        if len(word) < 4:
            if place + 1 < len(words) and rng.random() < 0.5:
                words[place : place + 2] = [word + words[place + 1]]
            continue
        at, kind = rng.randrange(1, len(word) - 1), rng.random()
        if kind < 0.3:
            words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif kind < 0.6:
            words[place] = word[:at] + word[at + 1 :]
        elif kind < 0.8:
            words[place] = word[:at] + word[at] + word[at:]
        else:
            words[place] = word[:at] + rng.choice(KEYS) + word[at + 1 :]
    return " ".join(words)


def slips(rows: list[Labelled], seed: int = 1) -> list[Labelled]:
    """`rows` typed badly."""
    rng = random.Random(seed)
    return [replace(row, text=slip(row.text, rng)) for row in rows]


def repaired(rows: list[Labelled]) -> list[Labelled]:
    """`rows` after the spelling step."""
    speller = Speller.build(
        [row.text for row in training()],
        Terms.load(ROOT / "data/terms").names,
        english_words(model_folder() / "tokenizer.json", ROOT / "data/terms/words.txt"),
    )
    return [replace(row, text=speller.corrected(row.text)) for row in rows]


def decisions(model: IntentModel, rows: list[Labelled], name: str) -> list[Decision]:
    """What the model would do with each message."""
    vectors = embeddings(rows, name)
    probabilities = model.predict([row.text for row in rows], vectors)
    return [model.decide(p, row.text, v) for p, row, v in zip(probabilities, rows, vectors, strict=True)]


def report(name: str, rows: list[Labelled], made: list[Decision], show_wrong: bool = False) -> None:
    """Print the shares of each outcome, in-scope; then out of scope, and advice and misuse."""
    pairs = list(zip(rows, made, strict=True))
    near = [outcome(row, d) for row, d in pairs if row.label == OUT_OF_SCOPE]
    inside = Counter(outcome(row, d) for row, d in pairs if row.label != OUT_OF_SCOPE)
    total = sum(inside.values())
    print(f"{name}: {total} in scope  " + "  ".join(f"{key} {inside[key] / total:.1%}" for key in OUTCOMES))
    offered = sum(inside[key] for key in OUTCOMES[:3]) / total
    print(f"    outright {(inside['right'] + inside['acceptable']) / total:.1%}  or offered {offered:.1%}")
    if near:
        print(f"    out of scope, {len(near)}: answered as if known {near.count('wrong') / len(near):.1%}")
    risky = [d for row, d in pairs if row.label in SAFER]
    if risky:
        declined = sum(d.kind != "answer" or d.intent in SAFER for d in risky)
        outright = sum(d.kind == "answer" and d.intent in SAFER for d in risky)
        print(
            f"    advice and misuse, {len(risky)}: declined {outright}, asked {declined - outright}, "
            f"answered {len(risky) - declined}"
        )
    for row, d in pairs if show_wrong else ():
        if outcome(row, d) == "wrong":
            print(f"      {row.label} -> {d.intent} {d.confidence:.2f}: {row.text}")


def trained() -> IntentModel:
    """A model of the data as it stands."""
    rows = training()
    return IntentModel.fit(
        [row.text for row in rows], [row.label for row in rows], embeddings(rows, "training"), progress=print
    )


def sets(labels: set[str]) -> dict[str, list[Labelled]]:
    """Message sets by name; the development set only where the shared folder is."""
    paths: dict[str, Path] = {name: ROOT / f"bench/faq_{name}.jsonl" for name in ("own", "fresh")}
    folder = shared()
    if folder is not None:
        paths["dev"] = folder / "eval/faq_dev.jsonl"
    else:
        print("FRONTDESK_SHARED is absent: the development set is skipped")
    return {name: messages(path, labels) for name, path in paths.items()}


def main() -> None:
    """Train, then report every set, clean and typed badly."""
    model = trained()
    for name, rows in sets(set(model.labels)).items():
        report(name, rows, decisions(model, rows, name), show_wrong=True)
        badly = slips(rows)
        report(f"{name}, typed badly", badly, decisions(model, badly, f"{name}_slips"))
        for kind, typed in (("clean", rows), ("typed badly", badly)):
            fixed = repaired(typed)
            report(f"{name}, {kind}, repaired", fixed, decisions(model, fixed, f"{name}_{kind[:5]}_fixed"))


if __name__ == "__main__":
    main()
