"""Every address of the web process."""

from django.urls import include, path

from frontdesk.handoffs import way_back_view
from frontdesk.handoffs.presence_api import presence
from frontdesk.intakes.receipt_api import receipt
from frontdesk.project import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
    path("api/chat/presence", presence),
    path("api/chat/receipt", receipt),
    path("api/", include("frontdesk.chat.urls")),
    path("intake/", include("frontdesk.intakes.urls")),
    path("back/<str:token>", way_back_view.back),
    path("staff/", include("frontdesk.staff.urls")),
    path("", include("frontdesk.site.urls")),
]
handler400 = "frontdesk.site.errors.bad_request"
handler404 = "frontdesk.site.errors.not_found"
handler500 = "frontdesk.site.errors.server_error"
