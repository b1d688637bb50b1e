"""Reasons about the attribute that other decisions give: what was finally decided, what co-issuers say."""

from collections.abc import Iterator

from django.utils import timezone

from disclosure.documents.models import DocumentPage, FiledPage
from disclosure.documents.openness import openness_label
from foundation.signoff.gates import Reason

from .enums import ConsentState
from .selectors import consents, locked


def locked_gate(page) -> Iterator[Reason]:
    """The signatory decides for good (R-050); afterwards only the procedure of change (R-219) may alter it."""
    if not isinstance(page, FiledPage):
        return
    final = locked(page.pk)
    if final and final.value != page.openness:
        day = f"{timezone.localtime(final.at):%Y-%m-%d}"
        label = openness_label(final.value, page.body_id)
        yield Reason(
            f"公开属性已由{final.signed_by}于{day}签发时确定为“{label}”，不能自行修改。请改回“{label}”；"
            "确需变更的，按“公开属性变更”程序报批。",
            "openness",
        )


def consent_gate(page) -> Iterator[Reason]:
    """Joint documents are signed once every co-issuer agrees to the attribute (R-055)."""
    if not isinstance(page, DocumentPage):
        return
    for consent in consents(page):
        if consent.is_given:
            continue
        label = openness_label(page.openness, page.body_id)
        if consent.said and consent.said.state == ConsentState.OBJECTION:
            note = f":{consent.said.note}" if consent.said.note else ""
            yield Reason(f"联合发文机关{consent.body}不同意公开属性定为“{label}”{note}。请协商一致后再签发。")
        else:
            yield Reason(f"联合发文机关{consent.body}尚未对公开属性“{label}”回复意见，不能签发。")
