"""The Django app of frontdesk.staff."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "frontdesk.staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from frontdesk.staff import receivers  # noqa: F401  (connects them)
