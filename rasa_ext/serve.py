"""Start Rasa the way this project needs it: loopback, our channel only, no HTTP API, no telemetry."""

from __future__ import annotations

import logging
import os
import sys
import warnings

from frontdesk.project.env import ACTION_SECONDS, ROOT, Env, load_env
from frontdesk.project.model import model_file


def prepare(env: Env) -> None:
    """Set what Rasa reads from the environment; telemetry stays off."""
    os.environ.update(
        RASA_TELEMETRY_ENABLED="false",
        TF_CPP_MIN_LOG_LEVEL="3",
        SANIC_WORKERS="1",
        FRONTDESK_INTERNAL_SECRET=env.internal_secret,
        FRONTDESK_ACTIONS_PORT=str(env.actions_port),
    )
    # the pinned libraries warn about each other at import, whatever the filters say
    warnings.showwarning = lambda *args, **kwargs: None  # type: ignore[assignment]


def hush() -> None:
    """Log warnings and worse only: below that, Rasa's logs quote what the visitor wrote."""
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(log_level=logging.WARNING, warn_only_once=True, filter_repeated_logs=True)
    configure_structlog(logging.WARNING)


def main() -> int:
    """Serve the newest model until stopped."""
    env = load_env()
    model = model_file(env.data_dir)
    if model is None:
        print("rasa: no trained model; run `make train` first", file=sys.stderr)
        return 2
    prepare(env)
    from rasa.core.actions import action
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    hush()
    action.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS
    serve_application(
        str(model),
        endpoints=AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml")),
        credentials=str(ROOT / "credentials.yml"),
        interface="127.0.0.1",
        port=env.rasa_port,
        enable_api=False,
        response_timeout=30,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
