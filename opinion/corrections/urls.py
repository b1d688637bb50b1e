"""Public addresses of 纠错."""

from django.urls import path

from . import views

app_name = "corrections"
urlpatterns = [
    path("<int:page_id>/", views.report, name="report"),
    path("received/<slug:number>/", views.received, name="received"),
]
