"""`python -m frontdesk <command>`: Django's management commands with this project's settings."""

import os
import sys

from frontdesk.project.env import SettingsError


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.project.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["frontdesk", *sys.argv[1:]])
    except SettingsError as error:
        print(f"frontdesk: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
