"""A page may not be submitted to a column without the elements that the catalogue asks for (R-022)."""

from collections.abc import Iterator

from disclosure.documents.models import FiledPage
from foundation.signoff.gates import Reason

from .completeness import completeness_of
from .enums import ElementSource


def element_gate(page) -> Iterator[Reason]:
    """One reason for each missing element; nothing for other pages."""
    found = completeness_of(page) if isinstance(page, FiledPage) else None
    for element in found.required if found else []:
        in_field = element.source == ElementSource.FIELD
        own = next((name for name in element.field.split("|") if hasattr(page, name)), "") if in_field else ""
        advice = "请补充后送审。" if own else "请在“栏目要素”中填写。"
        yield Reason(f"本栏目的信息须有“{element.name}”，现在没有。{advice}", own or "elements")
