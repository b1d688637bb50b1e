"""Who may do what in which column: role x column x action, as data."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from disclosure.catalogue.models import ColumnPage
from disclosure.catalogue.rights import Place, responsible_units, rights_of, settle_rights
from disclosure.catalogue.services import assign_column
from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import HoldingKind, PostKind
from foundation.organisations.models import Appointment, Body, Post, Unit, User
from foundation.organisations.services import sync_groups
from foundation.signoff.services import publish_structure
from tests.offices import appoint

TODAY = dt.date(2026, 3, 10)
ROLES = (
    "own_editor",
    "other_editor",
    "delegate",
    "former_delegate",
    "head",
    "supervisor",
    "operator",
    "admin",
)


def add_column(office, parent, title, unit=None) -> ColumnPage:
    column = ColumnPage(title=title, body=office.body, unit=unit, column_type="news")
    parent.add_child(instance=column)
    publish_structure(column, "建立栏目")
    return ColumnPage.objects.get(pk=column.pk)


@pytest.fixture
def people(office, time_machine):
    """One person for each role; 财务科 is the other unit with a column of its own."""
    time_machine.move_to(dt.datetime(2026, 3, 10, 4))  # noon in Shanghai
    other = Unit.objects.create(body=office.body, name="财务科")
    finance = add_column(office, office.home, "财政信息", other)
    post = Post.objects.get(kind=PostKind.EDITOR, unit=office.unit)
    people = {
        "own_editor": office.editor,
        "other_editor": appoint("caiwu", "吴小财", PostKind.EDITOR, office.body, other),
        "head": office.head,
        "supervisor": appoint("jiandu", "郑督查", PostKind.SUPERVISOR, office.body),
        "operator": appoint("yunwei", "冯运维", PostKind.OPERATOR, office.body),
        "admin": User.objects.create_superuser("admin"),
    }
    periods = {
        "delegate": (TODAY, TODAY),
        "former_delegate": (TODAY - dt.timedelta(10), TODAY - dt.timedelta(1)),
    }
    for role, (first, last) in periods.items():
        people[role] = User.objects.create_user(role)
        Appointment.objects.create(
            post=post,
            user=people[role],
            kind=HoldingKind.DELEGATE,
            on_behalf_of=office.editor,
            starts_on=first,
            ends_on=last,
        )
    return {role: User.objects.get(pk=user.pk) for role, user in people.items()}, finance


# Which roles may do it; everybody else may not.
OWN = {"own_editor", "delegate", "admin"}
OTHER = {"other_editor", "admin"}
NOBODY: set[str] = set()
MATRIX = [
    ("own column", "can_add_subpage", OWN),
    ("own column", "can_edit", OWN),
    ("own draft", "can_edit", OWN),
    ("own draft", "can_publish", NOBODY),
    ("own draft", "can_unpublish", NOBODY),
    ("draft in new sub-column", "can_edit", OWN),
    ("other column", "can_add_subpage", OTHER),
    ("other column", "can_edit", OTHER),
    ("other draft", "can_edit", OTHER),
    ("live document", "can_edit", OWN),
    ("live document", "can_publish", NOBODY),
    ("live document", "can_unpublish", NOBODY),
    ("live document", "can_delete", NOBODY),
    ("own column", "can_publish", NOBODY),
    ("own column", "can_publish_subpage", NOBODY),
    ("own column", "can_unpublish", NOBODY),
    ("own column", "can_delete", NOBODY),
    ("own column", "can_set_view_restrictions", NOBODY),
]


@pytest.mark.rows("R-009", "R-268")
def test_who_may_do_what_where(people, office):
    """One database for the whole table: each row is (page, action, roles allowed)."""
    roles, finance = people
    sub_column = add_column(office, office.column, "通知公告")
    office_column = office.column
    pages = {
        "own column": ColumnPage.objects.get(pk=office.column.pk),
        "other column": finance,
        "own draft": office.document(),
        "live document": office.publish(office.document()),
    }
    office.column = sub_column
    pages["draft in new sub-column"] = office.document()
    office.column = finance
    pages["other draft"] = office.document()
    office.column = office_column

    wrong = []
    for name, action, allowed in MATRIX:
        for role in ROLES:
            tester = type(pages[name]).objects.get(pk=pages[name].pk).permissions_for_user(roles[role])
            if getattr(tester, action)() != (role in allowed):
                wrong.append((name, action, role))
    assert wrong == []


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (dt.date(2026, 3, 1), False),
        (dt.date(2026, 3, 2), True),
        (dt.date(2026, 3, 8), True),
        (dt.date(2026, 3, 9), False),
    ],
)
def test_a_delegate_acts_from_the_first_to_the_last_day(office, client, time_machine, day, may):
    """Rights follow the day of the login, without anybody editing anything."""
    time_machine.move_to(dt.datetime(2026, 2, 1, 4))
    delegate = User.objects.create_user("daili")
    Appointment.objects.create(
        post=Post.objects.get(kind=PostKind.EDITOR),
        user=delegate,
        kind=HoldingKind.DELEGATE,
        on_behalf_of=office.editor,
        starts_on=dt.date(2026, 3, 2),
        ends_on=dt.date(2026, 3, 8),
    )
    time_machine.move_to(dt.datetime(day.year, day.month, day.day, 4))
    client.force_login(delegate)
    tester = ColumnPage.objects.get(pk=office.column.pk).permissions_for_user(
        User.objects.get(pk=delegate.pk)
    )
    assert tester.can_add_subpage() is may


def places(*rows) -> list[Place]:
    """(path, unit) with the path in letters: ab is below a."""
    return [
        Place(pk, "".join(f"{letter:0>4}" for letter in path), unit) for pk, (path, unit) in enumerate(rows)
    ]


@pytest.mark.rows("R-268")
@pytest.mark.parametrize(
    ("tree", "units", "rights"),
    [
        # A whole tree of one unit: one right at its top.
        ([("a", 1), ("ab", None), ("abc", None)], [1, 1, 1], {0: 1}),
        # Another unit further down: the right moves below, beside it.
        ([("a", 1), ("ab", None), ("ac", 2), ("acd", None)], [1, 1, 2, 2], {1: 1, 2: 2}),
        # Nobody is responsible for what no column above gives to anybody.
        ([("a", None), ("ab", 1), ("ac", None)], [None, 1, None], {1: 1}),
        # The same unit said twice needs one right only.
        ([("a", 1), ("ab", 1)], [1, 1], {0: 1}),
        # Neighbours that look alike by name are not ancestors.
        ([("a", 1), ("b", 2)], [1, 2], {0: 1, 1: 2}),
    ],
)
def test_rights_never_reach_into_another_units_column(tree, units, rights):
    columns = places(*tree)
    assert list(responsible_units(columns).values()) == units
    assert rights_of(columns) == rights


def may_add(user: User, column: ColumnPage) -> bool:
    sync_groups(user)
    user = User.objects.get(pk=user.pk)
    return ColumnPage.objects.get(pk=column.pk).permissions_for_user(user).can_add_subpage()


@pytest.mark.rows("R-268")
def test_a_column_handed_over_changes_hands_at_once_and_is_logged(people, office):
    roles, finance = people
    below = add_column(office, finance, "预算")
    assign_column(finance, office.unit, roles["admin"])

    assert may_add(roles["own_editor"], below)
    assert not may_add(roles["other_editor"], finance)
    assert ColumnPage.objects.get(pk=finance.pk).unit == office.unit
    entry = PageLogEntry.objects.get(action="catalogue.assign_unit")
    assert (entry.page_id, entry.user) == (finance.pk, roles["admin"])
    assert "财务科" in entry.data["former"]
    assert "政务公开科" in entry.data["unit"]


@pytest.mark.rows("R-268")
def test_sub_columns_with_a_unit_of_their_own_stay_with_it(people, office):
    roles, finance = people
    budget = add_column(office, finance, "预算", finance.unit)
    assign_column(finance, office.unit)
    assert may_add(roles["other_editor"], budget)
    assert not may_add(roles["own_editor"], budget)


def test_taking_the_unit_away_takes_the_right_away(people, office):
    roles, finance = people
    assign_column(finance, None)
    assert not may_add(roles["other_editor"], finance)


@pytest.mark.parametrize("problem", ["another body", "unfinished change", "information above"])
def test_a_handover_that_would_lose_something_is_refused(people, office, problem):
    _, finance = people
    column, unit, words = finance, office.unit, ""
    if problem == "another body":
        unit = Unit.objects.create(body=Body.objects.create(name="示范县统计局", code="tjj"), name="办公室")
        words = "不属于栏目的发布机构"
    elif problem == "unfinished change":
        column.save_revision()
        words = "尚未公开的修改"
    else:
        office.document()
        column, unit, words = add_column(office, office.column, "转交"), finance.unit, "下级栏目"
    with pytest.raises(ValidationError, match=words):
        assign_column(column, unit)
    assert ColumnPage.objects.get(pk=column.pk).unit != unit


def test_settling_rights_again_changes_nothing(people, office):
    _, finance = people
    before = list(Group.objects.values_list("name", "page_permissions__page", "page_permissions__pk"))
    settle_rights(finance)
    assert before == list(Group.objects.values_list("name", "page_permissions__page", "page_permissions__pk"))


def test_a_renamed_unit_keeps_its_columns(people, office):
    roles, _ = people
    office.unit.name = "政务公开与信息科"
    office.unit.save()
    assert may_add(roles["own_editor"], office.column)
    assert not Group.objects.filter(name__contains="政务公开科").exists()


def test_content_is_kept_while_rights_move(people, office):
    """Handing a column over does not touch what is filed in it."""
    page = office.publish(office.document())
    _, finance = people
    assign_column(office.column, finance.unit)
    page = DocumentPage.objects.get(pk=page.pk)
    assert page.live
    assert page.unit == office.unit
