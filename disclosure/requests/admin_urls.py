"""Addresses of the desk, below the admin's."""

from django.urls import path

from . import batch_views, case_views, consent_views, desk_views, folder_views, office_views

app_name = "requests_admin"
urlpatterns = [
    path("", desk_views.DeskView.as_view(), name="desk"),
    path("workload/", desk_views.WorkloadView.as_view(), name="workload"),
    path("offices/", office_views.OfficesView.as_view(), name="offices"),
    path("consents/", consent_views.ConsentsView.as_view(), name="consents"),
    path("batch/", batch_views.BatchView.as_view(), name="batch"),
    path("<int:pk>/", case_views.CaseView.as_view(), name="case"),
    path("<int:pk>/folder/", folder_views.FolderView.as_view(), name="folder"),
    path("<int:pk>/kept/<int:file_id>/", case_views.kept_file, name="kept_file"),
    path("<int:pk>/steps/<slug:step>/", case_views.StepView.as_view(), name="step"),
    path(
        "<int:pk>/consultations/<int:consultation_id>/<slug:act>/",
        case_views.ConsultationView.as_view(),
        name="consultation",
    ),
]
