"""Forms of the console."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from frontdesk.handoffs.models import Case
from frontdesk.staff.roles import LABELS

LONG = 4000  # characters of a note or a message


class ConsoleForm(forms.Form):
    """A form whose first fault can be told in one sentence."""

    def first_error(self) -> str:
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class SignInForm(AuthenticationForm):
    """One sentence for every failure: it does not tell which accounts exist or are closed."""

    error_messages = {
        "invalid_login": "That user name and password do not match. Please try again.",
        "inactive": "That user name and password do not match. Please try again.",
    }


class MoveForm(ConsoleForm):
    """A change of status; closing needs its reason."""

    status = forms.ChoiceField(choices=Case.Status.choices)
    reason = forms.ChoiceField(
        required=False, choices=[choice for choice in Case.Reason.choices if choice[0] != Case.Reason.ERASED]
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == Case.Status.CLOSED and not data.get("reason"):
            self.add_error("reason", "Please choose why the case is closed.")
        return data


class NoteForm(ConsoleForm):
    note = forms.CharField(
        max_length=LONG,
        error_messages={
            "required": "The note is empty.",
            "max_length": f"A note has at most {LONG:,} characters.",
        },
    )


class SayForm(ConsoleForm):
    text = forms.CharField(
        max_length=LONG,
        error_messages={
            "required": "The message is empty.",
            "max_length": f"A message has at most {LONG:,} characters.",
        },
    )
    nonce = forms.CharField(max_length=64, required=False)


class PersonForm(ConsoleForm):
    """A new colleague."""

    username = forms.RegexField(
        r"^[\w.@+-]{2,60}$",
        error_messages={"invalid": "A user name has 2 to 60 letters, digits or . @ + - _"},
    )
    name = forms.CharField(max_length=120)
    email = forms.EmailField(required=False)
    roles = forms.MultipleChoiceField(
        choices=list(LABELS.items()), error_messages={"required": "Choose at least one role."}
    )


class RolesForm(ConsoleForm):
    roles = forms.MultipleChoiceField(
        choices=list(LABELS.items()), error_messages={"required": "Choose at least one role."}
    )
