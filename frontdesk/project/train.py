"""`make train`: write `.env` if needed and train when the content changed."""

from __future__ import annotations

import sys

from frontdesk.project.env import SettingsError, load_env
from frontdesk.project.launch import CannotStart, train
from frontdesk.project.setup_env import write_env


def main() -> int:
    try:
        write_env()
        train(load_env())
    except (SettingsError, CannotStart) as problem:
        print(f"frontdesk: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
