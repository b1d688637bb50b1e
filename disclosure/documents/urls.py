"""Addresses of the import screens inside the admin."""

from django.urls import path

from .import_views import BatchView, ConfirmView, UploadView

urlpatterns = [
    path("documents-import/", UploadView.as_view(), name="documents_import"),
    path("documents-import/<uuid:batch>/", BatchView.as_view(), name="documents_import_batch"),
    path("documents-import/<uuid:batch>/<int:pk>/", ConfirmView.as_view(), name="documents_import_confirm"),
]
