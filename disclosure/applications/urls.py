"""Public addresses of 依申请公开 that no cache keeps; those that are the same for everybody are in the portal's."""

from django.urls import path

from . import tracking, views

app_name = "applications"
urlpatterns = [
    path("shenqing/", views.ApplyView.as_view(), name="apply"),
    path("yijieda/", views.solved, name="solved"),
    path("xiexie/", views.thanks, name="thanks"),
    path("queren/<str:token>/", views.confirm, name="confirm"),
    path("chaxun/", tracking.track, name="track"),
    path("chaxun/wenshu/<int:pk>/", tracking.letter, name="letter"),
    path("chaxun/wenjian/<int:pk>/<int:place>/", tracking.answer_file, name="answer_file"),
    path("chaxun/huizhi/", tracking.receipt, name="receipt"),
    path("chaxun/shenqingbiao/<str:extension>/", tracking.own_form, name="own_form"),
]
