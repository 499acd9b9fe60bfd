"""Addresses of the chat API."""

from django.urls import path, re_path

from frontdesk.chat import views

urlpatterns = [
    path("chat/conversations", views.conversations),
    path("chat/messages", views.messages),
    path("chat/events", views.events),
    path("chat/erase", views.erase),
    path("schema", views.schema),
    re_path(r"^.*$", views.missing),
]
