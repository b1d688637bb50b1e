"""Addresses of the review screens, below the admin's."""

from django.urls import path

from . import views

app_name = "signoff"
urlpatterns = [
    path("", views.QueueView.as_view(), name="queue"),
    path("done/", views.DoneView.as_view(), name="done"),
    path("mine/", views.MineView.as_view(), name="mine"),
    path("chains/", views.ChainsView.as_view(), name="chains"),
    path("sheet/<int:page_id>/", views.SheetView.as_view(), name="sheet"),
    path("<int:pk>/", views.ReviewView.as_view(), name="review"),
    path("<int:pk>/preview/", views.preview, name="preview"),
    path("<int:pk>/files/<int:document_id>/", views.attached_file, name="file"),
]
