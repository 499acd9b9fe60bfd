"""Taking one case out for the chart: FHIR and PDF. What leaves and its audit row are one transaction."""

from __future__ import annotations

import json

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from frontdesk.handoffs import fhir_push
from frontdesk.handoffs.fhir.values import NotExportable
from frontdesk.staff import case_page, fhir_export, log, pdf
from frontdesk.staff.views.work import sentence


def fhir(request: HttpRequest, reference: str) -> HttpResponse:
    """The case as an R4 transaction Bundle; a wrong one is never handed out."""
    now = timezone.now()
    try:
        with transaction.atomic():
            case = case_page.find(reference)
            log.write(request.user, "exported", now, subject=case.reference, detail={"what": "fhir"})
            built = fhir_export.make(case, now)
    except NotExportable as error:
        messages.error(request, f"No FHIR record: {error}.")
        return redirect("staff:case", reference)
    except fhir_export.Faulty as error:
        messages.error(request, f"No FHIR record was made: it would have had {error}. Please tell an admin.")
        return redirect("staff:case", reference)
    return _file(f"{case.reference}.fhir.json", "application/fhir+json", json.dumps(built, indent=1).encode())


def push(request: HttpRequest, reference: str) -> HttpResponse:
    """Have the worker send the record to the clinic's FHIR server."""
    now = timezone.now()
    try:
        with transaction.atomic():
            case = case_page.find(reference)
            log.write(request.user, "exported", now, subject=case.reference, detail={"what": "fhir_push"})
            fhir_export.make(case, now)
            fhir_push.ask(case, actor=request.user, now=now)
    except NotExportable as error:
        messages.error(request, f"No FHIR record: {error}.")
    except fhir_export.Faulty as error:
        messages.error(request, f"No FHIR record was made: it would have had {error}. Please tell an admin.")
    except ValueError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, "The record is on its way. The history says when it has arrived.")
    return redirect("staff:case", reference)


def as_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The case as a document for the chart."""
    now = timezone.now()
    with transaction.atomic():
        case = case_page.find(reference)
        log.write(request.user, "exported", now, subject=case.reference, detail={"what": "pdf"})
        page = case_page.build(case, now, whole=True)
    return _file(f"{case.reference}.pdf", "application/pdf", pdf.make(page, now, request.user))


def _file(name: str, kind: str, content: bytes) -> HttpResponse:
    made = HttpResponse(content, content_type=kind)
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
