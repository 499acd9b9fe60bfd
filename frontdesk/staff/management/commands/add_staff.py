"""`manage.py add_staff ana --role front_desk --name "Ana Ruiz"`: make an account."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from frontdesk.staff.accounts import add_person, new_password
from frontdesk.staff.roles import LABELS


class Command(BaseCommand):
    help = "Make a staff account with a random password, which is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--role", action="append", required=True, choices=sorted(LABELS), help="may be repeated"
        )
        parser.add_argument("--name", default="", help='first and last name, as "Ana Ruiz"')
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        password = new_password()
        try:
            add_person(
                options["username"],
                options["role"],
                name=options["name"],
                email=options["email"],
                password=password,
            )
        except IntegrityError as error:
            raise CommandError("that user name is taken") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write("The account was made. This password is shown only now:")
        self.stdout.write(f"  user name  {options['username']}\n  password   {password}")
