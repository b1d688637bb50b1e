"""Addresses of the receiving office's screens, below the admin's."""

from django.urls import path

from . import admin_views

app_name = "applications_admin"
urlpatterns = [
    path("intake/", admin_views.IntakeView.as_view(), name="intake"),
    path("help/", admin_views.HelpView.as_view(), name="help"),
    path("help/<int:pk>/", admin_views.HelpedView.as_view(), name="helped"),
]
