"""`make train`: train when the content changed; write `.env` first where no secrets are set."""

from __future__ import annotations

import sys

from frontdesk.project.env import Env, SettingsError, load_env
from frontdesk.project.launch import CannotStart, train
from frontdesk.project.setup_env import write_env


def main() -> int:
    try:
        train(_env())
    except (SettingsError, CannotStart) as problem:
        print(f"frontdesk: {problem}", file=sys.stderr)
        return 2
    return 0


def _env() -> Env:
    try:
        return load_env()
    except SettingsError:
        write_env()
        return load_env()


if __name__ == "__main__":
    sys.exit(main())
