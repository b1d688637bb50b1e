from django.urls import path

from . import ledger_views, views

app_name = "columns"
urlpatterns = [
    path("", views.HealthView.as_view(), name="health"),
    path("indicators/", views.IndicatorsView.as_view(), name="indicators"),
    path("ledger/", ledger_views.LedgerView.as_view(), name="ledger"),
    path("circular/", ledger_views.CircularView.as_view(), name="circular"),
    path("<int:pk>/", views.ColumnView.as_view(), name="column"),
    path("<int:pk>/care/", views.CareView.as_view(), name="care"),
    path("<int:pk>/task/", views.TaskSheetView.as_view(), name="task_sheet"),
]
