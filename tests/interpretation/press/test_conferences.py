"""A press conference from its planning to its evaluation."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from disclosure.catalogue.models import ColumnPage
from foundation.duties.models import Duty
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.services import publish_structure
from interpretation.press import conferences as services
from interpretation.press.enums import ConferenceState, Team
from interpretation.press.models import PressConferencePage, TeamMember
from tests.public import read, text

from .writing import QUESTION, authorised

MORNING = "2026-03-02T10:00:00+08:00"


def joined(office) -> None:
    TeamMember.objects.create(body=office.body, team=Team.CONTENT, user=office.editor)
    TeamMember.objects.create(body=office.body, team=Team.LOGISTICS, user=office.head)


def column(office) -> ColumnPage:
    page = ColumnPage(
        title="新闻发布会", body=office.body, unit=office.unit, column_type="response", description="发布会"
    )
    office.home.refresh_from_db()
    office.home.add_child(instance=page)
    publish_structure(page, "建立栏目")
    allow_unit_on_page(office.unit, page)
    return page


def planned(office):
    return services.plan_conference(
        office.editor,
        office.unit,
        kind="conference",
        topic="养老服务补贴新闻发布会",
        starts_at=timezone.now().replace(microsecond=0) - dt.timedelta(hours=1),
        place="新闻发布厅",
        host="县政府新闻办公室",
    )


@pytest.mark.rows("R-121")
def test_the_plan_has_both_task_lists_and_each_is_done_by_its_team(office):
    joined(office)
    made = planned(office)
    lists = {team: list(made.tasks.filter(team=team)) for team in Team}
    assert all(lists.values())
    task = lists[Team.CONTENT][0]
    with pytest.raises(PermissionDenied, match="策划口径"):
        services.finish_task(task, office.head)
    assert services.finish_task(task, office.editor).done_by == office.editor
    with pytest.raises(PermissionDenied, match="会务组织"):
        services.finish_task(lists[Team.LOGISTICS][0], office.editor)
    assert services.finish_task(lists[Team.LOGISTICS][0], office.head).done_at


@pytest.mark.rows("R-122")
def test_closing_opens_the_duty_to_publish_the_record_and_the_signed_page_meets_it(office):
    column(office)
    joined(office)
    with time_machine.travel(MORNING, tick=False):
        made = services.close_conference(planned(office), office.editor, timezone.localdate())
        duty = Duty.objects.get(kind="press.record")
        # Monday 2 March + 20 working days; no holiday between.
        assert duty.due_on == dt.date(2026, 3, 30)
        draft = services.begin_page(made, office.editor)
        draft.stage, draft.media_present = "held", "示范日报"
        draft.transcript, draft.questions = "<p>各位记者，大家好。</p>", [QUESTION]
        draft.speakers = [("speaker", {"name": "王建国", "post": "县民政局副局长"})]
        draft.save_revision(user=office.editor)
        page = office.publish(authorised(office, PressConferencePage.objects.get(pk=draft.pk)))
        duty.refresh_from_db()
        assert page.live and duty.met_on == dt.date(2026, 3, 2)
        office.take_down(page)
        duty.refresh_from_db()
        assert duty.is_open


def test_a_page_is_begun_once_in_the_column_of_conferences(office):
    where = column(office)
    made = planned(office)
    page = services.begin_page(made, office.editor)
    assert services.begin_page(made, office.editor) == page
    assert page.get_parent().pk == where.pk and page.title == made.topic


def test_live_text_is_public_only_with_the_signed_page(office):
    column(office)
    joined(office)
    made = planned(office)
    with pytest.raises(PermissionDenied):
        services.add_live_entry(made, office.leader, said_at=dt.time(10, 5), speaker="主持人", text="开始")
    for _ in range(2):
        services.add_live_entry(
            made, office.editor, said_at=dt.time(10, 5), speaker="主持人", text="现场直播内容"
        )
    assert made.live_entries.count() == 1
    page = services.take_live_text(made, office.editor)
    draft = page.get_latest_revision_as_object()
    assert draft.live_text[0].value["text"] == "现场直播内容" and not page.live
    draft.media_present = "示范日报"
    draft.speakers = [("speaker", {"name": "王建国", "post": "县民政局副局长"})]
    draft.save_revision(user=office.editor)
    page = office.publish(authorised(office, PressConferencePage.objects.get(pk=page.pk)))
    assert "10:05 主持人： 现场直播内容" in text(read(page.url)).replace("：现", "： 现")


@pytest.mark.rows("R-125")
def test_a_conference_without_evaluation_is_listed_after_five_working_days(office, client):
    words = {"coverage": "三家媒体报道", "reactions": "平稳", "problems": "无", "follow_up": "继续回应"}
    with time_machine.travel(MORNING, tick=False):
        made = planned(office)
        with pytest.raises(ValidationError, match="结束后"):
            services.evaluate(made, office.editor, **words)
        made = services.close_conference(made, office.editor, timezone.localdate())
    address = "/admin/press/?tab=late"
    with time_machine.travel("2026-03-09T10:00:00+08:00", tick=False):
        client.force_login(office.editor)
        assert made.topic not in client.get(address).content.decode()
    with time_machine.travel("2026-03-10T10:00:00+08:00", tick=False):
        client.force_login(office.editor)
        assert made.topic in client.get(address).content.decode()
        services.evaluate(made, office.editor, **words)
        assert made.topic not in client.get(address).content.decode()
        assert services.evaluate(made, office.editor, **words | {"problems": "有"}).problems == "无"


def test_closing_and_cancelling_ask_for_sense(office):
    made = planned(office)
    with pytest.raises(ValidationError, match="结束日期"):
        services.close_conference(made, office.editor, timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        services.close_conference(made, office.secrecy, timezone.localdate())
    assert (
        services.cancel_conference(made, office.editor, "发布人另有公务").state == ConferenceState.CANCELLED
    )
    with pytest.raises(ValidationError, match="已取消"):
        services.close_conference(made, office.editor, timezone.localdate())
