"""The action server: `python -m actions`. Loopback only, and only with the secret (promise 30)."""

from __future__ import annotations

import hmac
import logging
import os
import warnings

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.project.settings")
SECRET_HEADER = "X-Frontdesk-Secret"


def main() -> None:
    """Serve until stopped."""
    django.setup()
    from django.conf import settings
    from rasa_sdk.endpoint import create_app
    from sanic import response
    from sanic.request import Request
    from sanic.response import HTTPResponse

    from frontdesk.chat.content import content

    warnings.filterwarnings("ignore")  # sanic turns old libraries' warnings back on
    logging.basicConfig(level=logging.WARNING)
    content()  # a broken content file stops here, not in front of a visitor
    app = create_app("actions")

    @app.middleware("request")
    async def only_rasa(request: Request) -> HTTPResponse | None:
        given = request.headers.get(SECRET_HEADER, "")
        if request.path == "/health" or hmac.compare_digest(
            given.encode(), settings.INTERNAL_SECRET.encode()
        ):
            return None
        return response.json({"error": "forbidden"}, status=403)

    port = int(settings.ACTIONS_URL.rsplit(":", 1)[1])
    app.run("127.0.0.1", port, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
