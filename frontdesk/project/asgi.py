"""The ASGI application that uvicorn serves."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.project.settings")
_django = get_asgi_application()


def _warm() -> None:
    """Compile the safety rules now (a few seconds) and not with somebody's first message."""
    from frontdesk.chat.content import content

    content().screen.warm()


def _beside(application: Any) -> Any:
    """Messages that were told "not now" are answered beside the requests."""
    from frontdesk.chat.late import lifespan

    return lifespan(application)


_warm()
application = _beside(_django)
