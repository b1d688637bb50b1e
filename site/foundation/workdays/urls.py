from django.urls import path, re_path

from . import views

app_name = "workdays"
urlpatterns = [
    path("", views.YearsView.as_view(), name="years"),
    path("enter/", views.EnterView.as_view(), name="enter"),
    path("<int:year>/", views.YearView.as_view(), name="year"),
    re_path(r"^(?P<year>\d{4})\.(?P<form>csv|json)$", views.export, name="export"),
]
