"""Sheets, receipts, visits, reports and filings as forms."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from disclosure.documents.enums import Openness
from foundation.organisations.models import Body

from .duties import due_days
from .enums import Mode
from .filings import filed_catalogues
from .models import Deposit, ReadingPlace

# More pages than fit on a screen help nobody at a counter. No legal source.
MOST_FOUND = 20


class DayField(forms.DateField):
    """A day, today unless said otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(initial=timezone.localdate, widget=widget, **kwargs)


class DepositChoices(forms.ModelMultipleChoiceField):
    """What waits, each with why and since when."""

    due: Mapping[int, dt.date | None] = {}

    def label_from_instance(self, obj: Deposit) -> str:
        due = self.due.get(obj.pk)
        words = [obj.get_cause_display(), obj.document_number, f"到期日{due}" if due else ""]
        return f"{obj.title}（{'，'.join(filter(None, words))}）"


class PageChoices(forms.ModelMultipleChoiceField):
    """Pages of the site, documents with their number: editions of one text bear the same title."""

    def label_from_instance(self, obj: Page) -> str:
        number = getattr(getattr(obj, "documentpage", None), "document_number", "")
        return f"{obj.title}（{number}）" if number else obj.title


class PrepareForm(forms.Form):
    """What goes on the next sheet."""

    chosen = DepositChoices(
        label="本次送交", queryset=Deposit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(
        label="送交方式", choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.IN_PERSON
    )

    def __init__(self, *args: Any, deposits: QuerySet[Deposit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(DepositChoices, self.fields["chosen"])
        rows = list(deposits)
        chosen.queryset, chosen.due = deposits, due_days(rows)
        chosen.initial = [deposit.pk for deposit in rows]


class ReceiptForm(forms.Form):
    """What both sides signed."""

    handed_on = DayField(label="交接日期")
    copies = forms.IntegerField(label="纸质原件份数", min_value=0, max_value=99, initial=2)
    giver = forms.CharField(label="送交人", max_length=60)
    receiver = forms.CharField(label="接收人", max_length=60)
    electronic = forms.FileField(label="电子文本", help_text="多个文件请打包为 zip；与纸质原件内容一致")
    scan = forms.FileField(label="双方签字的交接单扫描件", help_text="pdf、jpg 或 png")


class VisitForm(forms.Form):
    """One visit at the counter; ``q`` helps to find what was asked for."""

    place = forms.ModelChoiceField(label="查阅点", queryset=ReadingPlace.objects.none(), empty_label=None)
    visited_on = DayField(label="查阅日期")
    visitor = forms.CharField(label="查阅人", max_length=30, help_text="只记称呼，如“王先生”；不登记证件号码")
    need = forms.CharField(label="查阅需求", max_length=300, widget=forms.Textarea({"rows": 2}))
    q = forms.CharField(
        label="帮助查找",
        max_length=60,
        required=False,
        help_text="填写名称中的词或者文号，按“查找”列出网站上的信息",
    )
    pages = PageChoices(
        label="提供的信息",
        queryset=Page.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label="只在查阅点的材料",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="网站上没有的纸质材料，每行一项",
    )

    def __init__(
        self, *args: Any, places: QuerySet[ReadingPlace], pages: QuerySet[Page], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["place"]).queryset = places
        cast(forms.ModelMultipleChoiceField, self.fields["pages"]).queryset = pages

    def clean_others(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]


class QuarterForm(forms.Form):
    """What the place adds to the figures."""

    note = forms.CharField(
        label="情况说明",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="如主要查阅需求、存在的问题",
    )


class MakeForm(forms.Form):
    """Which catalogue becomes a version."""

    body = forms.ModelChoiceField(label="报送单位", queryset=Body.objects.none(), empty_label=None)
    value = forms.ChoiceField(label="目录", widget=forms.RadioSelect, initial=Openness.PROACTIVE)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["body"]).queryset = bodies
        first = bodies.first()
        cast(forms.ChoiceField, self.fields["value"]).choices = filed_catalogues(first) if first else []


class FiledForm(forms.Form):
    """The receipt of the office."""

    filed_on = DayField(label="报送日期")
    received_by = forms.CharField(label="接收人", max_length=60)
    receipt_number = forms.CharField(label="回执编号", max_length=60)
