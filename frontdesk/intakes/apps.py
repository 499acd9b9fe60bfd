"""The Django app of frontdesk.intakes."""

from django.apps import AppConfig


class IntakesConfig(AppConfig):
    name = "frontdesk.intakes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from frontdesk.intakes import receivers  # noqa: F401  (connects them)
