"""A parameter is set: checked against law, kept as a new version, in force from its day on."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Body, User

from .access import may_set
from .models import ParameterVersion, System
from .registry import parameter
from .rules import plain_value, problems

SHORTEST_REASON = 5


@transaction.atomic
def set_parameter(
    key: str,
    value: Any,
    *,
    effective_from: dt.date,
    reason: str,
    by: User | None,
    body: Body | None = None,
    basis: str = "",
    system: System | None = None,
    profile: str = "",
) -> ParameterVersion:
    """State a value for the platform or a body; None withdraws the scope's own. ``by`` is None for a profile.

    The same statement again gives back the version there is. Raises PermissionDenied, ValidationError (with what
    forbids it), UnknownParameter.
    """
    one = parameter(key)
    if by is not None and not may_set(by, body):
        raise PermissionDenied(
            f"只有平台运维和{body}的政务公开办公室可以设定该机构的参数。"
            if body
            else "平台的参数只能由平台运维设定。"
        )
    cited = "".join(filter(None, [str(system) if system else "", basis.strip()]))
    found = {"value": list(problems(one, value, cited))}
    if effective_from < timezone.localdate():
        found["effective_from"] = ["生效日期不能早于今天：参数变更不溯及既往，已在办理的事项按原规定办完。"]
    if len(reason.strip()) < SHORTEST_REASON:
        found["reason"] = [f"请写明设定理由，不少于{SHORTEST_REASON}个字。"]
    if found := {field: words for field, words in found.items() if words}:
        raise ValidationError(found)
    stated = None if value is None else plain_value(one, value)
    if same := _same(key, body, stated, effective_from, profile):
        return same
    return ParameterVersion.objects.create(
        key=key,
        body=body,
        value=stated,
        effective_from=effective_from,
        basis=basis.strip(),
        system=system,
        reason=reason.strip(),
        profile=profile,
        set_by=by,
    )


def _same(
    key: str, body: Body | None, value: Any, effective_from: dt.date, profile: str
) -> ParameterVersion | None:
    """The scope's newest version, if it says the same: a double click or a repeated profile."""
    newest = ParameterVersion.objects.filter(key=key, body=body).order_by("-pk").first()
    if newest is None or newest.value != value or newest.profile != profile:
        return None
    if newest.effective_from == effective_from:
        return newest
    # A profile that is loaded again says nothing new while its value holds or is to hold.
    return newest if profile else None
