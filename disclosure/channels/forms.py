"""Recording a release."""

from typing import cast

from django import forms
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Unit, User
from foundation.signoff.file_rules import content_problem, name_problem

from .enums import Channel
from .selectors import units_of


class PageField(forms.CharField):
    """A page named by its number or address on the site."""

    def clean(self, value: str) -> Page | None:
        text = super().clean(value).strip()
        if not text:
            return None
        slug = text.rstrip("/").rpartition("/")[2]
        found = Page.objects.filter(pk=int(text)) if text.isdecimal() else Page.objects.filter(slug=slug)
        if found.count() != 1:
            raise forms.ValidationError("网站上没有找到这一页面，请粘贴页面的完整地址；尚未公开的可以留空。")
        return found.get().specific


class ReleaseForm(forms.Form):
    """What was released, where and when."""

    title = forms.CharField(label="信息名称", max_length=255)
    unit = forms.ModelChoiceField(label="责任科室", queryset=Unit.objects.none(), empty_label=None)
    channel = forms.ChoiceField(label="发布渠道", choices=Channel.choices)
    released_at = forms.DateTimeField(
        label="发布时间",
        initial=timezone.localtime,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reference = forms.CharField(label="链接、期号或版面", max_length=300, required=False)
    page = PageField(label="网站页面", required=False, help_text="粘贴本网站上该信息的地址；尚未公开的留空")
    proof = forms.FileField(label="留存件（截图、报样）", required=False)

    def __init__(self, *args, user: User, page: Page | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = units_of(user)
        if page:  # named by the address of the screen, which says above which it is
            self.fields["page"].widget = forms.HiddenInput()

    def clean_proof(self):
        upload = self.cleaned_data["proof"]
        if upload and (problem := name_problem(upload.name) or content_problem(upload.name, upload)):
            raise forms.ValidationError(problem)
        return upload


class JoinForm(forms.Form):
    """The page that the site has published since."""

    page = PageField(label="网站页面", help_text="粘贴本网站上该信息的地址")
