"""Addresses of the public site."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path
from django.views.generic import RedirectView

from frontdesk.site import chat_views, embedding, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("widget.js", embedding.widget, name="widget"),
    path("faq", views.faq, name="faq"),
    path("faq/<slug:slug>", views.topic, name="topic"),
    path("crisis-protocol", views.crisis_protocol, name="crisis-protocol"),
    path("privacy", views.privacy, name="privacy"),
    path("chat", chat_views.chat, name="chat"),
    path("chat/end", chat_views.end, name="chat-end"),
    path("chat/frame", embedding.framed, name="chat-frame"),
    path("chat/ended", chat_views.ended, name="chat-ended"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/site/icon.svg")),  # asked for by browsers unbidden
    path("sitemap.xml", sitemap, {"sitemaps": views.SITEMAPS}, name="sitemap"),
    re_path(
        r"^(?P<page>faq|privacy|crisis-protocol|chat)/$",
        RedirectView.as_view(url="/%(page)s", permanent=True),
    ),
]
