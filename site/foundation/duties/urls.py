"""Addresses of the ledger, below the admin's."""

from django.urls import path

from . import duty_views, feed_views, matter_views, reminder_views, views

app_name = "duties"
urlpatterns = [
    path("", views.DutyList.as_view(), name="list"),
    path("overview/", views.OverviewView.as_view(), name="overview"),
    path("open/", matter_views.MatterView.as_view(), name="open"),
    path("hand-over/", views.HandOverView.as_view(), name="hand_over"),
    path("recalculations/<int:pk>/", views.RecalculationView.as_view(), name="recalculation"),
    path("reminders/", reminder_views.RemindersView.as_view(), name="reminders"),
    path("reminders/read/", reminder_views.mark_read, name="mark_read"),
    path("feeds/mine/", feed_views.renew_feed, name="renew_own_feed"),
    path("feeds/body/<int:body_id>/", feed_views.renew_feed, name="renew_feed"),
    path("feeds/<int:pk>/end/", feed_views.end_feed, name="end_feed"),
    path("<int:pk>/", duty_views.DutyView.as_view(), name="duty"),
    path("<int:pk>/urge/", duty_views.urge, name="urge"),
    path("<int:pk>/acts/<slug:act>/", duty_views.ActView.as_view(), name="act"),
]
