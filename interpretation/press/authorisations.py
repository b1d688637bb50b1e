"""Authorising a release and taking that back (R-123)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.secrecy import access

from .models import AuthorisationRevocation, ReleaseAuthorisation
from .models.pages import PressPage

AUTHORISERS = frozenset(
    {PostKind.OFFICE_REVIEWER, PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER}
)
SHORTEST_WORDS = 5


def may_authorise(page: PressPage, user: User) -> bool:
    """Leaders of the body, and the office on their behalf."""
    return access.acting(user, AUTHORISERS, page.body_id) is not None


def _require(page: PressPage, user: User) -> None:
    if not may_authorise(page, user):
        names = access.names(AUTHORISERS)
        raise PermissionDenied(f"发布授权由本机构的{names}登记，您目前不在这些岗位上。")
    if page.owner_id == user.pk:
        raise PermissionDenied("拟稿人不能给自己的稿件登记发布授权，请由其他领导或者办公室登记。")


@transaction.atomic
def authorise(
    page: PressPage,
    user: User,
    *,
    authorised_by: str,
    released_by: str,
    scope: str,
    authorised_on: dt.date,
    valid_until: dt.date | None = None,
    document: str = "",
) -> ReleaseAuthorisation:
    """Write down who authorised the release of a page, and how far. Raises PermissionDenied, ValidationError."""
    _require(page, user)
    today = timezone.localdate()
    if authorised_on > today:
        raise ValidationError({"authorised_on": "授权日期在今天之后，请核对。"})
    if valid_until and valid_until < today:
        raise ValidationError({"valid_until": "有效期已过，请填写今天或者以后的日期。"})
    if len(scope.strip()) < SHORTEST_WORDS:
        raise ValidationError({"scope": f"请写明可以发布的内容和场合，不少于{SHORTEST_WORDS}个字。"})
    values = {
        "authorised_by": authorised_by.strip(),
        "released_by": released_by.strip(),
        "scope": scope.strip(),
        "authorised_on": authorised_on,
        "valid_until": valid_until,
        "document": document.strip(),
    }
    same = ReleaseAuthorisation.objects.in_force(today).filter(page_id=page.pk, **values).first()
    return same or ReleaseAuthorisation.objects.create(page_id=page.pk, recorded_by=user, **values)


@transaction.atomic
def revoke(authorisation: ReleaseAuthorisation, user: User, reason: str) -> AuthorisationRevocation:
    """Take it back. Raises PermissionDenied, ValidationError."""
    page = authorisation.page.specific
    _require(page, user)
    if len(reason.strip()) < SHORTEST_WORDS:
        raise ValidationError({"reason": f"请写明收回授权的理由，不少于{SHORTEST_WORDS}个字。"})
    if hasattr(authorisation, "revocation"):
        return authorisation.revocation
    return AuthorisationRevocation.objects.create(authorisation=authorisation, reason=reason.strip(), by=user)
