"""Columns built from a template, what they cover, and that none of the statutory ones can go."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from disclosure.catalogue.coverage import (
    body_coverage,
    expired_absences,
    missing,
    register_of_columns,
    unassigned_columns,
)
from disclosure.catalogue.models import ColumnPage
from disclosure.catalogue.services import build_columns, load_template
from foundation.organisations.enums import BodyKind
from foundation.organisations.models import Body, Unit, User
from foundation.signoff.gates import reasons
from foundation.signoff.services import publish_structure
from foundation.signoff.takedown import withdraw_structure


def build(office, code="zongyang-15", unit=None, **kwargs):
    return build_columns(load_template(code), office.home, office.body, unit, **kwargs)


def column_of(number: int) -> ColumnPage:
    return ColumnPage.objects.get(item__number=number)


@pytest.mark.rows("R-012")
def test_the_basic_catalogue_becomes_one_tree_of_live_columns(office):
    built = build(office, "shaoxing-2024", office.unit)

    columns = ColumnPage.objects.descendant_of(built.root)
    assert columns.filter(item__isnull=False).count() == 73
    assert not ColumnPage.objects.filter(live=False).exists()
    assert [page.title for page in built.root.get_children()] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开工作年度报告",
        "依申请公开",
    ]
    normative = column_of(10)
    assert normative.url_path == "/home/zfxxgk/fdzdgknr/zcwjjjd/xzgfxwj/"
    assert normative.get_parent().title == "政策文件及解读"
    assert normative.column_type == "policy"
    assert normative.description and normative.keywords and "7个工作日" in normative.requirement
    # 27 names at level 2, those with items of their own below and those that are an item themselves
    assert columns.get(title="法定主动公开内容").get_children().count() == 27
    assert missing(body_coverage(office.body)) == []
    assert ColumnPage.objects.filter(column_type="annual_report").get().item.number == 72


def test_building_again_adds_only_what_is_missing(office):
    first = build(office)
    assert first.added == 15 + 6
    moved = column_of(7)
    moved.title, moved.slug = "预算和决算", "ysjs"
    publish_structure(moved, "改名")
    lost = ColumnPage.objects.get(title="依申请公开")
    withdraw_structure(lost, "撤除栏目")
    ColumnPage.objects.get(pk=lost.pk).delete()

    second = build(office)

    assert (second.added, second.kept) == (1, 20)
    assert column_of(7).title == "预算和决算"
    assert ColumnPage.objects.filter(title="依申请公开", live=True).count() == 1


def test_a_run_that_was_cut_off_is_taken_up_where_it_stopped(office):
    def cut_off(title, done, total):
        if done == 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(office, report=cut_off)
    heard = []
    built = build(office, report=lambda *progress: heard.append(progress))
    assert built.kept == 9
    assert built.added == 12
    assert heard[-1][1:] == (21, 21)


def test_a_second_catalogue_fills_the_frame_that_stands_already(office):
    build(office, "regulation-711")
    build(office, "shaoxing-2024")
    guide = ColumnPage.objects.get(title="政府信息公开指南")
    assert guide.item.number == 1
    assert guide.live


@pytest.mark.rows("R-040")
@pytest.mark.parametrize(
    ("kind", "extra"),
    [(BodyKind.DEPARTMENT, None), (BodyKind.GOVERNMENT, "市政建设"), (BodyKind.TOWNSHIP, "筹资筹劳")],
)
def test_governments_and_townships_get_the_additions_of_article_21(office, kind, extra):
    office.body.kind = kind
    office.body.save()
    build(office, "regulation-711")
    below = ColumnPage.objects.filter(item__regulation_numbers="21")
    assert below.exists() == bool(extra)
    assert not extra or below.filter(title=extra).exists()
    assert missing(body_coverage(office.body)) == []


@pytest.mark.rows("R-015")
def test_items_go_to_the_department_they_name(office):
    industry = Unit.objects.create(body=office.body, name="产业发展处")
    build(office, "zhengzhou-8", office.unit)
    assert column_of(3).unit == industry
    assert column_of(1).unit == office.unit


@pytest.mark.rows("R-014", "R-016")
def test_what_the_columns_of_a_body_do_not_cover_is_listed(office):
    build(office, "jinhua-9")
    assert [row.code for row in missing(body_coverage(office.body))] == [
        f"20({number})" for number in (3, 4, 6, 8, 11, 13)
    ]


@pytest.mark.rows("R-013", "R-036")
def test_no_function_stands_in_for_a_statutory_column_that_cannot_be_deleted(office):
    build(office, unit=office.unit)
    column = column_of(7)
    parent = Page.objects.get(pk=column.get_parent().pk)
    unused = load_template("jinhua-9").items.get(number=4)
    for thing in (unused, column, parent):
        with pytest.raises(PermissionDenied, match="无此职能"), transaction.atomic():
            thing.delete()
    assert ColumnPage.objects.filter(pk=column.pk).exists()

    column.absence = "no_function"
    assert [reason.field for reason in reasons(column)] == ["absence_reason"]
    column.absence_reason = "本机关不是独立预算单位,由县政府办公室统一公开。"
    assert reasons(column) == []
    publish_structure(column, "测试")
    row = next(row for row in body_coverage(office.body) if row.code == "20(7)")
    assert row.is_covered
    assert row.is_placeholder


@pytest.mark.rows("R-013")
def test_the_administrator_reads_why_a_statutory_column_stays(office, client):
    build(office)
    column = column_of(7)
    withdraw_structure(column, "撤除栏目")
    client.force_login(User.objects.create_superuser("admin", password="x"))
    response = client.post(reverse("wagtailadmin_pages:delete", args=[column.pk]), follow=True)
    assert "无此职能" in response.content.decode()
    assert ColumnPage.objects.filter(pk=column.pk).exists()


def test_one_of_two_columns_for_the_same_item_may_go(office):
    build(office)
    double = ColumnPage(title="预决算(重复)", item=column_of(7).item, body=office.body)
    office.home.add_child(instance=double)
    double.delete()
    assert column_of(7).live


@pytest.mark.rows("R-036")
@pytest.mark.parametrize(
    ("until", "field"), [(None, "absence_until"), (dt.date(2020, 1, 1), "absence_until"), ("soon", None)]
)
def test_nothing_produced_yet_needs_a_date_to_come_back_to(office, until, field):
    if until == "soon":
        until = dt.date.today() + dt.timedelta(days=30)
    column = office.column
    column.absence, column.absence_reason = "not_produced", "本年度预算尚未批复。"
    column.absence_until = until
    assert [reason.field for reason in reasons(column)] == ([field] if field else [])


@pytest.mark.rows("R-036")
def test_the_column_counts_as_empty_again_when_the_date_is_over(office):
    column = office.column
    column.absence, column.absence_reason = "not_produced", "本年度预算尚未批复。"
    column.absence_until = dt.date(2026, 6, 30)
    publish_structure(column, "测试")
    assert not expired_absences(dt.date(2026, 6, 30)).exists()
    assert list(expired_absences(dt.date(2026, 7, 1))) == [column]
    office.publish(office.document())
    assert not expired_absences(dt.date(2026, 7, 1)).exists()


@pytest.mark.rows("R-023")
def test_a_column_of_another_site_needs_its_address(office):
    build(office, "shaoxing-2024", office.unit)
    column = column_of(42)
    assert [reason.field for reason in reasons(column)] == ["external_url"]
    assert {row.column.item.number for row in register_of_columns() if row.lacks_address} == {42, 48}
    column.external_url = "https://ybj.example.gov.cn/"
    assert reasons(column) == []


@pytest.mark.rows("R-268")
def test_columns_without_a_unit_are_listed(office):
    build(office)
    assert len(unassigned_columns(office.body)) == 21
    below = column_of(5)
    below.unit = office.unit
    publish_structure(below, "分工")
    assert below not in unassigned_columns()
    assert office.column not in unassigned_columns()


def test_the_register_costs_the_same_for_few_and_for_many_columns(office, django_assert_num_queries):
    build(office, unit=office.unit)
    with django_assert_num_queries(3):
        rows = register_of_columns()
        assert all(str(row.unit) and row.column.body.name for row in rows)
    assert len(rows) == 22


def run(*args) -> str:
    out = StringIO()
    call_command("load_catalogue", *args, stdout=out)
    return out.getvalue()


def test_the_command_loads_all_templates(db):
    assert "绍兴市政府信息公开基本目录(2024)：73项" in run()


@pytest.mark.rows("R-016", "R-268")
def test_the_command_builds_columns_and_says_what_is_left_to_do(office):
    said = run("jinhua-9", "--body", office.body.code)
    assert "新建栏目15个" in said
    assert "尚无栏目：条例20(4) 统计信息" in said
    assert "15个栏目还没有责任科室" in said
    assert "新建栏目0个，原有15个" in run("jinhua-9", "--body", office.body.code, "--unit", office.unit.name)


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["hangzhou"], "shaoxing-2024"),
        (["jinhua-9", "--body", "nobody"], "sfx-zfb"),
        (["jinhua-9", "--body", "sfx-zfb", "--unit", "财务科"], "政务公开科"),
    ],
)
def test_the_command_names_what_there_is_when_it_cannot_find_something(office, args, problem):
    with pytest.raises(CommandError, match=problem):
        run(*args)


def test_without_a_site_the_command_says_so(db):
    Body.objects.create(name="示范县统计局", code="tjj")
    with pytest.raises(CommandError, match="首页"):
        run("jinhua-9", "--body", "tjj")
    with pytest.raises(CommandError, match="首页"):
        run("--body", "tjj")  # the template is the one that the parameter catalog.template names
