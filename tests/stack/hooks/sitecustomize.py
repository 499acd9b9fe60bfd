"""Loaded by each Python process with this folder on its PYTHONPATH: slow statements, a clock set wrong, a
sudden end at the n-th statement or commit.

Only tests put it there; the product knows nothing of it. The monotonic clock is left alone, as by a real
change of the time of day.
"""

import os
import signal
import threading
import time

_DELAY = float(os.environ.get("FRONTDESK_TEST_STATEMENT_SECONDS", "0"))
_CLOCK = os.environ.get("FRONTDESK_TEST_CLOCK_FILE")  # holds how many seconds the clock is ahead

_CRASH = os.environ.get("FRONTDESK_TEST_CRASH_FILE")  # holds how many steps it has left; none without it
_counting = threading.Lock()


def _step():  # type: ignore[no-untyped-def]
    """One statement or commit is about to be done: the process ends here when its number is up."""
    with _counting:
        try:
            with open(_CRASH) as file:
                left = int(file.read())
        except (OSError, ValueError):
            return
        if left <= 1:
            os.remove(_CRASH)
            os.kill(os.getpid(), signal.SIGKILL)
        with open(f"{_CRASH}.new", "w") as file:
            file.write(str(left - 1))
        os.replace(f"{_CRASH}.new", _CRASH)


def _stepping(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    _step()
    return execute(sql, params, many, context)


def _crash():  # type: ignore[no-untyped-def]
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.signals import connection_created

    commit = BaseDatabaseWrapper._commit

    def stepping_commit(self):  # type: ignore[no-untyped-def]
        _step()
        return commit(self)

    BaseDatabaseWrapper._commit = stepping_commit
    connection_created.connect(
        lambda connection, **_: connection.execute_wrappers.append(_stepping), weak=False
    )


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
if _CRASH:
    _crash()
