"""`manage.py first_staff`: on a new installation, make the first account and show its password once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from frontdesk.staff.accounts import first_person


class Command(BaseCommand):
    help = "Make the first staff account when there is none, and print its password once."

    def handle(self, *args: Any, **options: Any) -> None:
        made = first_person()
        if made is not None:
            self.stdout.write("The first staff account was made. This password is shown only now:")
            self.stdout.write(f"  user name  {made[0]}\n  password   {made[1]}")
