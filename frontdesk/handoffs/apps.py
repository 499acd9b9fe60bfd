"""The Django app of frontdesk.handoffs."""

from django.apps import AppConfig


class HandoffsConfig(AppConfig):
    name = "frontdesk.handoffs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from frontdesk.handoffs import receivers  # noqa: F401  (connects them)
