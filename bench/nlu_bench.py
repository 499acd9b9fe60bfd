"""The same classifier on public few-shot sets, beside the published figures. `make bench-nlu`.

No tuning on any test set: every setting is the product's, chosen on leave-one-out scores.
"""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.corpora import ROOT, Labelled, embeddings, few_shot, shared, training
from rasa_ext.combine import combine
from rasa_ext.intents import IntentModel
from rasa_ext.joints import Joints, read_joined
from rasa_ext.minilm import model_folder
from rasa_ext.pieces import Reader
from rasa_ext.terms import Terms
from rasa_ext.understanding_encoder import TwoLayerMiniLM

OOS = {"NO_NODES_DETECTED", "oos"}
# accuracy, 10 examples an intent: Casanueva et al. 2020 (USE+ConveRT), Zhang et al. 2021 (CPFT)
TEN_SHOT = {"banking77": (85.2, 87.2), "clinc150": (93.3, 94.2), "hwu64": (85.8, 87.1)}
ACCEPTED = 0.95  # of in-scope test messages, for out-of-scope recall
Floats = NDArray[np.float32]


def fit(rows: list[Labelled], name: str) -> IntentModel:
    """A model of one public training set, its labels' names as examples as the product learns its titles.

    Out-of-scope rows, if any, are left out.
    """
    known = [row for row in rows if row.label not in OOS]
    known += [Labelled(spoken(label), label) for label in sorted({row.label for row in known})]
    return IntentModel.fit([row.text for row in known], [row.label for row in known], embeddings(known, name))


def spoken(label: str) -> str:
    """A label as words: "Refund_not_showing_up", "refund not showing up"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label.replace("_", " ")).lower()


def predicted(model: IntentModel, rows: list[Labelled], name: str) -> tuple[Floats, NDArray[np.bool_]]:
    """How sure the best label of each row is, and whether it is the right one.

    Sure by the sum of scores, not by its share: nothing out of scope is learned here. Chosen on the training
    sets alone, with a third of the labels left out of learning (bench/README.md).
    """
    scores = model.scores([row.text for row in rows], embeddings(rows, name))
    best = [model.labels[i] for i in scores.argmax(axis=1)]
    return scores.max(axis=1), np.array([label == row.label for label, row in zip(best, rows, strict=True)])


def ten_shot(folder: Path) -> None:
    """Accuracy with ten examples an intent."""
    print(f"\n{'10 examples an intent':28}{'ours':>8}{'USE+ConveRT':>14}{'CPFT':>8}")
    for name, (convert, cpft) in TEN_SHOT.items():
        model = fit(few_shot(folder / name / "train_10.jsonl"), f"{name}_train_10")
        _, right = predicted(model, few_shot(folder / name / "test.jsonl"), f"{name}_test")
        print(f"{name:28}{right.mean():8.1%}{convert:13.1f}%{cpft:7.1f}%")


def hint3(folder: Path) -> None:
    """In-scope accuracy at each published out-of-scope recall (Arora et al. 2020, full training sets)."""
    with (folder / "hint3_published.csv").open(encoding="utf-8") as file:
        published = list(csv.DictReader(file))
    print(f"\n{'HINT3':14}{'system':12}{'OOS recall':>11}{'published':>11}{'ours':>8}")
    wins = compared = 0
    for name in ("curekart", "powerplay11", "sofmattress"):
        model = fit(few_shot(folder / f"hint3/{name}_train.jsonl"), f"{name}_train")
        rows = few_shot(folder / f"hint3/{name}_test.jsonl")
        confidence, right = predicted(model, rows, f"{name}_test")
        outside = np.array([row.label in OOS for row in rows])
        for row in (row for row in published if row["dataset"] == name):
            for threshold in ("thr0.1", "thr0.5", "thr0.9"):
                recall, theirs = float(row[f"{threshold}_oosrecall"]), float(row[f"{threshold}_inscope"])
                ours = 100 * accuracy_at(confidence, right, outside, recall / 100)
                compared, wins = compared + 1, wins + (ours > theirs)
                print(f"{name:14}{row['platform']:12}{recall:10.1f}%{theirs:10.1f}%{ours:7.1f}%")
    print(f"higher than published: {wins} of {compared}")


def accuracy_at(
    confidence: Floats, right: NDArray[np.bool_], outside: NDArray[np.bool_], recall: float
) -> float:
    """Share of in-scope rows right and kept when at least `recall` of the outside ones are refused."""
    refused = np.sort(confidence[outside])
    wanted = int(np.ceil(recall * len(refused) - 1e-9))
    threshold = refused[wanted - 1] if wanted else -np.inf
    return float((right & (confidence > threshold))[~outside].mean())


def near_scope(folder: Path) -> None:
    """Recall of BANKING77's near out-of-scope questions with 5 % of in-scope messages refused."""
    base = folder / "banking77_oos"
    model = fit(few_shot(base / "train.jsonl"), "banking77_oos_train")
    inside, right = predicted(model, few_shot(base / "test.jsonl"), "banking77_oos_test")
    threshold = np.quantile(inside, 1 - ACCEPTED)
    print(f"\nBANKING77-OOS, 5 % of in-scope refused (in-scope accuracy {right.mean():.1%}):")
    for name in ("id_oos_test", "ood_oos_test"):
        confidence, _ = predicted(model, few_shot(base / f"{name}.jsonl"), f"banking77_{name}")
        print(f"    {name:16} refused {np.mean(confidence < threshold):.1%}")


def cost() -> None:
    """Time to fit the project's data, and to understand one question against one encoder pass."""
    rows, terms = training(), ROOT / "data/terms"
    texts, vectors = [row.text for row in rows], embeddings(rows, "training")
    start = time.perf_counter()
    model = IntentModel.fit(texts, [row.label for row in rows], vectors, mask=Terms.load(terms).masked)
    fitted = time.perf_counter() - start
    joints = Joints.fit(text for text, _ in read_joined(terms))
    reader, encoder = Reader(texts, {}, terms, joints), TwoLayerMiniLM(model_folder())
    reader.warm()
    alone, whole, pieces = [], [], []
    for row in rows[::40]:
        start = time.perf_counter()
        encoder.encode([row.text])
        middle = time.perf_counter()
        read = reader.read(row.text, None)
        shares = model.predict(list(read.texts), encoder.encode(list(read.texts)))
        combine(read, [model.decide(share) for share in shares])
        whole.append(time.perf_counter() - middle)
        alone.append(middle - start)
        pieces.append(len(read.texts))
    ratio = np.array(whole) / np.array(alone)
    one = np.array(pieces) == 1
    print(
        f"\nfit {len(rows)} examples {fitted:.0f} s; one encoder pass {1000 * np.median(alone):.1f} ms; "
        f"to understand an example takes {np.median(ratio[one]):.2f} passes when it is in one piece "
        f"({one.mean():.0%} of them), {np.median(ratio):.2f} over all (medians)"
    )


def main() -> None:
    """Every table, or only the cost where the public sets are absent."""
    folder = shared()
    if folder is None:
        print("FRONTDESK_SHARED is absent: the public sets are skipped")
    else:
        ten_shot(folder / "bench")
        hint3(folder / "bench")
        near_scope(folder / "bench")
    cost()


if __name__ == "__main__":
    main()
