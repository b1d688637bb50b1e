"""Addresses of the register of releases, below the admin's."""

from django.urls import path

from . import views

app_name = "channels"
urlpatterns = [
    path("", views.ReleaseReport.as_view(), name="list"),
    path("results/", views.ReleaseReport.as_view(results_only=True), name="list_results"),
    path("add/", views.RecordView.as_view(), name="add"),
    path("<int:pk>/", views.ReleaseView.as_view(), name="release"),
    path("<int:pk>/proof/", views.proof, name="proof"),
]
