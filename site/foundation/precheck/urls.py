"""Addresses of the pre-check, below the admin's."""

from django.urls import path, re_path

from . import cleaning_views, views

urlpatterns = [
    path("<int:page_id>/", views.DraftFindingsView.as_view(), name="precheck_draft"),
    path("<int:page_id>/text/", views.draft_text, name="precheck_text"),
    re_path(
        r"^(?P<page_id>\d{1,18})/(?P<fingerprint>[0-9a-f]{40}(?:-\d{1,6})?)/(?P<decision>dismissed|reopened)/$",
        views.FindingView.as_view(),
        name="precheck_finding",
    ),
    re_path(
        r"^(?P<page_id>\d{1,18})/clean/(?P<kind>document|image)/(?P<file_id>\d{1,18})/$",
        cleaning_views.CleanView.as_view(),
        name="precheck_clean",
    ),
]
