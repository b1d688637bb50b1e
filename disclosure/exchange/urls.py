"""Addresses of the exchange, below the admin's."""

from django.urls import path

from . import views

app_name = "exchange"
urlpatterns = [
    path("", views.TokensView.as_view(), name="tokens"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
]
