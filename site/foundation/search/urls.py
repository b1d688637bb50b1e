from django.urls import path

from .reports import UnreadFilesReport

app_name = "search_admin"
urlpatterns = [
    path("unread-files/", UnreadFilesReport.as_view(), name="unread_files"),
    path("unread-files/results/", UnreadFilesReport.as_view(results_only=True), name="unread_files_results"),
]
