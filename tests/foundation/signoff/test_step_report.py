"""审签环节明细: who sees which rows, what a row says, filters, exports, and what it costs."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, User
from foundation.signoff.models import PostTaskState
from tests.foundation.signoff.people import join
from tests.foundation.signoff.test_queue import many_waiting
from tests.offices import appoint

pytestmark = pytest.mark.django_db
HERE, THERE, BELOW, OWN = "本机构的件", "别的机构的件", "下级机构的件", "科长起草的件"


def report(client, user, **query) -> str:
    client.force_login(user)
    return client.get(reverse("signoff_steps"), query).content.decode()


def exported(client, user, **query) -> list[dict[str, str]]:
    client.force_login(user)
    response = client.get(reverse("signoff_steps"), {"export": "csv"} | query)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def workbook(client, user) -> list[tuple]:
    client.force_login(user)
    response = client.get(reverse("signoff_steps"), {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


@pytest.fixture
def bodies(office):
    """A body beside and one below, each with a draft under review; and everybody who might ask."""
    beside = Body.objects.create(name="示范县水利局", code="sfx-slj")
    below = Body.objects.create(name="示范镇人民政府", code="sfz", parent=office.body)
    for title, body in ((HERE, office.body), (THERE, beside), (BELOW, below), (OWN, beside)):
        page = office.submit(
            office.document(title=title, owner=office.head if title == OWN else office.editor)
        )
        PostTaskState.objects.filter(page_id=page.pk).update(body=body)
    for title in (THERE, BELOW):
        # Not the editor's own either.
        states = PostTaskState.objects.filter(page__draft_title=title)
        states.get().workflow_state.__class__.objects.filter(pk=states.get().workflow_state_id).update(
            requested_by=None
        )
        states.get().page.__class__.objects.filter(pk=states.get().page_id).update(owner=None)
    states = PostTaskState.objects.filter(page__draft_title=OWN).get()
    states.workflow_state.__class__.objects.filter(pk=states.workflow_state_id).update(
        requested_by=office.head
    )
    office.supervisor = appoint("jiandu", "严监督", PostKind.SUPERVISOR, office.body)
    office.operator = appoint("yunwei", "申运维", PostKind.OPERATOR, office.body)
    office.other_leader = appoint("slld", "江局长", PostKind.LEADER, beside)
    office.colleague = join(office.editor, "tongshi", "同事某")
    office.root = User.objects.create_superuser("root", "root@example.gov.cn", "x")
    return office


SEEN = {
    "editor": {HERE},
    "colleague": set(),
    "head": {HERE, OWN},
    "secrecy": {HERE},
    "reviewer": {HERE},
    "leader": {HERE},
    "supervisor": {HERE, BELOW},
    "other_leader": {THERE, OWN},
    "operator": set(),
    "root": set(),
}


@pytest.mark.parametrize("way", ["screen", "csv", "xlsx"])
@pytest.mark.rows("R-081")
def test_nobody_sees_rows_beyond_the_own_reach(bodies, client, way):
    found = {}
    for who in SEEN:
        user = getattr(bodies, who)
        if way == "screen":
            text = report(client, user)
            found[who] = {title for title in (HERE, THERE, BELOW, OWN) if title in text}
        elif way == "csv":
            found[who] = {row["标题"] for row in exported(client, user)}
        else:
            found[who] = {row[0] for row in workbook(client, user)[1:]}
    assert found == SEEN


def test_filters_offer_and_find_nothing_from_beyond(bodies, client):
    other = Body.objects.get(code="sfx-slj")
    text = report(client, bodies.leader, body=other.pk)
    assert THERE not in text
    assert "示范县水利局" not in report(client, bodies.leader)


def test_a_row_says_who_when_how_long_and_how_often(office, client):
    stand_in = join(office.head, "daili", "代理人", delegate=True)
    with time_machine.travel(dt.datetime(2026, 1, 5, 2, tzinfo=dt.UTC), tick=False):
        page = office.submit(office.document(title="关于防汛工作的通知"))
    with time_machine.travel(dt.datetime(2026, 1, 9, 2, tzinfo=dt.UTC), tick=False):
        office.decide(page, stand_in, "reject", "请补充")
    with time_machine.travel(dt.datetime(2026, 1, 12, 2, tzinfo=dt.UTC), tick=False):
        page.current_workflow_state.resume(office.editor)
        newest, first = exported(client, office.leader)
    assert (first["办理人"], first["代签（代理谁）"], first["状态"]) == ("代理人", "周正言", "退回")
    assert (first["送达时间"], first["办结时间"]) == ("2026-01-05 10:00", "2026-01-09 10:00")
    assert (first["办理期限"], first["用时（工作日）"], first["是否超期"]) == ("2026-01-07", "4", "超期办理")
    assert (newest["状态"], newest["是否超期"], newest["本次送审退回次数"]) == ("审签中", "", "1")
    assert newest["环节"] == "科室负责人初审"


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        ({}, {"科室负责人初审", "保密审查"}),
        ({"status": "approved"}, {"科室负责人初审"}),
        ({"status": "in_progress"}, {"保密审查"}),
        ({"late": "yes"}, {"科室负责人初审"}),
        ({"late": "no"}, {"保密审查"}),
        ({"started_at_from": "2026-01-09"}, {"保密审查"}),
        ({"finished_at_to": "2026-01-31"}, {"科室负责人初审"}),
    ],
)
def test_filters(office, client, query, steps):
    with time_machine.travel(dt.datetime(2026, 1, 5, 2, tzinfo=dt.UTC), tick=False):
        page = office.submit(office.document())
    with time_machine.travel(dt.datetime(2026, 1, 9, 2, tzinfo=dt.UTC), tick=False):
        office.decide(page, office.head)
        assert {row["环节"] for row in exported(client, office.leader, **query)} == steps


def test_by_step_unit_and_person(office, client):
    page = office.submit(office.document())
    office.decide(page, office.head)
    first = PostTaskState.objects.get(finished_by=office.head)
    for query in ({"task": first.task_id}, {"finished_by": office.head.pk}):
        assert [row["办理人"] for row in exported(client, office.leader, **query)] == ["周正言"]
    assert len(exported(client, office.leader, unit=office.unit.pk)) == 2


def test_five_hundred_rows_cost_as_many_queries_as_fifty(office, client, django_assert_max_num_queries):
    many_waiting(office, 500)
    report(client, office.leader)
    with django_assert_max_num_queries(35):
        text = report(client, office.leader)
    assert text.count('<td class="title">') == 50
    with django_assert_max_num_queries(30):
        assert len(exported(client, office.leader)) == 500


def test_it_stands_in_the_menu(office, client):
    client.force_login(office.leader)
    assert reverse("signoff_steps") in client.get("/admin/").content.decode()
