"""Loaded by each Python process with this folder on its PYTHONPATH: slow statements, a clock set wrong.

Only tests put it there; the product knows nothing of it. The monotonic clock is left alone, as by a real
change of the time of day.
"""

import os
import time

_DELAY = float(os.environ.get("FRONTDESK_TEST_STATEMENT_SECONDS", "0"))
_CLOCK = os.environ.get("FRONTDESK_TEST_CLOCK_FILE")  # holds how many seconds the clock is ahead


def _slow(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    time.sleep(_DELAY)
    return execute(sql, params, many, context)


def _connected(connection, **_):  # type: ignore[no-untyped-def]
    connection.execute_wrappers.append(_slow)


def _set_clock(file):  # type: ignore[no-untyped-def]
    from datetime import timedelta

    from django.utils import timezone

    real_time, real_now = time.time, timezone.now

    def ahead():  # type: ignore[no-untyped-def]
        with open(file) as words:
            return float(words.read() or 0)

    time.time = lambda: real_time() + ahead()
    timezone.now = lambda: real_now() + timedelta(seconds=ahead())


if _DELAY:
    from django.db.backends.signals import connection_created

    connection_created.connect(_connected, weak=False)
if _CLOCK:
    _set_clock(_CLOCK)
