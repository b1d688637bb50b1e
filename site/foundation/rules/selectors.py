"""Which value is in force for whom on a day. All versions and the tree of bodies are kept for a moment.

Without a version of any body a cold read is one query, with one two; a warm read is none. A change lets go of
what is kept at once; where processes do not share their cache, another one follows within KEPT_SECONDS.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Body

from . import keys  # noqa: F401  (registers the parameters)
from .enums import Kind, Source
from .models import ParameterVersion, System
from .registry import Parameter, Value, parameter
from .rules import Stated, in_force, shown, warning_of

KEPT_SECONDS = 30
_KEPT = "rules:versions"
_KEPT_REPLACED = "rules:replaced"
Scope = int | None
Who = Body | int | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every version by key and scope, and who stands above whom."""

    versions: dict[str, dict[Scope, list[Stated]]]
    parents: dict[int, int | None]

    def line(self, body_id: int | None) -> list[int]:
        """The body and all above it, itself first."""
        found: list[int] = []
        while body_id is not None and body_id not in found:
            found.append(body_id)
            body_id = self.parents.get(body_id)
        return found


@dataclass(frozen=True, slots=True)
class Replaced:
    """A system that another one has replaced, as texts cite it."""

    number: str
    title: str
    successor: str


@dataclass(frozen=True, slots=True)
class InForce:
    """A value with where it comes from. ``version`` is the number of its version, None for the default."""

    parameter: Parameter
    value: Value
    source: Source
    scope: Scope = None
    version: int | None = None
    since: dt.date | None = None

    @property
    def shown(self) -> str:
        return shown(self.parameter, self.value)

    @property
    def words(self) -> str:
        """What a case keeps of it: label, value and, where somebody set it, for whom and since when."""
        stated = f"（{self.source.label}{self.since}起，第{self.version}号）" if self.version else ""
        return f"{self.parameter.label}：{self.shown}{stated}"

    @property
    def warning(self) -> str:
        return warning_of(self.parameter, self.value)


def forget() -> None:
    """Let go of what is kept, now and again once the transaction is through."""
    cache.delete_many((_KEPT, _KEPT_REPLACED))
    transaction.on_commit(lambda: cache.delete_many((_KEPT, _KEPT_REPLACED)))


def snapshot() -> Snapshot:
    """All versions, from the cache when it was read a moment ago."""
    kept = cache.get(_KEPT)
    if kept is None:
        kept = _read()
        cache.set(_KEPT, kept, KEPT_SECONDS)
    return kept


def _read() -> Snapshot:
    versions: dict[str, dict[Scope, list[Stated]]] = {}
    rows = ParameterVersion.objects.order_by("pk").values_list(
        "key", "body_id", "effective_from", "pk", "value"
    )
    of_bodies = False
    for key, body_id, effective_from, number, value in rows:
        versions.setdefault(key, {}).setdefault(body_id, []).append(Stated(effective_from, number, value))
        of_bodies = of_bodies or body_id is not None
    parents: dict[int, int | None] = {}
    if of_bodies:
        parents.update(Body.objects.order_by().values_list("pk", "parent_id"))
    return Snapshot(versions, parents)


def read(key: str, body: Who = None, on: dt.date | None = None, kept: Snapshot | None = None) -> InForce:
    """The value in force on the day (today by default): the body's own, that of the nearest body above it,
    the platform's, the default. Raises UnknownParameter."""
    one = parameter(key)
    kept = kept or snapshot()
    stated = kept.versions.get(key)
    if stated:
        day = on or timezone.localdate()
        body_id = body.pk if isinstance(body, Body) else body
        for scope in [*kept.line(body_id), None]:
            if found := in_force(stated.get(scope, ()), day):
                return InForce(
                    one, found.value, _source(scope, body_id), scope, found.number, found.effective_from
                )
    return InForce(one, one.default, Source.DEFAULT)


def _source(scope: Scope, body_id: int | None) -> Source:
    if scope is None:
        return Source.PLATFORM
    return Source.BODY if scope == body_id else Source.SUPERIOR


def spread(key: str, on: dt.date | None = None) -> tuple[Any, dict[int, Any]]:
    """The platform's value, and those of the bodies that have another one, for lists over many bodies."""
    kept = snapshot()
    common = read(key, None, on, kept).value
    own = {body_id: read(key, body_id, on, kept).value for body_id in kept.parents}
    return common, {body_id: value for body_id, value in own.items() if value != common}


def versions_of(key: str, body: Body | None = None) -> list[ParameterVersion]:
    """The history of a parameter for the platform and, with a body, for it and those above, newest first."""
    scopes = snapshot().line(body.pk) or [body.pk] if body else []
    rows = ParameterVersion.objects.filter(key=key).select_related("body", "system", "set_by")
    return list(rows.filter(body__isnull=True) | rows.filter(body__in=scopes))


def is_list(one: Parameter) -> bool:
    """Whether the parameter holds several values."""
    return one.kind in (Kind.CHOICES, Kind.DATES)


def latest_versions(found: list[InForce], body: Body | None) -> dict[Any, ParameterVersion]:
    """The versions in force by number, and by key the next one to come for the scope. Two queries."""
    numbers = [one.version for one in found if one.version]
    rows = ParameterVersion.objects.select_related("body", "system")
    by: dict[Any, ParameterVersion] = {row.pk: row for row in rows.filter(pk__in=numbers)}
    coming = rows.filter(body=body, effective_from__gt=timezone.localdate())
    # The nearest day last, so that it is the one kept; of two for the same day the later written.
    for row in coming.order_by("-effective_from", "pk"):
        by[row.key] = row
    return by


def replaced_systems() -> tuple[Replaced, ...]:
    """Systems with a number that no longer hold because another one does (R-281). No query when kept."""
    kept = cache.get(_KEPT_REPLACED)
    if kept is None:
        rows = System.objects.filter(superseded_by__isnull=False, ended_on__lte=timezone.localdate())
        kept = tuple(
            Replaced(row.number, row.title, str(row.superseded_by))
            for row in rows.exclude(number="").select_related("superseded_by").order_by("pk")
        )
        cache.set(_KEPT_REPLACED, kept, KEPT_SECONDS)
    return kept
