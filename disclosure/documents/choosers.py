"""Choosing a document by any part of its title or by its 文号.

The stock page chooser looks for beginnings of words, of which a Chinese title has one.
"""

from django import forms
from django.db.models import Q, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .importing.numbers import parse_document_number
from .models import DocumentPage


class DocumentFilterForm(BaseFilterForm):
    """One box for title and number; several words must all occur."""

    q = forms.CharField(
        label="标题或文号", required=False, widget=forms.TextInput({"placeholder": "标题中的词，或文号"})
    )

    def filter(self, documents: QuerySet[DocumentPage]) -> QuerySet[DocumentPage]:
        typed = self.cleaned_data["q"].strip()
        if not typed:
            return documents
        self.is_searching, self.search_query = True, typed
        if number := parse_document_number(typed):
            return documents.filter(number_key=number.key)
        for word in typed.split():
            documents = documents.filter(
                Q(title__icontains=word) | Q(draft_title__icontains=word) | Q(document_number__icontains=word)
            )
        return documents


class _Choose:
    filter_form_class = DocumentFilterForm
    ordering = "-latest_revision_created_at"
    title_column: Column

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("document_number", label="文号"),
            Column("written_on", label="成文日期"),
            Column("status_string", label="状态"),
        ]


class DocumentChooseView(_Choose, ChooseView):
    """The dialogue."""


class DocumentChooseResultsView(_Choose, ChooseResultsView):
    """Its list, fetched again while one types."""


class DocumentChooser(ChooserViewSet):
    """The chooser of every field that leads to a document."""

    model = DocumentPage
    icon = "doc-full"
    choose_one_text = "选择文件"
    choose_another_text = "另选文件"
    edit_item_text = "打开此文件"
    choose_view_class = DocumentChooseView
    choose_results_view_class = DocumentChooseResultsView


document_chooser = DocumentChooser("document_chooser")
