"""Addresses of answers delivered by mail. Everything else about an answer is inside the admin."""

from django.urls import path

from . import links

urlpatterns = [
    path("<str:token>/", links.link, name="answer_link"),
    path("<str:token>/<str:which>/", links.link_file, name="answer_link_file"),
]
