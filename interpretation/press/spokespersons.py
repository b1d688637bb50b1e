"""Appointing spokespersons and liaisons, and filing both (R-118, R-120)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.organisations.models import Body, User

from . import duties
from .access import KEEPERS, may_receipt, require
from .enums import Condition, FilingState
from .models import Filing, FilingReceipt, Liaison, Spokesperson, SpokespersonChange

_TOLD = (
    "name",
    "post",
    "kind",
    "rank",
    "conditions",
    "appointed_on",
    "document",
    "photo",
    "phone",
    "ended_on",
)


def _label(name: str) -> str:
    return str(Spokesperson._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _words(spokesperson: Spokesperson, name: str) -> str:
    if name == "conditions":
        return "、".join(Condition(one).label for one in spokesperson.conditions) or "未填"
    if name in ("kind", "rank"):
        return getattr(spokesperson, f"get_{name}_display")()
    value = getattr(spokesperson, name)
    return str(value) if value else "未填"


@transaction.atomic
def appoint(user: User, body: Body, **fields: Any) -> Spokesperson:
    """A new spokesperson; the clock of the filing starts. Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS, body.pk, "新闻发言人登记")
    _check(fields)
    spokesperson = Spokesperson.objects.create(body=body, **fields)
    SpokespersonChange.objects.create(spokesperson=spokesperson, what="登记", by=user)
    duties.filing_wanted(spokesperson)
    return spokesperson


@transaction.atomic
def change(spokesperson: Spokesperson, user: User, **fields: Any) -> Spokesperson:
    """What is told of a spokesperson changes; the history keeps both. Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS, spokesperson.body_id, "新闻发言人登记")
    _check(fields)
    stored = (
        Spokesperson.objects.select_for_update(of=("self",)).select_related("body").get(pk=spokesperson.pk)
    )
    before = {name: _words(stored, name) for name in _TOLD}
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.save()
    after = {name: _words(stored, name) for name in _TOLD}
    changed = [
        f"{_label(name)}：{before[name]} → {after[name]}" for name in _TOLD if before[name] != after[name]
    ]
    if changed:
        SpokespersonChange.objects.create(spokesperson=stored, what="；".join(changed), by=user)
        duties.filing_wanted(stored)
    return stored


def _check(fields: dict[str, Any]) -> None:
    appointed, ended = fields.get("appointed_on"), fields.get("ended_on")
    if appointed and appointed > timezone.localdate():
        raise ValidationError({"appointed_on": "任命日期在今天之后，请核对。"})
    if appointed and ended and ended < appointed:
        raise ValidationError({"ended_on": "离任日期早于任命日期，请核对。"})


@transaction.atomic
def name_liaison(
    spokesperson: Spokesperson, user: User, *, name: str, post: str, phone: str, since: dt.date
) -> Liaison:
    """The one liaison from that day; the one before ends. Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS, spokesperson.body_id, "联络员登记")
    Spokesperson.objects.select_for_update().get(pk=spokesperson.pk)
    words = {"name": name.strip(), "post": post.strip(), "phone": phone.strip(), "since": since}
    current = liaison_of(spokesperson)
    if current and all(getattr(current, key) == value for key, value in words.items()):
        return current
    if current:
        if since < current.since:
            raise ValidationError({"since": f"现任联络员{current.since}开始，新任不能早于这一天。"})
        current.until = since
        current.save()
    liaison = Liaison.objects.create(spokesperson=spokesperson, **words)
    told = f"联络员：{current or '无'} → {liaison}"
    SpokespersonChange.objects.create(spokesperson=spokesperson, what=told, by=user)
    duties.filing_wanted(spokesperson)
    return liaison


def liaison_of(spokesperson: Spokesperson) -> Liaison | None:
    """The liaison now; no query where the liaisons are fetched already."""
    return next((one for one in spokesperson.liaisons.all() if one.until is None), None)


def content_of(spokesperson: Spokesperson) -> dict[str, str]:
    """What a filing says, as it stands now."""
    liaison = liaison_of(spokesperson)
    told = {_label(name): _words(spokesperson, name) for name in _TOLD if name != "photo"}
    return told | {
        "联络员": str(liaison) if liaison else "",
        "联络员电话": liaison.phone if liaison else "",
    }


def filing_state(spokesperson: Spokesperson) -> FilingState:
    """Whether what was filed last is what holds now. Filings and liaisons may be fetched already."""
    last = next(iter(spokesperson.filings.all()), None)
    if last is None:
        return FilingState.MISSING
    if last.content != content_of(spokesperson):
        return FilingState.CHANGED
    return FilingState.FILED if hasattr(last, "receipt") else FilingState.WAITING


@transaction.atomic
def file(spokesperson: Spokesperson, user: User) -> Filing:
    """Send to the news agency. Refused without a liaison (R-120). Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS, spokesperson.body_id, "新闻发言人备案")
    spokesperson = (
        Spokesperson.objects.select_for_update(of=("self",)).select_related("body").get(pk=spokesperson.pk)
    )
    if liaison_of(spokesperson) is None:
        raise ValidationError("尚未登记联络员，不能备案。每名新闻发言人须有一名联络员，请先登记。")
    last = spokesperson.filings.first()
    content = content_of(spokesperson)
    if last and last.content == content:
        return last
    return Filing.objects.create(spokesperson=spokesperson, content=content, by=user)


@transaction.atomic
def give_receipt(filing: Filing, user: User, number: str) -> FilingReceipt:
    """The agency's receipt, by somebody else than who filed. Raises PermissionDenied, ValidationError."""
    spokesperson = Spokesperson.objects.select_for_update(of=("self",)).get(pk=filing.spokesperson_id)
    if not may_receipt(user, spokesperson.body_id):
        raise PermissionDenied("备案回执由新闻发布机构（办公室）或者主管部门出具，您目前不在这些岗位上。")
    if filing.by_id == user.pk:
        raise PermissionDenied("报备人不能给自己出具回执，请由新闻发布机构的其他人员办理。")
    if found := FilingReceipt.objects.filter(filing=filing).first():
        return found
    if filing.pk != spokesperson.filings.values_list("pk", flat=True).first():
        raise ValidationError("此后又有新的备案，请对最新的备案出具回执。")
    if filing.content != content_of(spokesperson):
        raise ValidationError("报备后又有变更，请退回单位重新备案。")
    try:
        with transaction.atomic():
            receipt = FilingReceipt.objects.create(filing=filing, number=number.strip(), by=user)
    except IntegrityError:
        raise ValidationError({"number": "回执编号已经用过，请换一个。"}) from None
    duties.filing_received(spokesperson)
    return receipt
