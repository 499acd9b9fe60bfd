"""`make check`: content by file and line, then style and types. Exit code 1 when anything is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet

from frontdesk.clinic import load_answers, load_clinic
from frontdesk.clinic.checks import check_content, grade
from frontdesk.clinic.problems import Problem
from frontdesk.project.env import ROOT

PACKAGES = ("frontdesk", "actions", "rasa_ext", "tests", "bench")


def main() -> int:
    """Run every check and say how many faults each found."""
    folder = ROOT / "data"
    faults = 0
    for name, find in checks(folder):
        found = list(find())
        for problem in found:
            print(problem)
        print(f"• {name}: {len(found)} faults", flush=True)
        faults += len(found)
    if not faults:
        print(f"• {reading_ease(folder)}")
    faults += _tool("style", ["ruff", "check", "--quiet", *PACKAGES])
    faults += _tool("types", ["mypy", "--no-error-summary", "frontdesk"])
    return 1 if faults else 0


def checks(folder: Path) -> list[tuple[str, Callable[[], Iterable[object]]]]:
    """The content checks of every part that owns content."""
    from frontdesk.interview import check as check_interview
    from frontdesk.safety import check as check_safety

    def interview() -> Iterable[object]:
        clinic = load_clinic(folder)
        states, age = tuple(clinic.get("states_served")), int(clinic.get("minimum_age"))
        return check_interview(folder / "intake", states_served=states, minimum_age=age)

    def content() -> list[Problem]:
        return check_content(folder, date.today())

    return [
        ("answers and replies", content),
        ("safety", lambda: [f"{p.file}:{p.line}: {p.message}" for p in check_safety(folder / "safety")]),
        ("intake", lambda: [f"{p.file}:{p.line}: {p.message}" for p in interview()]),  # type: ignore[attr-defined]
    ]


def reading_ease(folder: Path) -> str:
    """One line on how hard the short answers are to read."""
    clinic = load_clinic(folder)
    grades = sorted((grade(clinic.fill(a.short)), a.slug) for a in load_answers(folder).values())
    hardest = ", ".join(f"{slug} {value:.1f}" for value, slug in grades[-3:])
    return f"reading grade of short answers: median {grades[len(grades) // 2][0]:.1f}, hardest {hardest}"


def _tool(name: str, command: list[str]) -> int:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=_any_secrets(), check=False)
    print(f"• {name}: {'ok' if done.returncode == 0 else 'faults above'}", flush=True)
    return int(done.returncode != 0)


def _any_secrets() -> dict[str, str]:
    """The environment with throw-away secrets: the type checker reads the settings; .env may be absent."""
    return {
        "DJANGO_SECRET_KEY": "for-checks-only",
        "FRONTDESK_FIELD_KEYS": Fernet.generate_key().decode(),
        "FRONTDESK_INTERNAL_SECRET": "for-checks-only",
        **os.environ,
    }


if __name__ == "__main__":
    sys.exit(main())
