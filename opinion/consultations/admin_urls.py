"""Screens of those who run a consultation, below the admin's addresses."""

from django.urls import path

from . import admin_views, period_panel

app_name = "consultations_admin"
urlpatterns = [
    path("", admin_views.ListView.as_view(), name="list"),
    path("period/", period_panel.period_in_words, name="period"),
    path("<int:pk>/", admin_views.ConsultationView.as_view(), name="consultation"),
    path("<int:pk>/change/", admin_views.ChangeView.as_view(), name="change"),
    path("<int:pk>/secrecy/", admin_views.SecrecyView.as_view(), name="secrecy"),
    path("changes/<int:pk>/", admin_views.DecideChangeView.as_view(), name="decide_change"),
    path("secrecy/<int:pk>/", admin_views.DecideSecrecyView.as_view(), name="decide_secrecy"),
    path("<int:pk>/enter/", admin_views.EnterView.as_view(), name="enter"),
    path("documents/<int:pk>/", admin_views.DocumentView.as_view(), name="document"),
    path("opinions/<int:pk>/", admin_views.OpinionView.as_view(), name="opinion"),
]
