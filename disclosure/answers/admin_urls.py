"""Addresses of answers below the admin's."""

from django.urls import path

from . import draft_views, office_views, quick_views, views

app_name = "answers"
urlpatterns = [
    path("items/<int:pk>/", views.DecideView.as_view(), name="decide"),
    path("cases/<int:pk>/", draft_views.DraftView.as_view(), name="draft"),
    path("cases/<int:pk>/letter.docx", draft_views.draft_letter, name="letter"),
    path("cases/<int:pk>/files/<int:document_id>/", draft_views.answer_file, name="file"),
    path("cases/<int:pk>/at-once/", quick_views.AtOnceView.as_view(), name="at_once"),
    path("cases/<int:pk>/deliver/", draft_views.DeliverView.as_view(), name="deliver"),
    path(
        "cases/<int:pk>/supply/",
        draft_views.DeliverView.as_view(is_supply=True, page_title="提供信息"),
        name="supply",
    ),
    path("offices/", office_views.OfficesListView.as_view(), name="offices"),
    path("offices/<int:pk>/", office_views.OfficesView.as_view(), name="offices_of"),
]
