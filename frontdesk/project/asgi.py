"""The ASGI application that uvicorn serves."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.project.settings")
application = get_asgi_application()


def _warm() -> None:
    """Compile the safety rules now (a few seconds) and not with somebody's first message."""
    from frontdesk.chat.content import content

    content().screen.warm()


_warm()
