"""A press conference with its transcript, linked to its policy: from the draft to the public page, on the screens."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.services import publish_structure
from interpretation.press.enums import Team
from interpretation.press.models import ConferenceLink, PressConferencePage, TeamMember

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TOPIC = "养老服务补贴政策新闻发布会"


@pytest.mark.rows("R-121", "R-122", "R-123")
def test_a_press_conference_with_transcript_linked_to_its_policy(office, live_server, page: Page):
    document = office.publish(office.document(title="示范县养老服务补贴办法"))
    add_column(office)
    for team, user in ((Team.CONTENT, office.editor), (Team.LOGISTICS, office.head)):
        TeamMember.objects.create(body=office.body, team=team, user=user)
    desk = Desk(page, live_server.url)

    # The editor plans it, writes down what is said, and begins the public page.
    desk.log_in(office.editor)
    page.goto(f"{live_server.url}/admin/press/add/")
    began = timezone.localtime() - dt.timedelta(hours=2)
    page.get_by_label("主题").fill(TOPIC)
    page.get_by_label("举行时间").fill(f"{began:%Y-%m-%dT%H:%M}")
    page.get_by_label("地点").fill("县政府新闻发布厅")
    page.get_by_label("主办单位").fill("县政府新闻办公室")
    page.get_by_role("button", name="建立").click()
    expect(page.get_by_role("heading", name="策划口径")).to_be_visible()
    page.get_by_role("button", name=re.compile("^完成.*确定主题")).click()
    expect(page.locator(".messages .success")).to_contain_text("已完成")
    page.locator("[name=live-said_at]").fill("09:35")
    page.locator("[name=live-speaker]").fill("主持人")
    page.locator("[name=live-text]").fill("发布会现在开始。")
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.get_by_role("cell", name="发布会现在开始。")).to_be_visible()
    page.get_by_role("button", name="取入稿件").click()
    expect(page.locator("#page-edit-form")).to_be_visible()

    draft = write_record(office, document)
    edit = f"{live_server.url}/admin/pages/{draft.pk}/edit/"
    page.goto(edit)
    page.get_by_role("button", name="更多操作").last.click()
    page.get_by_role("button", name="提交审签").click()
    expect(page.get_by_text("尚未登记有效的发布授权").first).to_be_visible()

    # The leader authorises the release; the editor submits; four people sign.
    desk.log_in(office.leader)
    page.goto(f"{live_server.url}/admin/press/authorise/{draft.pk}/")
    page.get_by_label("授权人").fill("方立诚（签发领导）")
    page.get_by_label("由谁发布").fill("王建国（新闻发言人）")
    page.get_by_label("授权范围").fill("养老服务补贴的对象、标准和办理方式")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("有效", exact=True)).to_be_visible()
    desk.log_in(office.editor)
    page.goto(edit)
    desk.submit_for_review()
    for person in office.approvers[:-1]:
        desk.log_in(person)
        desk.approve_first("同意")
    desk.log_in(office.leader)
    desk.approve_first("签发并公开")

    # The public reads the record and goes to the policy and back.
    live = PressConferencePage.objects.live().get()
    page.goto(live_server.url + live.url)
    expect(page.get_by_role("heading", name="文字实录")).to_be_visible()
    expect(page.get_by_text("发布会现在开始。")).to_be_visible()
    expect(page.get_by_text("示范日报问：")).to_be_visible()
    page.get_by_role("link", name=document.title).first.click()
    expect(page.get_by_role("heading", name=document.title).first).to_be_visible()
    page.get_by_role("link", name=TOPIC).click()
    expect(page.get_by_role("heading", name=TOPIC)).to_be_visible()

    # It is closed: the record was public in time, the evaluation waits.
    desk.log_in(office.editor)
    page.goto(f"{live_server.url}/admin/press/{live.conference.pk}/")
    page.get_by_role("button", name="登记结束").click()
    expect(page.get_by_role("heading", name="发布效果评估")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("办结$"))).to_have_count(1)


def add_column(office) -> None:
    column = ColumnPage(
        title="新闻发布会", body=office.body, unit=office.unit, column_type="response", description="发布会"
    )
    office.home.refresh_from_db()
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    allow_unit_on_page(office.unit, column)


def write_record(office, document) -> PressConferencePage:
    """What the editor fills in field by field; the editor of rich text has journeys of its own."""
    draft = PressConferencePage.objects.get().get_latest_revision_as_object()
    draft.media_present = "示范日报、示范广播电视台"
    draft.transcript = "<p>主持人：各位记者朋友，大家上午好。</p>"
    draft.speakers = [("speaker", {"name": "王建国", "post": "县民政局副局长"})]
    answer = {
        "asked_by": "示范日报",
        "question": "怎样申请？",
        "answered_by": "王建国",
        "answer": "<p>就近申请。</p>",
    }
    draft.questions = [("question", answer)]
    draft.links = [ConferenceLink(target_id=document.pk)]
    draft.save_revision(user=office.editor)
    return draft
