"""Addresses of the screens about attributes, below the admin's."""

from django.urls import path

from . import reports, views

app_name = "attributes"


def _report(name: str, address: str, view: type[reports.RegisterView]) -> list:
    return [
        path(f"{address}/", view.as_view(), name=name),
        path(f"{address}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


urlpatterns = [
    *_report("catalogue", "catalogue", reports.CatalogueReport),
    *_report("returns", "returns", reports.ReturnedReport),
    *_report("return_statistics", "returns/statistics", reports.ReturnStatistics),
    *_report("numbers", "numbers", reports.NumberReport),
    path("returns/<int:pk>/", views.ReturnSlipView.as_view(), name="returned"),
    path("numbers/<int:pk>/received/", views.received, name="received"),
    path("<int:page_id>/", views.AttributeView.as_view(), name="page"),
    path("<int:page_id>/paper/", views.PaperView.as_view(), name="paper"),
]
