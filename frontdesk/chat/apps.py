"""The Django app of frontdesk.chat."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "frontdesk.chat"
    default_auto_field = "django.db.models.BigAutoField"
