"""What happens to releases: recorded, joined to the page that the site publishes; a duty until the site has it."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.services import meet_for, open_duty
from foundation.organisations.models import Unit, User

from .models import Release
from .selectors import units_of

ON_SITE = "channels.site"


def register_kinds() -> None:
    """Called when the app is ready."""
    register_kind(
        DutyKind(
            key=ON_SITE,
            label="在第一平台公开",
            basis="桦甸市《政府信息公开送交办法》第五条、第八条：对外发布信息的同时在政府信息公开网站登载（需求R-026）",
            base_event="在其他渠道发布",
        )
    )


def may_record(user: User, unit: Unit) -> bool:
    """The unit's editors, and the office of the body."""
    return units_of(user).filter(pk=unit.pk).exists()


@transaction.atomic
def record_release(
    user: User,
    *,
    title: str,
    unit: Unit,
    channel: str,
    released_at: dt.datetime,
    page: Page | None = None,
    reference: str = "",
    proof: UploadedFile | None = None,
) -> Release:
    """Write a release down; what the site has not yet becomes a duty of the unit.

    Raises PermissionDenied, ValidationError.
    """
    if not may_record(user, unit):
        raise PermissionDenied("发布记录由责任科室的编辑或本机构办公室登记。")
    if released_at > timezone.now():
        raise ValidationError({"released_at": "发布时间在现在之后，请填写实际发布的时间。"})
    release = Release(
        title=title.strip(), unit=unit, body=unit.body, channel=channel, released_at=released_at,
        page=page, reference=reference.strip(), proof=proof or "", recorded_by=user,
    )  # fmt: skip
    try:
        with transaction.atomic():
            release.save()
    except IntegrityError:
        raise ValidationError("这次发布已经登记，不必重复登记。") from None
    if page is None or not page.live:
        _open(release)
    return release


def _open(release: Release) -> None:
    day = timezone.localdate(release.released_at)
    open_duty(
        ON_SITE,
        subject=release,
        label=f"在网站公开《{release.title}》",
        body=release.body,
        unit=release.unit,
        base_on=day,
        due_on=day,
        url=reverse("channels:release", args=[release.pk]),
        confirmed=True,
    )


@transaction.atomic
def join_page(release: Release, page: Page, user: User) -> Release:
    """Say which page of the site is this information. Raises PermissionDenied."""
    if not may_record(user, release.unit):
        raise PermissionDenied("发布记录由责任科室的编辑或本机构办公室登记。")
    release.page = page
    release.save(update_fields=["page"])
    if page.live:
        meet_for(ON_SITE, subject=release, by=user)
    return release


def page_is_live(page: Page, **kwargs: Any) -> None:
    """The site has what was released elsewhere."""
    for release in Release.objects.filter(page_id=page.pk):
        meet_for(ON_SITE, subject=release)
