"""Addresses of the 采纳台账, below the admin's."""

from django.urls import path

from . import ledger_act_views, ledger_views, sheet_views
from .result_views import begin

app_name = "ledger"
urlpatterns = [
    path("", ledger_views.ConsultationsView.as_view(), name="consultations"),
    path("<int:page>/", ledger_views.LedgerView.as_view(), name="ledger"),
    path("<int:page>/groups/", ledger_views.GroupsView.as_view(), name="groups"),
    path("<int:page>/opinions/<int:pk>/", ledger_views.OpinionView.as_view(), name="opinion"),
    path("<int:page>/acts/<slug:act>/", ledger_act_views.ActView.as_view(), name="act"),
    path("<int:page>/sheets/", sheet_views.UploadView.as_view(), name="sheets"),
    path("<int:page>/sheets/export/", sheet_views.export, name="export"),
    path("<int:page>/sheets/example/", sheet_views.example, name="example"),
    path("<int:page>/sheets/<int:pk>/", sheet_views.SheetView.as_view(), name="sheet"),
    path("<int:page>/result/", begin, name="result"),
]
