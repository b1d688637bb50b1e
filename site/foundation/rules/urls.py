"""Addresses of the parameters, below the admin's."""

from django.urls import path

from . import views

app_name = "rules"
urlpatterns = [
    path("", views.ParametersView.as_view(), name="parameters"),
    path("<str:key>/", views.ParameterView.as_view(), name="parameter"),
]
