"""Addresses of 重大行政决策, below the admin's."""

from django.urls import path

from . import admin_views

app_name = "decisions_admin"
urlpatterns = [
    path("", admin_views.CataloguesView.as_view(), name="catalogues"),
    path("begin/", admin_views.BeginView.as_view(), name="begin"),
    path("catalogues/<int:pk>/", admin_views.CatalogueView.as_view(), name="catalogue"),
    path("catalogues/<int:pk>/enter/", admin_views.EnterView.as_view(), name="enter"),
    path("<int:pk>/", admin_views.DecisionView.as_view(), name="decision"),
    path("<int:pk>/leave/", admin_views.LeaveView.as_view(), name="leave"),
    path("<int:pk>/document/", admin_views.DocumentView.as_view(), name="document"),
]
