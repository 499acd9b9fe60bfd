"""The answers visitors get: to read for everyone, to sign for clinicians with the reviewer's role."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.staff import log, pages, reviews, words
from frontdesk.staff.roles import REVIEWER
from frontdesk.staff.views.work import sentence


def show(request: HttpRequest) -> HttpResponse:
    """Every answer with how its review stands."""
    rows = reviews.rows(timezone.localdate())
    waiting = sum(row.state in ("missing", "ended") for row in rows)
    context = {"rows": rows, "groups": reviews.groups(rows), "waiting": waiting, "signers": _signers()}
    return pages.show(request, "staff/answers.html", context)


def _signers() -> list[str]:
    """Who can sign, by name."""
    people = get_user_model().objects.filter(is_active=True, groups__name=REVIEWER)
    return [words.shown(words.person_name(person)) for person in people.order_by("first_name", "username")]


def sign(request: HttpRequest) -> HttpResponse:
    """One signature; written to the answer's file together with its audit row."""
    slug, read = request.POST.get("slug", "")[:60], request.POST.get("mark", "")[:20]
    name = " ".join(words.person_name(request.user).split())
    try:
        if not getattr(request.user, "last_name", ""):
            raise ValueError("an answer is signed with a first and last name: an admin can add yours")
        with transaction.atomic():
            log.write(request.user, "answer_signed", timezone.now(), subject=slug[:40], detail={"mark": read})
            answer = reviews.write(slug, read, name, timezone.localdate())
    except ValueError as error:
        messages.error(request, sentence(error))
    except OSError:
        messages.error(
            request, "The file of this answer cannot be written here: tell whoever runs this system."
        )
    else:
        messages.success(
            request,
            f"Signed: “{answer.title}”. The chat shows it at once, the public pages from the next start.",
        )
    return redirect("staff:answers")
