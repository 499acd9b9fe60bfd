"""The pictures of `make eval` are drawn from its rows."""

from __future__ import annotations

from pathlib import Path

from bench import pictures

ROWS = [
    {"topic": "cost", "guess": "cost", "guess_share": 0.9, "guess_right": True},
    {"topic": "cost", "guess": "insurance", "guess_share": 0.4, "guess_right": False},
    {"text": "a crisis, not guessed at"},
]


def test_both_pictures_are_written(tmp_path: Path) -> None:
    pictures.calibration(ROWS, tmp_path / "c.png")
    pictures.mix_ups(ROWS, tmp_path / "m.png")
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in ("c.png", "m.png"))
