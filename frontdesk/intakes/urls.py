"""Addresses of intakes; project/urls.py mounts them at intake/."""

from django.urls import path

from frontdesk.intakes import views

app_name = "intakes"
urlpatterns = [path("<str:token>", views.resume, name="resume")]
