"""Addresses of the ledger, below the admin's."""

from django.urls import path

from . import views

app_name = "duties"
urlpatterns = [
    path("", views.DutyList.as_view(), name="list"),
    path("overview/", views.OverviewView.as_view(), name="overview"),
    path("hand-over/", views.HandOverView.as_view(), name="hand_over"),
    path("recalculations/<int:pk>/", views.RecalculationView.as_view(), name="recalculation"),
    path("<int:pk>/", views.DutyView.as_view(), name="duty"),
    path("<int:pk>/urge/", views.urge, name="urge"),
]
