"""The second net learns, keeps and hears."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rasa_ext.danger import DANGER, DangerNet, read_examples
from rasa_ext.minilm import model_folder
from rasa_ext.understanding_encoder import TwoLayerMiniLM

DATA = Path(__file__).resolve().parents[2] / "data"
PLAIN = [
    "how much does it cost",
    "can i drive home",
    "what are your hours",
    "my back hurts",
    "is it addictive",
]


def test_it_hears_what_it_was_taught_and_survives_saving(tmp_path: Path) -> None:
    examples = read_examples(DATA)
    by_level: dict[str, list[str]] = {}
    for text, level in examples:
        by_level.setdefault(level, []).append(text)
    taught = [(text, level) for level in by_level for text in by_level[level][:60]] + [
        (text, "none") for text in PLAIN
    ]
    encoder = TwoLayerMiniLM(model_folder())
    vectors = encoder.encode([text for text, _ in taught])
    net = DangerNet.fit(vectors, [level for _, level in taught])
    net.save(tmp_path)
    again = DangerNet.load(tmp_path)
    heard = [again.hear(vectors[i : i + 1])[0] for i in range(len(taught))]
    right = [(level in DANGER) == (said in DANGER) for (_, level), said in zip(taught, heard)]
    assert np.mean(right) > 0.9
    assert abs(again.hear(vectors[:1])[1] - net.hear(vectors[:1])[1]) < 0.05
    urgent = [said for (_, level), said in zip(taught, heard) if level == "urgent_medical" and said in DANGER]
    assert urgent.count("urgent_medical") > 0.8 * len(urgent)


def test_danger_in_one_piece_of_a_message_is_enough() -> None:
    support = np.eye(2, 768, dtype=np.float32)
    net = DangerNet(support, np.array([3.0, -3.0], np.float32), 0.0, ("crisis", "none"))
    assert net.hear(support[1:2])[0] == "none"
    far = np.full((1, 768), 0.036, np.float32)  # like neither: doubtful
    assert net.hear(far)[0] == "soft_check"
    assert net.hear(support[[1, 0]])[0] == "crisis"
