"""Addresses of 政务舆情, below the admin's; there are no public ones."""

from django.urls import path

from . import desk_views, report_views, step_views, views

app_name = "monitoring"
urlpatterns = [
    path("", views.RegisterView.as_view(), name="register"),
    path("new/", views.EntryView.as_view(), name="new"),
    path("<int:pk>/", views.FindingView.as_view(), name="finding"),
    path("<int:pk>/measures/<int:measure>/", step_views.MeasureView.as_view(), name="measure"),
    path("<int:pk>/evidence/<int:file>/", views.evidence_file, name="evidence"),
    path("<int:pk>/<slug:step>/", step_views.StepView.as_view(), name="step"),
    path("roster/", desk_views.RosterView.as_view(), name="roster"),
    path("watch/", desk_views.WatchListView.as_view(), name="watch"),
    path("sources/", desk_views.SourcesView.as_view(), name="sources"),
    path("import/", desk_views.ImportView.as_view(), name="import"),
    path("import/example/", desk_views.ExampleView.as_view(), name="example"),
    path("policies/<int:document_id>/", desk_views.SummariesView.as_view(), name="summaries"),
    path("statistics/", report_views.StatisticsView.as_view(), name="statistics"),
    path("report/", report_views.FindingReport.as_view(), name="report"),
    path("report/results/", report_views.FindingReport.as_view(results_only=True), name="report_results"),
    path("lessons/", report_views.LessonsView.as_view(), name="lessons"),
]
