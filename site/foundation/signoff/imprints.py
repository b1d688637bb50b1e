"""The imprint (数据行指纹) of a live page: a digest over its rows as the database holds them.

Taken when a page is published and sealed with the record of that publication, so that ``verify_seals`` can compare
a hundred thousand pages without making objects of them. It covers the columns that readers see, the day of first
publication, child rows and references. Empty values are left out: a column that a later release adds does not
disturb it. Where an imprint does not fit, the page itself is compared with its signed revision.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Field, Model, TextField
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from .digests import NOT_CONTENT

DATED = "first_published_at"
Below = dict[int, dict[str, list[str]]]


def imprints(model: type[Page], page_ids: Iterable[int]) -> dict[int, str]:
    """The imprint of each of these pages of one type. Queries: one, and one for each relation."""
    keys = list(page_ids)
    rows = dict(_values(model, "pk", keys))
    below: Below = {key: {} for key in rows}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name not in NOT_CONTENT:
            _add_children(below, name, relation.related_model, relation.field, keys)
    for field in get_all_child_m2m_relations(model):
        _add_references(below, field, keys)
    return {key: _digest(row, below[key]) for key, row in rows.items()}


def imprint_of(page: Page) -> str:
    """The imprint of one page."""
    return imprints(type(page), [page.pk])[page.pk]


@cache
def _columns(model: type[Model], without: str = "") -> tuple[list[str], list[str]]:
    """Names of plain columns, and of those that hold JSON."""
    plain: list[str] = []
    structured: list[str] = []
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name == without or (field.name in NOT_CONTENT and field.name != DATED):
            continue
        (structured if field.get_internal_type() == "JSONField" else plain).append(field.attname)
    return plain, structured


def _values(model: type[Model], key: str, keys: list[int], without: str = "") -> Iterable[tuple[int, dict]]:
    """Key and non-empty values of each row. JSON is read as text, past what its field makes of it."""
    plain, structured = _columns(model, without)
    texts = {f"text_of_{name}": Cast(name, TextField()) for name in structured}
    names = [*plain, *structured]
    found = model._base_manager.filter(**{f"{key}__in": keys}).annotate(**texts)
    for owner, *row in found.values_list(key, *plain, *texts):
        values = {name: value for name, value in zip(names, row, strict=True) if value}
        for name in structured:
            if name in values:
                values[name] = json.loads(values[name])
        yield owner, values


def _add_children(below: Below, name: str, model: type[Model], link: Field, keys: list[int]) -> None:
    for owner, values in _values(model, link.attname, keys, without=link.name):
        if owner in below:
            below[owner].setdefault(name, []).append(_canonical(values))


def _add_references(below: Below, field: Any, keys: list[int]) -> None:
    owner_name, target_name = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through = field.remote_field.through._base_manager.filter(**{f"{owner_name}__in": keys})
    for owner, target in through.values_list(owner_name, target_name):
        if owner in below:
            below[owner].setdefault(field.name, []).append(str(target))


def _digest(row: dict[str, Any], below: dict[str, list[str]]) -> str:
    # Child rows come in any order; their own sort order is one of their columns.
    ordered = {name: sorted(children) for name, children in below.items()}
    return hashlib.sha256(f"{_canonical(row)}\n{_canonical(ordered)}".encode()).hexdigest()


def _canonical(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
