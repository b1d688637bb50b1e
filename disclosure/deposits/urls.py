"""Addresses of the reading places and deposits, below the admin's."""

from django.urls import path

from . import filing_views, handover_views, place_views, views

app_name = "deposits"
urlpatterns = [
    path("", views.DepositReport.as_view(), name="list"),
    path("results/", views.DepositReport.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", views.DepositView.as_view(), name="deposit"),
    path("bodies/", views.BodyReport.as_view(), name="bodies"),
    path("bodies/results/", views.BodyReport.as_view(results_only=True), name="bodies_results"),
    path("batches/", handover_views.BatchesView.as_view(), name="batches"),
    path("batches/<int:body>/<int:place>/", handover_views.PrepareView.as_view(), name="batch"),
    path("handovers/<int:pk>/", handover_views.HandoverView.as_view(), name="handover"),
    path("handovers/<int:pk>/discard/", handover_views.discard_sheet, name="discard"),
    path("handovers/<int:pk>/sheet/", handover_views.SheetView.as_view(), name="sheet"),
    path("handovers/<int:pk>/envelope/", handover_views.EnvelopeView.as_view(), name="envelope"),
    path("handovers/<int:pk>/repealed/", handover_views.RepealedView.as_view(), name="repealed"),
    path("handovers/<int:pk>/<str:kind>/", handover_views.stored_file, name="file"),
    path("visits/", place_views.VisitReport.as_view(), name="visits"),
    path("visits/results/", place_views.VisitReport.as_view(results_only=True), name="visits_results"),
    path("visits/add/", place_views.VisitView.as_view(), name="visit"),
    path("visits/months/", place_views.MonthReport.as_view(), name="months"),
    path("visits/months/results/", place_views.MonthReport.as_view(results_only=True), name="months_results"),
    path("reports/", place_views.QuarterReport.as_view(), name="reports"),
    path("reports/results/", place_views.QuarterReport.as_view(results_only=True), name="reports_results"),
    path("reports/<int:pk>/<str:quarter>/", place_views.ReportView.as_view(), name="report"),
    path("filings/", filing_views.FilingReport.as_view(), name="filings"),
    path("filings/results/", filing_views.FilingReport.as_view(results_only=True), name="filings_results"),
    path("filings/add/", filing_views.MakeView.as_view(), name="filing_add"),
    path("filings/<int:pk>/", filing_views.FilingView.as_view(), name="filing"),
    path("filings/<int:pk>/<str:kind>/", filing_views.stored_file, name="filing_file"),
]
