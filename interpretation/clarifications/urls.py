"""Public addresses of clarifications; the list itself has its name in the site's own addresses."""

from django.urls import path

from . import public_views

app_name = "piyao"
urlpatterns = [path("helpful/<key:pk>/", public_views.helpful, name="helpful")]
