"""Addresses of what every inbox shares, below the admin's."""

from django.urls import path

from . import access_report, admin_views

app_name = "submissions_admin"
urlpatterns = [
    path("<str:kind>/<int:pk>/contact/", admin_views.RevealView.as_view(), name="reveal"),
    path("<str:kind>/<int:pk>/files/<int:file_id>/", admin_views.file, name="file"),
    path("accesses/", access_report.AccessReport.as_view(), name="accesses"),
    path("accesses/results/", access_report.AccessReport.as_view(results_only=True), name="accesses_results"),
]
