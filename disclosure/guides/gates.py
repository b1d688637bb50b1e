"""Reasons why a guide may not be submitted: every element of R-010 has to be there (条例 12)."""

from collections.abc import Iterator

from foundation.signoff.gates import Reason

from .models import GuidePage, ReadingPoint

_ADVICE = {"fax": "指南须公布传真号码。", "online_url": "指南须公布在线申请的网址。"}
_POINT_FIELDS = ("name", "address", "hours", "phone")


def guide_gate(page) -> Iterator[Reason]:
    """One reason for each missing element; nothing for other pages."""
    if not isinstance(page, GuidePage):
        return
    for name in GuidePage.MANDATORY:
        if not getattr(page, name).strip():
            yield Reason(f"请填写“{page.label_of(name)}”。{_ADVICE.get(name, '')}", name)
    points = list(page.points.all())
    if not points:
        yield Reason("请至少填写一个政府信息查阅点。", "points")
    for number, point in enumerate(points, start=1):
        yield from _point(number, point)


def _point(number: int, point: ReadingPoint) -> Iterator[Reason]:
    labels = {name: str(ReadingPoint._meta.get_field(name).verbose_name) for name in _POINT_FIELDS}
    if missing := [label for name, label in labels.items() if not getattr(point, name).strip()]:
        yield Reason(f"第{number}个查阅点缺少{'、'.join(missing)}，请补充。", "points")
