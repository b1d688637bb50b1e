"""Addresses of redacted copies, below the admin's."""

from django.urls import path, re_path

from . import views

app_name = "redactions"
urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("new/", views.RegisterView.as_view(), name="register"),
    path("<int:pk>/", views.RedactionView.as_view(), name="redaction"),
    re_path(r"^(?P<pk>\d{1,18})/(?P<which>original|copy)/$", views.redaction_file, name="file"),
]
