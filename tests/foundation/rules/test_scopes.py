"""Whose value holds on a day: body before superior before platform before default; versions stay for good."""

import datetime as dt

import pytest
import time_machine
from django.core.cache.backends.locmem import LocMemCache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from foundation.organisations.models import Body
from foundation.rules import selectors
from foundation.rules.enums import Source
from foundation.rules.models import ParameterVersion
from foundation.rules.parameters import UnknownParameter, choices, in_force, is_on, spread, value, wording
from foundation.rules.registry import all_parameters
from foundation.rules.services import set_parameter

DAY = dt.date(2026, 11, 23)
KEY = "pub.days.default"


def put(key, what, body=None, on=DAY):
    return set_parameter(
        key, what, body=body, effective_from=on, basis="《细则》第五条", reason="按实施细则执行", by=None
    )


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(DAY):
        yield


@pytest.mark.rows("R-280")
def test_the_nearest_scope_counts(county):
    assert (value(KEY), value(KEY, county.finance)) == (20, 20)
    put(KEY, 18)
    assert (value(KEY), value(KEY, county.finance)) == (18, 18)
    put(KEY, 15, county.county)
    assert (value(KEY), value(KEY, county.finance), value(KEY, county.health)) == (18, 15, 15)
    put(KEY, 10, county.finance)
    assert (value(KEY), value(KEY, county.finance), value(KEY, county.health)) == (18, 10, 15)
    assert [in_force(KEY, who).source for who in (None, county.county, county.health, county.finance)] == [
        Source.PLATFORM,
        Source.BODY,
        Source.SUPERIOR,
        Source.BODY,
    ]
    assert spread(KEY) == (18, {county.county.pk: 15, county.finance.pk: 10, county.health.pk: 15})


def test_a_withdrawal_lets_the_superior_speak_again(county):
    put(KEY, 15, county.county)
    put(KEY, 10, county.finance)
    put(KEY, None, county.finance)
    assert value(KEY, county.finance) == 15


@pytest.mark.rows("R-003", "R-280")
def test_a_version_holds_from_its_day_and_never_before(county):
    first, later = DAY + dt.timedelta(days=10), DAY + dt.timedelta(days=40)
    put(KEY, 15, county.finance, on=first)
    put(KEY, 10, county.finance, on=later)
    days = {DAY: 20, first - dt.timedelta(days=1): 20, first: 15, later - dt.timedelta(days=1): 15, later: 10}
    assert {day: value(KEY, county.finance, day) for day in days} == days
    with time_machine.travel(later):
        assert value(KEY, county.finance) == 10
        assert value(KEY, county.health) == 20


def test_of_two_versions_for_a_day_the_later_written_counts(county):
    put(KEY, 15)
    put(KEY, 12)
    assert value(KEY) == 12


def test_the_same_statement_twice_is_one_version(county):
    assert put(KEY, 15) == put(KEY, 15)
    assert ParameterVersion.objects.count() == 1


def test_a_body_that_moves_follows_its_new_superior(county):
    put(KEY, 15, county.county)
    other = Body.objects.create(name="邻县人民政府", code="lx", kind="government")
    assert value(KEY, county.finance) == 15
    county.finance.parent = other
    county.finance.save()
    assert value(KEY, county.finance) == 20


def test_each_kind_is_read_as_what_it_is(county):
    put("interp.required_types", ["other", "normative"], county.finance)
    assert choices("interp.required_types", county.finance) == ("normative", "other")
    put("attr.internal_scope", False)
    assert is_on("attr.internal_scope") is False
    put("attr.label.none", "免予公开")
    assert wording("attr.label.none") == "免予公开"
    with pytest.raises(TypeError):
        value("attr.label.none")
    with pytest.raises(UnknownParameter):
        value("no.such.key")


def test_twenty_lookups_cost_one_query_and_then_none(county, django_assert_num_queries):
    with django_assert_num_queries(1):
        for one in [*all_parameters(), *all_parameters()]:
            in_force(one.key, county.finance)
    with django_assert_num_queries(0):
        value(KEY, county.health)
    put(KEY, 10, county.finance)
    with django_assert_num_queries(2):  # versions of bodies need to know who stands above whom
        for one in all_parameters():
            in_force(one.key, county.finance)


def test_another_process_follows_within_the_time_kept(county, monkeypatch):
    """Where processes do not share their cache, a change elsewhere is seen once what is kept has run out."""
    monkeypatch.setattr(selectors, "cache", LocMemCache("of-this-process", {}))
    assert value(KEY) == 20
    with monkeypatch.context() as patch:
        patch.setattr(selectors.cache, "delete_many", lambda keys: None)
        put(KEY, 15)
    assert value(KEY) == 20
    with time_machine.travel(dt.datetime.combine(DAY, dt.time(8), dt.UTC) + dt.timedelta(seconds=61)):
        assert value(KEY) == 15


@pytest.mark.rows("R-280")
@pytest.mark.parametrize("attempt", ["save", "delete", "update", "queryset_delete", "sql", "replace"])
def test_versions_only_grow(county, attempt):
    version = put(KEY, 15)
    rows = ParameterVersion.objects.filter(pk=version.pk)

    def sql(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement, [version.pk])

    acts = {
        "save": version.save,
        "delete": version.delete,
        "update": lambda: rows.update(value=30),
        "queryset_delete": lambda: rows._raw_delete(rows.db),
        "sql": lambda: sql("UPDATE rules_parameterversion SET effective_from = '2020-01-01' WHERE id = %s"),
        "replace": lambda: sql(
            "INSERT INTO rules_parameterversion (id, key, value, effective_from, basis, reason, profile, set_at) "
            "VALUES (%s, 'pub.days.default', '30', '2020-01-01', '', '', '', '2020-01-01')"
        ),
    }
    with pytest.raises((PermissionDenied, DatabaseError)), transaction.atomic():
        acts[attempt]()
    assert ParameterVersion.objects.get().value == 15
