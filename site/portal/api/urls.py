"""Addresses of the interface: a list and single records of each kind, and the catalogue."""

from django.urls import path

from portal import converters  # noqa: F401  (registers <key:…>)

from . import views

urlpatterns = [
    path("", views.explained, name="api"),
    path("v1/openapi.json", views.description, name="api_description"),
    path("v1/catalogue/", views.catalogue, name="api_catalogue"),
]
for name, kind in views.KINDS.items():
    own = name.replace("-", "_")
    urlpatterns += [
        path(f"v1/{name}/", views.list_view(kind.listed), name=f"api_{own}"),
        path(f"v1/{name}/<key:pk>/", views.detail_view(kind.model, kind.detail), name=f"api_{own}_one"),
    ]
