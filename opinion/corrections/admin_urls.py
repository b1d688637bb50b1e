"""Addresses of 纠错来件, below the admin's."""

from django.urls import path

from . import admin_views

app_name = "corrections_admin"
urlpatterns = [
    path("", admin_views.ListView.as_view(), name="list"),
    path("<int:pk>/", admin_views.ReportView.as_view(), name="report"),
]
