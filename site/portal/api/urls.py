"""Addresses of the interface."""

from django.urls import path

from portal import converters  # noqa: F401  (registers <key:…>)

from . import views

urlpatterns = [
    path("", views.explained, name="api"),
    path("v1/openapi.json", views.description, name="api_description"),
    path("v1/documents/", views.documents, name="api_documents"),
    path("v1/documents/<key:pk>/", views.document, name="api_document"),
    path("v1/interpretations/", views.interpretations, name="api_interpretations"),
    path("v1/interpretations/<key:pk>/", views.interpretation, name="api_interpretation"),
    path("v1/catalogue/", views.catalogue, name="api_catalogue"),
]
