"""The import arrows of ARCHITECTURE.md and the house rules on size, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("frontdesk", "actions", "rasa_ext")
# who may import which of our packages; frontdesk.project wires everything and is imported only for settings
ALLOWED = {
    "frontdesk.clinic": set(),
    "frontdesk.safety": set(),
    "frontdesk.interview": set(),
    "frontdesk.privacy": set(),
    "frontdesk.chat": {"clinic", "safety", "privacy"},
    "frontdesk.handoffs": {"chat", "clinic", "interview", "privacy"},
    "frontdesk.intakes": {"chat", "clinic", "interview", "handoffs", "privacy"},
    "frontdesk.staff": {"chat", "clinic", "handoffs", "intakes", "privacy"},
    "frontdesk.site": {"chat", "clinic", "safety"},
    "frontdesk.project": {"chat", "clinic", "handoffs", "intakes", "interview", "privacy", "safety", "staff"},
    "rasa_ext": {"clinic", "safety", "interview", "project"},
}
PURE = ("frontdesk.clinic", "frontdesk.safety", "frontdesk.interview")
NEVER_PURE = ("django", "rasa", "rasa_sdk", "httpx", "asgiref")
NEVER_FRONTDESK = ("rasa", "rasa_sdk", "actions", "rasa_ext")
MAX_FILE = 300
MAX_FUNCTION = 40


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    for top in OURS:
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name, path, ast.parse(path.read_text("utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def package_of(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "frontdesk" else parts[0]


def test_imports_follow_the_arrows() -> None:
    wrong = []
    for name, _, tree in modules():
        allowed = ALLOWED.get(package_of(name))
        if allowed is None:
            continue
        for target in imports(tree):
            parts = target.split(".")
            if parts[0] == "frontdesk" and len(parts) > 1:
                other = parts[1]
                if f"frontdesk.{other}" != package_of(name) and other not in allowed and other in _folders():
                    wrong.append(f"{name} → {target}")
    assert wrong == []


def _folders() -> set[str]:
    return {path.name for path in (ROOT / "frontdesk").iterdir() if path.is_dir()}


def test_the_pure_packages_know_no_framework() -> None:
    wrong = [
        f"{name} → {target}"
        for name, _, tree in modules()
        if package_of(name) in PURE
        for target in imports(tree)
        if target.split(".")[0] in NEVER_PURE
    ]
    assert wrong == []


def test_frontdesk_never_imports_rasa_or_its_adapters() -> None:
    wrong = [
        f"{name} → {target}"
        for name, _, tree in modules()
        if name.startswith("frontdesk.")
        for target in imports(tree)
        if target.split(".")[0] in NEVER_FRONTDESK
    ]
    assert wrong == []


def test_no_bare_except_outside_the_process_edges() -> None:
    edges = {"actions.base"}
    wrong = []
    for name, _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                caught = (
                    node.type.id if isinstance(node.type, ast.Name) else "" if node.type else "everything"
                )
                if caught in ("everything", "Exception", "BaseException") and name not in edges:
                    wrong.append(f"{name}:{node.lineno}")
    assert wrong == []


# files and functions over the house size, each with its reason
BIG: dict[str, str] = {}


def test_files_and_functions_stay_small() -> None:
    over = []
    for name, path, tree in modules():
        lines = path.read_text("utf-8").count("\n")
        if lines > MAX_FILE:
            over.append(f"{name}: {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > MAX_FUNCTION:
                    over.append(f"{name}.{node.name}: {size} lines")
    assert [entry for entry in over if entry.split(":")[0] not in BIG] == []


@pytest.mark.parametrize("name", ["requirements.txt", "widget/package-lock.json"])
def test_lock_files_hold_no_addresses_of_registries(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "resolved" not in text
    assert "--index-url" not in text and "--find-links" not in text and "--extra-index-url" not in text
