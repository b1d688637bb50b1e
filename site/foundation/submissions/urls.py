"""Public address of 回执查询."""

from django.urls import path

from .lookup import lookup

app_name = "submissions"
urlpatterns = [path("", lookup, name="lookup")]
