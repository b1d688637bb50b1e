"""Addresses of the review screens, below the admin's."""

from django.urls import path

from . import (
    batch_views,
    migration_views,
    queue_views,
    record_views,
    routing_views,
    schedule_views,
    takedown_views,
    views,
)
from .refusals import keep_opinion

app_name = "signoff"
urlpatterns = [
    path("", queue_views.QueueView.as_view(), name="queue"),
    path("done/", queue_views.DoneView.as_view(), name="done"),
    path("batch/", batch_views.BatchView.as_view(), name="batch"),
    path("mine/", queue_views.MineView.as_view(), name="mine"),
    path("chains/", views.ChainsView.as_view(), name="chains"),
    path("sheet/<int:page_id>/", views.SheetView.as_view(), name="sheet"),
    path("takedowns/", takedown_views.TakedownsView.as_view(), name="takedowns"),
    path("takedowns/<int:pk>/", keep_opinion(takedown_views.TakedownView.as_view()), name="takedown"),
    path("takedowns/new/<int:page_id>/", takedown_views.RequestView.as_view(), name="takedown_request"),
    path("emergency/<int:pk>/", keep_opinion(takedown_views.MeasureView.as_view()), name="measure"),
    path("emergency/withdraw/<int:page_id>/", takedown_views.WithdrawView.as_view(), name="withdraw"),
    path("emergency/publish/<int:page_id>/", takedown_views.PublishView.as_view(), name="publish"),
    path("emergency/publish/<int:page_id>/draft/", takedown_views.draft_preview, name="publish_preview"),
    path("schedule/stop/<int:page_id>/", schedule_views.StopView.as_view(), name="stop_schedule"),
    path("migrations/", migration_views.BatchesView.as_view(), name="migrations"),
    path("migrations/<int:pk>/", migration_views.BatchView.as_view(), name="migration"),
    path("migrations/<int:pk>/<int:item_id>/", migration_views.listed_page, name="migration_item"),
    path("records/", record_views.RecordsView.as_view(), name="records"),
    path("records/results/", record_views.RecordsView.as_view(results_only=True), name="records_results"),
    path("approvals/new/<int:page_id>/", routing_views.ApprovalView.as_view(), name="approval"),
    path("approvals/<int:pk>/", routing_views.approval_scan, name="approval_scan"),
    path("<int:pk>/", keep_opinion(views.ReviewView.as_view()), name="review"),
    path("<int:pk>/preview/", views.preview, name="preview"),
    path("<int:pk>/files/<int:document_id>/", views.attached_file, name="file"),
]
