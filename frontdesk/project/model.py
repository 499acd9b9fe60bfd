"""Which trained model belongs to the files as they are now."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from frontdesk.project.env import ROOT

TRAINED_FROM = (
    "config.yml",
    "domain.yml",
    "data/clinic.yml",
    "data/faq",
    "data/intake",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/replies",
    "data/safety",
    "data/terms",
    "rasa_ext",
    "requirements.txt",
)
# run beside a model, no part of one
BESIDE = ("rasa_ext/channel.py", "rasa_ext/choices.py", "rasa_ext/serve.py", "rasa_ext/tracker_store.py")
STAMP = "trained_from"
_SIGNATURE = re.compile(rb"^reviewed_(?:by|on):.*\n", re.MULTILINE)  # signing an answer needs no training


def fingerprint(root: Path = ROOT) -> str:
    """SHA-256 over the names and bytes of everything a model is trained from."""
    digest = hashlib.sha256()
    for name in TRAINED_FROM:
        path = root / name
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            beside = str(file.relative_to(root)) in BESIDE
            if file.is_file() and "__pycache__" not in file.parts and not beside:
                content = _SIGNATURE.sub(b"", file.read_bytes()) if name == "data/faq" else file.read_bytes()
                digest.update(str(file.relative_to(root)).encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def model_folder(data_dir: Path) -> Path:
    return data_dir / "models"


def model_file(data_dir: Path) -> Path | None:
    """The newest trained model, or None."""
    files = sorted(model_folder(data_dir).glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    return files[-1] if files else None


def model_is_current(data_dir: Path, root: Path = ROOT) -> bool:
    """True when the newest model was trained from the files as they are."""
    stamp = model_folder(data_dir) / STAMP
    return model_file(data_dir) is not None and stamp.is_file() and stamp.read_text() == fingerprint(root)


def mark_current(data_dir: Path, root: Path = ROOT) -> None:
    """Write down what the newest model was trained from."""
    (model_folder(data_dir) / STAMP).write_text(fingerprint(root))
