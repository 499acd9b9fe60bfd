"""The Django app of frontdesk.site."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "frontdesk.site"
