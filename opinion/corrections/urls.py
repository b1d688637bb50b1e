"""Public address of 纠错."""

from django.urls import path

from . import views

app_name = "corrections"
urlpatterns = [path("<key:page_id>/", views.ReportView.as_view(), name="report")]
