"""Addresses of the registers, below the admin's."""

from django.urls import path

from . import (
    advice_views,
    dispute_views,
    fee_views,
    publication_views,
    record_views,
    sheet_views,
)

app_name = "remedies"
urlpatterns = [
    path("disputes/", dispute_views.DisputeList.as_view(), name="disputes"),
    path("disputes/new/", dispute_views.NewDispute.as_view(), name="new_dispute"),
    path("disputes/<int:pk>/", dispute_views.DisputeView.as_view(), name="dispute"),
    path("disputes/<int:pk>/<slug:step>/", dispute_views.DisputeView.as_view(), name="dispute_step"),
    path("fees/", fee_views.FeeList.as_view(), name="fees"),
    path("fees/new/", fee_views.NewFee.as_view(), name="new_fee"),
    path("fees/<int:pk>/", fee_views.FeeView.as_view(), name="fee"),
    path("fees/<int:pk>/<slug:step>/", fee_views.FeeView.as_view(), name="fee_step"),
    path("sheets/", sheet_views.SheetList.as_view(), name="sheets"),
    path("sheets/new/", sheet_views.NewSheet.as_view(), name="new_sheet"),
    path("sheets/<int:pk>/", sheet_views.SheetView.as_view(), name="sheet"),
    path("sheets/<int:pk>/<slug:step>/", sheet_views.SheetView.as_view(), name="sheet_step"),
    path("advice/", advice_views.AdviceList.as_view(), name="advice_list"),
    path("advice/new/", advice_views.NewAdvice.as_view(), name="new_advice"),
    path("advice/<int:pk>/", advice_views.AdviceView.as_view(), name="advice"),
    path("advice/<int:pk>/<slug:step>/", advice_views.AdviceView.as_view(), name="advice_step"),
    path("records/", record_views.RecordList.as_view(), name="records"),
    path("records/new/", record_views.NewRecord.as_view(), name="new_record"),
    path("records/<int:pk>/", record_views.RecordView.as_view(), name="record"),
    path("records/<int:pk>/answer/", record_views.RecordAnswerView.as_view(), name="record_answer"),
    path("records/<int:pk>/letter/", record_views.RecordLetterView.as_view(), name="record_letter"),
    path("records/<int:pk>/<slug:step>/", record_views.RecordView.as_view(), name="record_step"),
    path("publications/", publication_views.PublicationList.as_view(), name="publications"),
    path("publications/new/", publication_views.NewPublication.as_view(), name="new_publication"),
    path("publications/yearly/<int:pk>/", publication_views.YearlyReview.as_view(), name="yearly"),
]
