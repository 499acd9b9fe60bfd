"""`python -m frontdesk <command>`: Django's management commands with this project's settings."""

from __future__ import annotations

import os
import sys

from frontdesk.project.env import SettingsError

# what a clinic runs by hand, in the order of need; the rest serves the processes
FOR_PEOPLE = (
    *("add_staff", "export", "erase", "legal_hold", "backup", "restore", "rotate_keys"),
    *("check_audit", "check_keys", "reindex_cases"),
)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.project.settings")
    from django.core.management import execute_from_command_line

    words = sys.argv[1:]
    try:
        if not words or words in (["help"], ["--help"], ["-h"]):
            print(overview())
            return 0
        words[0] = words[0].replace("-", "_") if not words[0].startswith("-") else words[0]
        execute_from_command_line(["frontdesk", *words])
    except SettingsError as error:
        print(f"frontdesk: {error}", file=sys.stderr)
        return 2
    return 0


def overview() -> str:
    """Every command for people with what it does."""
    import textwrap

    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    known = get_commands()
    lines = ["python -m frontdesk <command> …, and --help after it for its options", ""]
    for name in FOR_PEOPLE:
        if name in known:
            told = load_command_class(str(known[name]), name).help
            first, *more = textwrap.wrap(told, 84)
            lines += [f"  {name.replace('_', '-'):14}  {first}", *(f"{'':18}{line}" for line in more)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
