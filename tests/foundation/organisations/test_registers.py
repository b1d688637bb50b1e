"""The registers of bodies, units, posts and appointments, as 平台运维 keeps them."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, Post, Unit, User
from foundation.organisations.selectors import tree_of_bodies
from tests.offices import appoint

REGISTERS = ["body", "unit", "post", "appointment"]


@pytest.fixture
def operator(office) -> User:
    return appoint("yunwei", "冯运维", PostKind.OPERATOR, office.body)


@pytest.fixture
def desk(operator, client):
    client.force_login(operator)
    return client


@pytest.fixture
def county(office) -> Body:
    """县政府 - 县政府办, 财政局 - 国库支付中心."""
    county = Body.objects.create(name="示范县人民政府", code="sfx", kind="government")
    office.body.parent = county
    office.body.save()
    finance = Body.objects.create(name="示范县财政局", code="czj", parent=county)
    Body.objects.create(name="示范县国库支付中心", code="gkzf", parent=finance)
    return county


def text(response) -> str:
    return response.content.decode()


@pytest.mark.rows("R-009")
@pytest.mark.parametrize("register", REGISTERS)
def test_only_the_operator_keeps_the_registers(office, desk, client, register):
    for view in ("index", "add"):
        assert desk.get(reverse(f"{register}:{view}")).status_code == 200
    for person in (office.editor, office.head, office.leader):
        client.force_login(person)
        for view in ("index", "add"):
            assert client.get(reverse(f"{register}:{view}")).status_code == 302


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("view", ["edit", "inspect", "history"])
def test_every_screen_of_a_register_opens(desk, register, view):
    pk = {"body": Body, "unit": Unit, "post": Post, "appointment": Appointment}[register].objects.first().pk
    assert desk.get(reverse(f"{register}:{view}", args=[pk])).status_code == 200


@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_is_exported(desk, register):
    response = desk.get(reverse(f"{register}:index"), {"export": "csv"})
    assert response.status_code == 200
    assert b"," in b"".join(response.streaming_content)


@pytest.mark.rows("R-002")
def test_bodies_stand_in_the_order_of_the_tree(desk, county):
    assert [(body.name, depth) for body, depth in tree_of_bodies()] == [
        ("示范县人民政府", 0),
        ("示范县人民政府办公室", 1),
        ("示范县财政局", 1),
        ("示范县国库支付中心", 2),
    ]
    page = text(desk.get(reverse("body:index")))
    assert page.index("　　示范县财政局") < page.index("　　　　示范县国库支付中心")


def test_a_body_is_never_offered_its_own_subordinate_as_superior(desk, county):
    finance = Body.objects.get(code="czj")
    form = desk.get(reverse("body:edit", args=[finance.pk])).context["form"]
    offered = [label.strip("　") for _, label in form.fields["parent"].choices]
    assert offered == ["（没有上级机构）", "示范县人民政府", "示范县人民政府办公室"]
    response = desk.post(
        reverse("body:edit", args=[county.pk]),
        {"name": county.name, "code": "sfx", "kind": "government", "index_pattern": "{code}/{year}-{seq:05d}"}
        | {"parent": finance.pk},
    )
    assert "parent" in response.context["form"].errors


@pytest.mark.rows("R-002")
def test_an_enterprise_applies_the_rules_by_reference(desk):
    desk.post(
        reverse("body:add"),
        {
            "name": "示范县自来水公司",
            "code": "zls",
            "kind": "enterprise",
            "applies": "",
            "index_pattern": "{code}/{year}-{seq:05d}",
        },
    )
    assert Body.objects.get(code="zls").get_applies_display() == "参照"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"index_pattern": "{code}/{year}"}, "index_pattern", "流水号"),
        ({"credit_code": "123"}, "credit_code", "18 位"),
        ({"is_vertical": "on"}, "vertical_superior", "上级主管部门"),
        ({"code": "sfx-zfb"}, "code", "已存在"),
    ],
)
def test_mistakes_in_a_body_are_said_in_chinese_and_nothing_typed_is_lost(desk, change, field, words):
    typed = {
        "name": "示范县统计局",
        "code": "tjj",
        "kind": "department",
        "index_pattern": "{code}/{year}-{seq:05d}",
    }
    response = desk.post(reverse("body:add"), typed | change)
    form = response.context["form"]
    assert words in "".join(form.errors[field])
    assert form["name"].value() == "示范县统计局"
    assert not Body.objects.filter(name="示范县统计局").exists()


def test_a_person_is_found_by_the_whole_name(desk):
    page = text(desk.get(reverse("appointment:index"), {"q": "林小北"}))
    assert "林小北" in page
    assert "方立诚" not in page


@pytest.mark.parametrize(
    ("standing", "shown"), [("在任", "林小北"), ("已结束", "陈离任"), ("未开始", "许将任")]
)
def test_appointments_are_filtered_by_standing(desk, office, time_machine, standing, shown):
    time_machine.move_to(dt.datetime(2026, 3, 10, 4))
    appoint("liren", "陈离任", PostKind.EDITOR, office.body, office.unit, ends_on=dt.date(2026, 3, 9))
    appoint("jiangren", "许将任", PostKind.EDITOR, office.body, office.unit, starts_on=dt.date(2026, 3, 11))
    listed = desk.get(reverse("appointment:index"), {"standing": standing}).context["object_list"]
    names = {str(one.user) for one in listed}
    assert shown in names
    assert names.isdisjoint({"林小北", "陈离任", "许将任"} - {shown})


def new_appointment(desk, **fields):
    return desk.post(
        reverse("appointment:add"), {"kind": "permanent", "starts_on": "2026-03-01", "ends_on": ""} | fields
    )


def test_saving_an_appointment_gives_the_rights_of_the_post(desk, office, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 10, 4))
    person = User.objects.create_user("xinren", last_name="孙", first_name="新任")
    post = Post.objects.get(kind=PostKind.EDITOR)
    assert new_appointment(desk, user=person.pk, post=post.pk).status_code == 302
    person = User.objects.get(pk=person.pk)
    assert person.groups.filter(name="编辑").exists()
    assert ColumnPage.objects.get(pk=office.column.pk).permissions_for_user(person).can_add_subpage()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_on": "2026-03-01"}, "重叠"),
        ({"kind": "delegate", "on_behalf_of": ""}, "代理谁"),
        ({"kind": "delegate", "ends_on": ""}, "止日"),
        ({"starts_on": "2026-03-05", "ends_on": "2026-03-01"}, "止日不能早于起日"),
    ],
)
def test_mistakes_in_an_appointment_are_said_in_chinese(desk, office, fields, words):
    other = User.objects.create_user("taren")
    user = office.editor if words == "重叠" else other
    post = Post.objects.get(kind=PostKind.EDITOR)
    typed = {"user": user.pk, "post": post.pk, "on_behalf_of": office.editor.pk} | fields
    response = new_appointment(desk, **typed)
    assert words in str(response.context["form"].errors)


def test_who_held_a_post_stays_on_record(desk, office):
    """Another person cannot be put into the appointment afterwards; only its end is entered."""
    appointment = Appointment.objects.get(user=office.editor)
    desk.post(
        reverse("appointment:edit", args=[appointment.pk]),
        {
            "user": office.leader.pk,
            "post": appointment.post_id,
            "kind": "permanent",
            "starts_on": "2020-01-01",
            "ends_on": "2020-12-31",
        },
    )
    appointment.refresh_from_db()
    assert appointment.user == office.editor
    assert appointment.ends_on == dt.date(2020, 12, 31)
    assert not User.objects.get(pk=office.editor.pk).groups.exists()


def test_a_post_somebody_holds_keeps_its_kind(desk, office):
    post = Post.objects.get(kind=PostKind.EDITOR)
    desk.post(
        reverse("post:edit", args=[post.pk]),
        {"body": post.body_id, "unit": post.unit_id, "kind": "leader", "title": "编辑岗"},
    )
    post.refresh_from_db()
    assert (post.kind, post.title) == (PostKind.EDITOR, "编辑岗")


@pytest.mark.parametrize("register", ["body", "unit", "post"])
def test_what_is_in_use_cannot_be_deleted_and_the_reason_is_said(office, client, register):
    client.force_login(User.objects.create_superuser("admin", password="x"))
    model = {"body": Body, "unit": Unit, "post": Post}[register]
    pk = {"body": office.body, "unit": office.unit, "post": Post.objects.first()}[register].pk
    page = text(client.post(reverse(f"{register}:delete", args=[pk]), follow=True))
    assert "已被使用，不能删除" in page
    assert model.objects.filter(pk=pk).exists()


def test_a_body_pages_rest_on_cannot_be_deleted_even_without_units(office, client):
    client.force_login(User.objects.create_superuser("admin", password="x"))
    other = Body.objects.create(name="示范县统计局", code="tjj")
    office.home.add_child(instance=ColumnPage(title="统计", body=other, column_type="data"))
    response = client.post(reverse("body:delete", args=[other.pk]), follow=True)
    assert "已被使用，不能删除" in text(response)
    assert Body.objects.filter(pk=other.pk).exists()


def test_the_nightly_run_ends_a_right_with_its_last_day(office, time_machine, capsys):
    """Also for a person who stays logged in."""
    time_machine.move_to(dt.datetime(2026, 3, 8, 4))
    person = appoint(
        "daili", "陈代理", PostKind.EDITOR, office.body, office.unit, ends_on=dt.date(2026, 3, 8)
    )
    call_command("sync_rights")
    assert person.groups.filter(name="编辑").exists()
    time_machine.move_to(dt.datetime(2026, 3, 8, 16, 1))  # one minute past midnight in Shanghai
    call_command("sync_rights")
    assert not person.groups.exists()
    assert office.editor.groups.filter(name="编辑").exists()
    # The eight of the office's fixture, and whoever held the post for a while.
    assert "9人" in capsys.readouterr().out


def test_nobody_but_appointments_puts_people_into_groups(office):
    """A group given by hand is gone at the next change or login."""
    office.editor.groups.add(Group.objects.get(name="平台运维"))
    Appointment.objects.get(user=office.editor).save()
    assert not office.editor.groups.filter(name="平台运维").exists()
