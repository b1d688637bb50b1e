"""Spokespersons, liaisons, filings, agreed statements, interviews and emergency plans."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from foundation.duties.models import Duty
from interpretation.press import duties, emergencies, spokespersons, statements
from interpretation.press.enums import FilingState
from interpretation.press.forms import InterviewForm
from interpretation.press.models import (
    EmergencyPlan,
    Interview,
    Liaison,
    PlanContact,
    PlanStep,
    SpokespersonChange,
)
from tests.public import read, text

TODAY = dt.date(2026, 3, 2)
LATER = dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-03-02T10:00:00+08:00", tick=False):
        yield


def appointed(office, **fields):
    values = {
        "name": "王建国",
        "post": "副局长",
        "kind": "department",
        "rank": "in_charge",
        "conditions": ["politics", "policy"],
        "appointed_on": dt.date(2026, 1, 5),
        "document": "示政办〔2026〕1号",
        "phone": "0000-0000009",
    } | fields
    return spokespersons.appoint(office.editor, office.body, **values)


def liaised(office, one, name="李明", **fields):
    values = {"name": name, "post": "科员", "phone": "0000-1", "since": TODAY} | fields
    return spokespersons.name_liaison(one, office.editor, **values)


def filed(office, one, number="备2026-1"):
    return spokespersons.give_receipt(spokespersons.file(one, office.editor), office.reviewer, number)


@pytest.mark.rows("R-118")
@pytest.mark.parametrize(
    ("fields", "warned"),
    [
        ({"rank": "head"}, False),
        ({"rank": "in_charge"}, False),
        ({"rank": "other"}, True),
        ({"rank": "other", "kind": "government"}, False),
    ],
)
def test_a_department_not_spoken_for_by_who_leads_it_is_warned(office, client, fields, warned):
    one = appointed(office, **fields)
    client.force_login(office.editor)
    for address in ("/admin/press/spokespersons/", f"/admin/press/spokespersons/{one.pk}/"):
        assert ("分管（主管）领导" in _warnings(client.get(address).content.decode())) is warned


def _warnings(shown: str) -> str:
    import lxml.html

    page = lxml.html.fromstring(shown)
    found = page.xpath("//*[@role='alert'] | //p[@class='signoff-facts']/span[contains(., '请核对')]")
    return " ".join(one.text_content() for one in found)


@pytest.mark.rows("R-120")
def test_filing_without_liaison_is_refused_and_a_change_asks_for_a_new_one(office):
    one = appointed(office)
    with pytest.raises(ValidationError, match="联络员"):
        spokespersons.file(one, office.editor)
    assert spokespersons.filing_state(one) == FilingState.MISSING
    liaised(office, one)
    filing = spokespersons.file(one, office.editor)
    assert spokespersons.filing_state(one) == FilingState.WAITING
    with pytest.raises(PermissionDenied):
        spokespersons.give_receipt(filing, office.editor, "备1")
    spokespersons.give_receipt(filing, office.reviewer, "备1")
    assert spokespersons.filing_state(one) == FilingState.FILED
    assert not Duty.objects.open().of(one, duties.FILE).exists()
    liaised(office, one, "赵晓")
    assert spokespersons.filing_state(one) == FilingState.CHANGED
    assert Duty.objects.open().of(one, duties.FILE).exists()


@pytest.mark.rows("R-120")
def test_there_is_exactly_one_liaison_and_the_earlier_one_is_kept(office):
    one = appointed(office)
    liaised(office, one)
    liaised(office, one)
    assert one.liaisons.count() == 1
    liaised(office, one, "赵晓")
    assert [(row.name, row.until) for row in one.liaisons.order_by("pk")] == [
        ("李明", TODAY),
        ("赵晓", None),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Liaison.objects.create(spokesperson=one, name="第三", post="科员", phone="1")


def test_every_change_is_kept_in_words(office):
    one = appointed(office)
    spokespersons.change(one, office.editor, post="局长", rank="head")
    newest = one.changes.first()
    assert newest.what == "职务：副局长 → 局长；职级：分管（主管）领导 → 主要负责人"
    with pytest.raises(PermissionDenied):
        newest.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE press_spokespersonchange SET what = '无'")
    spokespersons.change(one, office.editor, post="局长")
    assert SpokespersonChange.objects.filter(spokesperson=one).count() == 2


@pytest.mark.rows("R-118", "R-120")
def test_the_public_list_tells_what_was_filed_and_nothing_else(office, django_assert_max_num_queries):
    one = appointed(office)
    liaised(office, one)
    assert "王建国" not in text(read("/fayanren/"))
    filed(office, one)
    with django_assert_max_num_queries(6):
        shown = text(read("/fayanren/"))
    for part in ("王建国", "副局长", "0000-0000009"):
        assert part in shown
    assert "李明" not in shown
    spokespersons.change(one, office.editor, post="局长")
    shown = text(read("/fayanren/"))
    assert "副局长" in shown
    spokespersons.change(one, office.editor, ended_on=TODAY)
    assert "王建国" not in text(read("/fayanren/"))


def approved(office, topic="补贴发放", until=LATER):
    version = statements.write_version(
        office.editor, office.body, topic=topic, text=f"{topic}：每月十日前发放。", valid_until=until
    )
    statements.approve_version(version, office.leader)
    return version


@pytest.mark.rows("R-119")
def test_an_interview_refers_to_a_valid_statement_or_is_marked_outside(office):
    one = appointed(office)
    words = {"held_on": TODAY, "media": "示范日报", "topic": "补贴", "summary": "按月发放"}
    with pytest.raises(ValidationError, match="未涉口径"):
        statements.log_interview(office.editor, one, **words)
    draft = statements.write_version(
        office.editor, office.body, topic="新政", text="暂不回应。", valid_until=LATER
    )
    for version in (draft, approved(office)):
        with pytest.raises(ValidationError):
            statements.log_interview(office.editor, one, **words, version=version, is_outside=True)
    with pytest.raises(ValidationError, match="没有审定"):
        statements.log_interview(office.editor, one, **words, version=draft)
    valid = approved(office, "医保")
    for _ in range(2):
        statements.log_interview(office.editor, one, **words, version=valid)
    statements.log_interview(office.editor, one, **words | {"topic": "天气"}, is_outside=True)
    assert Interview.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.create(
            body=office.body, spokesperson=one, by=office.editor, **words | {"topic": "绕过"}
        )


@pytest.mark.rows("R-119")
def test_an_expired_statement_is_marked_and_cannot_be_chosen(office, client):
    version = approved(office, until=dt.date(2026, 3, 5))
    with time_machine.travel("2026-03-06T10:00:00+08:00", tick=False):
        one = appointed(office)
        client.force_login(office.editor)
        assert "已过期" in client.get("/admin/press/statements/?tab=expired").content.decode()
        form = InterviewForm(bodies={office.body.pk})
        assert version not in form.fields["version"].queryset
        words = {"media": "示范日报", "topic": "补贴", "summary": "按月发放", "version": version}
        with pytest.raises(ValidationError, match="有效期"):
            statements.log_interview(office.editor, one, held_on=timezone.localdate(), **words)
        statements.log_interview(office.editor, one, held_on=dt.date(2026, 3, 5), **words)


@pytest.mark.rows("R-119")
def test_statements_have_versions_and_the_approved_one_holds_until_the_next_is_approved(office):
    first = approved(office)
    newer = statements.write_version(
        office.editor,
        office.body,
        topic="",
        text="改为每月五日前发放。",
        valid_until=LATER,
        statement=first.statement,
    )
    assert list(statements.current_versions(TODAY)) == [first]
    with pytest.raises(PermissionDenied):
        statements.approve_version(newer, office.editor)
    with pytest.raises(PermissionDenied, match="审定"):
        statements.approve_version(newer, office.reviewer)
    statements.approve_version(newer, office.deputy)
    assert list(statements.current_versions(TODAY)) == [newer]


def test_statements_are_found_by_their_words(office, client):
    approved(office, "养老补贴")
    approved(office, "道路施工")
    client.force_login(office.editor)
    shown = client.get("/admin/press/statements/", {"q": "道路施工：每月"}).content.decode()
    assert "道路施工" in shown and "养老补贴" not in shown


def plan(office) -> EmergencyPlan:
    made = EmergencyPlan(
        body=office.body,
        title="突发事件新闻报道预案",
        templates="〔时间〕发生〔事件〕",
        reviewed_on=TODAY,
    )
    made.contacts = [
        PlanContact(level=1, role="新闻发言人", name="王建国", phone="0000-1"),
        PlanContact(level=2, role="值班记者联络", name="李明", phone="0000-2"),
    ]
    made.steps = [
        PlanStep(order=1, title="发布首条权威信息", role="新闻发言人", minutes=300),
        PlanStep(order=2, title="召开新闻发布会", role="会务组织", minutes=1440),
    ]
    made.save()
    duties.review_due(made)
    return made


@pytest.mark.rows("R-124")
def test_activating_a_plan_generates_tasks_contacts_and_a_log(office):
    made = plan(office)
    activation = emergencies.activate(made, office.head, "某企业仓库起火")
    assert emergencies.activate(made, office.head, "某企业仓库起火") == activation
    assert [one["name"] for one in activation.contacts] == ["王建国", "李明"]
    first, second = activation.tasks.all()
    assert first.due_at - activation.at == dt.timedelta(hours=5)
    assert second.due_at - activation.at == dt.timedelta(hours=24)
    emergencies.finish_task(first, office.editor)
    emergencies.note(activation, office.editor, "已接通发言人")
    words = [entry.words for entry in activation.entries.all()]
    assert words == [
        "启动《突发事件新闻报道预案》，生成2项任务，通知2人。",
        "完成：发布首条权威信息",
        "已接通发言人",
    ]


@pytest.mark.rows("R-124")
def test_a_plan_is_reviewed_every_year(office):
    made = plan(office)
    first = Duty.objects.open().get(kind="press.plan_review")
    assert first.due_on >= dt.date(2027, 3, 2)
    with time_machine.travel("2027-02-01T10:00:00+08:00", tick=False):
        emergencies.review_plan(made, office.editor)
        first.refresh_from_db()
        assert first.met_on == dt.date(2027, 2, 1)
        assert Duty.objects.open().get(kind="press.plan_review").base_on == dt.date(2027, 2, 1)


def test_a_plan_without_people_or_steps_is_not_activated(office):
    empty = EmergencyPlan.objects.create(body=office.body, title="空预案", templates="无")
    with pytest.raises(ValidationError, match="联络人或者处置步骤"):
        emergencies.activate(empty, office.editor, "事件")
