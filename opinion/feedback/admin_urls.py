"""Addresses of 公众来件, below the admin's."""

from django.urls import path

from . import admin_views, report

app_name = "feedback_admin"
urlpatterns = [
    path("", admin_views.ListView.as_view(), name="list"),
    path("enter/<int:body_id>/", admin_views.EnterView.as_view(), name="enter"),
    path("statistics/", admin_views.StatisticsView.as_view(), name="statistics"),
    path("report/", report.LetterReport.as_view(), name="report"),
    path("report/results/", report.LetterReport.as_view(results_only=True), name="report_results"),
    path("<int:pk>/", admin_views.LetterView.as_view(), name="letter"),
    path("<int:pk>/take-off/", admin_views.TakeOffView.as_view(), name="take_off"),
    path("<int:pk>/<slug:act>/", admin_views.ActView.as_view(), name="act"),
]
