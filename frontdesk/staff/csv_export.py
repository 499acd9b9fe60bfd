"""CSV files that a spreadsheet opens as text, never as a formula (OWASP, CSV injection)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from frontdesk.staff.words import shown

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any) -> str:
    """`value` as a cell; an apostrophe goes before whatever a spreadsheet might run."""
    text = "" if value is None else shown(value)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_STARTS) or text.startswith("'") else text


def response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The file `name` as a download, UTF-8 with the mark that Excel needs."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    made = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
