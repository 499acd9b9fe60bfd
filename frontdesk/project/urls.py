"""Every address of the web process."""

from django.urls import include, path

from frontdesk.project import health, site

urlpatterns = [
    path("", site.home, name="home"),
    path("widget.js", site.widget, name="widget"),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
    path("api/", include("frontdesk.chat.urls")),
    path("staff/", include("frontdesk.staff.urls")),
]
handler400 = "frontdesk.project.site.bad_request"
handler404 = "frontdesk.project.site.not_found"
handler500 = "frontdesk.project.site.server_error"
