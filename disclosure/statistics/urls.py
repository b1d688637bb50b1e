"""Addresses of the numbers, below the admin's; there are no public ones."""

from django.urls import path

from . import views

app_name = "statistics"
urlpatterns = [
    path("", views.TableView.as_view(), name="table"),
    path("cell/", views.CellView.as_view(), name="cell"),
    path("four/", views.TableFourView.as_view(), name="table_four"),
    path("report/", views.ReportView.as_view(), name="report"),
    path("report/<int:pk>/", views.SentReportView.as_view(), name="sent"),
]
