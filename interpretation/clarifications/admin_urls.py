"""Addresses of 澄清事项, below the admin's."""

from django.urls import path

from . import case_views, more_views

app_name = "clarifications"
urlpatterns = [
    path("", case_views.ListView.as_view(), name="list"),
    path("new/", case_views.NewView.as_view(), name="new"),
    path("import/", more_views.ImportView.as_view(), name="import"),
    path("import/example.csv", more_views.example, name="example"),
    path("plans/", more_views.PlansView.as_view(), name="plans"),
    path("consents/<int:page_id>/", more_views.ConsentView.as_view(), name="consents"),
    path("screenshots/<int:pk>/", case_views.screenshot, name="screenshot"),
    path("evidence/<int:pk>/", case_views.evidence, name="evidence"),
    path("<int:pk>/", case_views.CaseView.as_view(), name="case"),
    path("<int:pk>/<slug:act>/", case_views.ActView.as_view(), name="act"),
    path("answer/<slug:act>/<int:row>/", case_views.RowActView.as_view(), name="answer"),
]
