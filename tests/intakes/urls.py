"""The project's addresses with the intake's own, as the lead mounts them."""

from django.urls import include, path

from frontdesk.project.urls import urlpatterns as project

urlpatterns = [path("intake/", include("frontdesk.intakes.urls")), *project]
handler404 = "frontdesk.project.site.not_found"
