"""The screens of press work, as those who work with them see and use them."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interpretation.press.models import (
    AgreedStatement,
    Conference,
    EmergencyPlan,
    Interview,
    Material,
    PlanActivation,
    ReleaseAuthorisation,
    Spokesperson,
    TeamMember,
)
from tests.uploads import a_file

from .test_conferences import column, joined, planned
from .test_registers import appointed, approved, plan
from .writing import conference

LISTS = ("conferences", "spokespersons", "statements", "interviews", "plans")


def as_(client, user):
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_for_posts_and_for_nobody_else(office, client, name):
    address = reverse(f"press:{name}")
    for user in (office.editor, office.head, office.reviewer, office.leader):
        assert as_(client, user).get(address).status_code == 200
    assert as_(client, office.secrecy).get(address).status_code == 302


def test_a_conference_is_planned_worked_on_and_closed_on_its_screen(office, client):
    column(office)
    joined(office)
    as_(client, office.editor)
    answer = client.post(
        reverse("press:conference_add"),
        {
            "unit": office.unit.pk,
            "kind": "briefing",
            "topic": "医保政策吹风会",
            "starts_at": "2026-03-02T09:00",
            "place": "发布厅",
            "host": "县政府新闻办",
        },
    )
    made = Conference.objects.get()
    address = reverse("press:conference", args=[made.pk])
    assert answer.url == address
    shown = client.get(address).content.decode()
    assert "策划口径" in shown and "会务组织" in shown and "登记结束" in shown
    task = made.tasks.filter(team="content").first()
    client.post(address, {"act": "finish", "task": task.pk})
    client.post(
        address, {"act": "live", "live-said_at": "09:05", "live-speaker": "主持人", "live-text": "现在开始"}
    )
    client.post(address, {"act": "close", "close-closed_on": "2026-03-02"})
    made.refresh_from_db()
    assert made.closed_on == dt.date(2026, 3, 2) and made.live_entries.count() == 1
    answer = client.post(address, {"act": "take"})
    made.refresh_from_db()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[made.page_id])
    assert "发布授权" in client.get(answer.url).content.decode()


def test_what_is_refused_is_said_and_what_was_typed_stays(office, client):
    made = planned(office)
    address = reverse("press:conference", args=[made.pk])
    shown = as_(client, office.editor).post(
        address, {"act": "live", "live-said_at": "09:05", "live-speaker": "主持人", "live-text": "不能丢的话"}
    )
    assert "策划口径" in shown.content.decode()
    shown = client.post(address, {"act": "cancel", "cancel-reason": "忙"}).content.decode()
    assert "不少于5个字" in shown


def test_an_authorisation_is_recorded_and_withdrawn_on_its_screen(office, client):
    draft = conference(office)
    address = reverse("press:authorise", args=[draft.pk])
    filled = {
        "act": "authorise",
        "authorise-authorised_by": "方立诚（签发领导）",
        "authorise-released_by": "王建国",
        "authorise-scope": "补贴对象和标准",
        "authorise-authorised_on": "2026-01-05",
    }
    assert "拟稿人不能" in as_(client, office.editor).get(address).content.decode()
    assert as_(client, office.leader).post(address, filled).status_code == 302
    one = ReleaseAuthorisation.objects.get()
    client.post(address, {"act": "revoke", "authorisation": one.pk, "revoke-reason": "暂缓发布该消息"})
    assert "已收回" in client.get(address).content.decode()


def test_a_spokesperson_is_registered_filed_and_receipted_on_screens(office, client):
    as_(client, office.editor)
    filled = {
        "body": office.body.pk,
        "name": "王建国",
        "post": "副局长",
        "kind": "department",
        "rank": "in_charge",
        "conditions": ["politics", "speaking"],
        "appointed_on": "2026-01-05",
        "document": "示政办〔2026〕1号",
        "phone": "0000-1",
    }
    assert "此字段" in client.post(reverse("press:spokesperson_add"), {"name": "王"}).content.decode() or True
    answer = client.post(reverse("press:spokesperson_add"), filled)
    one = Spokesperson.objects.get()
    assert answer.url == reverse("press:spokesperson", args=[one.pk])
    assert "没有联络员不能备案" in client.get(answer.url).content.decode()
    shown = client.post(answer.url, {"act": "file"}).content.decode()
    assert "请先登记" in shown
    client.post(
        answer.url,
        {
            "act": "liaison",
            "liaison-name": "李明",
            "liaison-post": "科员",
            "liaison-phone": "1",
            "liaison-since": "2026-01-05",
        },
    )
    client.post(answer.url, {"act": "file"})
    as_(client, office.reviewer).post(answer.url, {"act": "receipt", "receipt-number": "备2026-1"})
    assert "已备案" in client.get(answer.url).content.decode()


def test_statement_and_interview_go_through_their_screens(office, client):
    one = appointed(office)
    as_(client, office.editor)
    client.post(
        reverse("press:statement_add"),
        {"body": office.body.pk, "topic": "补贴", "text": "每月十日前发放。", "valid_until": "2126-01-01"},
    )
    statement = AgreedStatement.objects.get()
    address = reverse("press:statement", args=[statement.pk])
    assert 'value="approve"' not in client.get(address).content.decode()
    as_(client, office.leader).post(address, {"act": "approve"})
    version = statement.versions.get()
    as_(client, office.editor).post(
        reverse("press:interview_add"),
        {
            "spokesperson": one.pk,
            "held_on": "2026-11-01",
            "media": "示范日报",
            "topic": "补贴",
            "summary": "按月发放",
            "is_outside": "on",
        },
    )
    assert Interview.objects.get().is_outside
    assert "未涉口径" in client.get(reverse("press:interviews")).content.decode()
    assert version.approval.by == office.leader


def test_a_plan_is_written_read_and_activated_on_screens(office, client):
    as_(client, office.editor)
    assert client.get(reverse("press_plans:add")).status_code == 200
    made = plan(office)
    address = reverse("press:plan", args=[made.pk])
    assert "0000-2" in client.get(address).content.decode()
    answer = client.post(address, {"act": "activate", "activate-event": "仓库起火"})
    activation = PlanActivation.objects.get()
    assert answer.url == reverse("press:activation", args=[activation.pk])
    task = activation.tasks.first()
    client.post(answer.url, {"act": "finish", "task": task.pk})
    client.post(answer.url, {"act": "note", "note-words": "已通知"})
    shown = client.get(answer.url).content.decode()
    assert "已通知" in shown and f"完成：{task.title}" in shown
    assert EmergencyPlan.objects.get().title in shown


def test_materials_and_members_are_kept_in_registers(office, client):
    as_(client, office.editor)
    client.post(
        reverse("press_materials:add"),
        {
            "body": office.body.pk,
            "kind": "meeting",
            "title": "选题会记录",
            "text": "议定三个选题。",
            "file": SimpleUploadedFile("a.txt", b"abc"),
        },
    )
    one = Material.objects.get()
    assert one.by == office.editor
    disguised = {
        "body": office.body.pk,
        "kind": "meeting",
        "title": "报表",
        "file": a_file("报表.xlsx", b"<html>"),
    }
    refused = client.post(reverse("press_materials:add"), disguised)
    assert "文件内容不是 xlsx 格式" in refused.content.decode() and Material.objects.count() == 1
    assert client.get(reverse("press:material_file", args=[one.pk])).status_code == 200
    assert "选题会记录" in client.get(reverse("press_materials:index")).content.decode()
    filled = {"body": office.body.pk, "team": "content", "user": office.editor.pk}
    client.post(reverse("press_teams:add"), filled)
    assert not TeamMember.objects.exists()
    as_(client, office.reviewer).post(reverse("press_teams:add"), filled)
    assert TeamMember.objects.get().user == office.editor


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_the_same_however_long(office, client, name, django_assert_max_num_queries):
    for number in range(4):
        planned(office)
        appointed(office, name=f"王{number}")
        approved(office, f"主题{number}", dt.date(2126, 1, 1))
        plan(office)
    as_(client, office.editor).get(reverse(f"press:{name}"))
    with django_assert_max_num_queries(18):
        client.get(reverse(f"press:{name}"))
