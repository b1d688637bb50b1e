"""Addresses of the plans, below the admin's."""

from django.urls import path

from . import meeting_views, reports, views

app_name = "plans"
urlpatterns = [
    path("<int:document_id>/", views.PlanView.as_view(), name="plan"),
    path("<int:document_id>/meeting/", meeting_views.MeetingView.as_view(), name="meeting"),
    path("progress/", reports.ProgressReport.as_view(), name="progress"),
    path("progress/results/", reports.ProgressReport.as_view(results_only=True), name="progress_results"),
    path("statistics/", reports.StatisticsReport.as_view(), name="statistics"),
    path(
        "statistics/results/", reports.StatisticsReport.as_view(results_only=True), name="statistics_results"
    ),
]
