"""The Django app of frontdesk.privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "frontdesk.privacy"
    default_auto_field = "django.db.models.BigAutoField"
