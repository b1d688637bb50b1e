"""Agreed statements and the interviews in which they are used (R-119)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from foundation.organisations.models import Body, User

from .access import KEEPERS, LEADERS, require
from .enums import StatementState
from .models import (
    AgreedStatement,
    Interview,
    Spokesperson,
    StatementApproval,
    StatementVersion,
)


@transaction.atomic
def write_version(
    user: User,
    body: Body,
    *,
    topic: str,
    text: str,
    valid_until: dt.date,
    statement: AgreedStatement | None = None,
) -> StatementVersion:
    """The next version of a statement, or the first of a new one. Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS, body.pk, "口径起草")
    if valid_until < timezone.localdate():
        raise ValidationError({"valid_until": "有效期已过，请填写今天或者以后的日期。"})
    if statement is None:
        statement = AgreedStatement.objects.create(body=body, topic=topic.strip())
    else:
        statement = AgreedStatement.objects.select_for_update().get(pk=statement.pk)
    last = statement.versions.first()
    if last and (last.text, last.valid_until) == (text.strip(), valid_until):
        return last
    number = last.number + 1 if last else 1
    return StatementVersion.objects.create(
        statement=statement, number=number, text=text.strip(), valid_until=valid_until, by=user
    )


@transaction.atomic
def approve_version(version: StatementVersion, user: User) -> StatementApproval:
    """A leader approves what somebody else wrote. Raises PermissionDenied, ValidationError."""
    statement = AgreedStatement.objects.select_for_update().get(pk=version.statement_id)
    held = require(user, LEADERS, statement.body_id, "口径审定")
    if version.by_id == user.pk:
        raise PermissionDenied("起草人不能审定自己起草的口径，请由其他领导审定。")
    if found := StatementApproval.objects.filter(version=version).first():
        return found
    if version.pk != statement.versions.values_list("pk", flat=True).first():
        raise ValidationError("此后又有新的版本，请审定最新版本。")
    if version.valid_until < timezone.localdate():
        raise ValidationError("本版口径的有效期已过，请起草新的版本。")
    return StatementApproval.objects.create(
        version=version, by=user, person_name=user.get_full_name(), post_title=str(held.post)
    )


def current_versions(on: dt.date) -> QuerySet[StatementVersion]:
    """The newest approved version of each statement that still holds on that day. One query."""
    approved = StatementApproval.objects.filter(
        version__statement=OuterRef("statement"), at__date__lte=on
    ).order_by()
    newest = approved.values("version__statement").annotate(n=Max("version__number")).values("n")
    return (
        StatementVersion.objects.filter(valid_until__gte=on, number=Subquery(newest))
        .filter(Exists(StatementApproval.objects.filter(version=OuterRef("pk"))))
        .select_related("statement")
        .order_by("statement__topic")
    )


def with_state(statements: QuerySet[AgreedStatement]) -> QuerySet[AgreedStatement]:
    """With the day until which the newest approved version holds, and whether a newer draft waits."""
    versions = StatementVersion.objects.filter(statement=OuterRef("pk")).order_by("-number")
    approved = versions.filter(approval__isnull=False)
    return statements.annotate(
        holds_until=Subquery(approved.values("valid_until")[:1]),
        approved_number=Subquery(approved.values("number")[:1]),
        last_number=Subquery(versions.values("number")[:1]),
        words=Subquery(versions.values("text")[:1]),
    ).order_by(F("holds_until").desc(nulls_first=True), "-pk")


def state_of(holds_until: dt.date | None) -> StatementState:
    """As the list says it."""
    if holds_until is None:
        return StatementState.DRAFT
    return StatementState.VALID if holds_until >= timezone.localdate() else StatementState.EXPIRED


@transaction.atomic
def log_interview(
    user: User,
    spokesperson: Spokesperson,
    *,
    held_on: dt.date,
    media: str,
    topic: str,
    summary: str,
    reporter: str = "",
    version: StatementVersion | None = None,
    is_outside: bool = False,
) -> Interview:
    """Write an interview down, with the statement that was used or marked 未涉口径.

    Raises PermissionDenied, ValidationError.
    """
    require(user, KEEPERS, spokesperson.body_id, "采访登记")
    if held_on > timezone.localdate():
        raise ValidationError({"held_on": "采访日期在今天之后，请核对。"})
    if (version is None) != is_outside:
        raise ValidationError(
            {"version": "请选择所用的口径；没有用到口径的，勾选“未涉口径”，两者只能选一项。"}
        )
    if version and not (
        version.statement.body_id == spokesperson.body_id and current_versions(held_on).filter(pk=version.pk)
    ):
        raise ValidationError(
            {"version": f"所选口径在{held_on}没有审定或者已过有效期，不能引用，请选择有效的口径。"}
        )
    words = {
        "held_on": held_on,
        "media": media.strip(),
        "reporter": reporter.strip(),
        "topic": topic.strip(),
        "summary": summary.strip(),
    }
    mine = Interview.objects.filter(spokesperson=spokesperson, **words).first()
    return mine or Interview.objects.create(
        body_id=spokesperson.body_id,
        spokesperson=spokesperson,
        version=version,
        is_outside=is_outside,
        by=user,
        **words,
    )
