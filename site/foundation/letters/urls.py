"""Addresses of letters, below the admin's."""

from django.urls import path

from . import views

app_name = "letters"
urlpatterns = [
    path("", views.KindsView.as_view(), name="kinds"),
    path("kinds/<str:key>/", views.KindView.as_view(), name="kind"),
    path("kinds/<str:key>/preview/", views.preview_file, name="preview"),
    path("kinds/<str:key>/template/", views.template_file, name="template"),
    path("versions/<int:pk>/", views.version_file, name="version"),
    path("letterheads/", views.LetterheadsView.as_view(), name="letterheads"),
    path("letterheads/<int:body_id>/", views.LetterheadView.as_view(), name="letterhead"),
    path("issued/", views.IssuedView.as_view(), name="issued"),
    path("issued/<int:pk>/", views.letter_file, name="letter"),
]
