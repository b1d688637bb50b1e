"""Public addresses of consultations beside their own pages and their list."""

from django.urls import path

from .views import OpinionFormView

app_name = "consultations"
urlpatterns = [path("<key:page_id>/yijian/", OpinionFormView.as_view(), name="opinion")]
