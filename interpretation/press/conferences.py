"""What happens to a press conference from its planning to its evaluation (R-121, R-122, R-125)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Unit, User

from . import duties
from .access import KEEPERS, LEADERS, require, require_member
from .enums import ConferenceState, Stage, Team
from .models import Conference, ConferenceTask, Evaluation, LiveEntry, PressConferencePage

TASKS = {
    Team.CONTENT: (
        "确定主题、发布人和发布时间",
        "参加有关会议、阅读有关文件，起草发布稿",
        "编写新闻口径和答问参考，报领导审定",
        "办理发布授权",
        "会后整理文字实录和答记者问，送审公开",
    ),
    Team.LOGISTICS: (
        "落实会场、背景板和音视频设备",
        "通知媒体，登记到会记者",
        "安排手语翻译、字幕和录像",
        "会场签到和现场秩序",
        "收集媒体报道，供效果评估使用",
    ),
}
SHORTEST_REASON = 5
# The column of item 59 (新闻发布会) of the basic catalogue, by its name: numbers differ between catalogues.
ITEM = "新闻发布会"


@transaction.atomic
def plan_conference(user: User, unit: Unit, **fields: Any) -> Conference:
    """Plan a conference, with the task lists of both teams. Raises PermissionDenied."""
    require(user, KEEPERS, unit.body_id, "新闻发布会的筹备")
    conference = Conference.objects.create(body_id=unit.body_id, unit=unit, by=user, **fields)
    ConferenceTask.objects.bulk_create(
        ConferenceTask(conference=conference, team=team, title=title)
        for team, titles in TASKS.items()
        for title in titles
    )
    return conference


@transaction.atomic
def add_task(conference: Conference, user: User, *, team: str, title: str) -> ConferenceTask:
    """One more thing to do. Raises PermissionDenied."""
    require(user, KEEPERS, conference.body_id, "筹备任务")
    task, _ = ConferenceTask.objects.get_or_create(conference=conference, team=team, title=title.strip())
    return task


@transaction.atomic
def finish_task(task: ConferenceTask, user: User) -> ConferenceTask:
    """Done, by a member of its team. Raises PermissionDenied."""
    require_member(user, task.conference.body_id, task.team)
    task = ConferenceTask.objects.select_for_update().get(pk=task.pk)
    if task.done_at is None:
        task.done_at, task.done_by = timezone.now(), user
        task.save()
    return task


def column_for(user: User) -> ColumnPage | None:
    """Where conferences are filed: the column of their catalogue item, else one of 回应关切 or 工作动态."""
    by_item = ColumnPage.objects.filter(item__level2=ITEM, external_url="")
    by_type = ColumnPage.objects.filter(
        column_type__in=(ColumnType.RESPONSE, ColumnType.NEWS), external_url=""
    )
    for column in [*by_item, *by_type]:
        if column.permissions_for_user(user).can_add_subpage():
            return column
    return None


@transaction.atomic
def begin_page(conference: Conference, user: User) -> PressConferencePage:
    """The draft of the public page, with what is known. Raises PermissionDenied."""
    conference = (
        Conference.objects.select_for_update(of=("self",)).select_related("page").get(pk=conference.pk)
    )
    if conference.page:
        return conference.page
    column = column_for(user)
    if column is None:
        raise PermissionDenied("您没有可以存放发布会的栏目。请联系平台运维人员把“新闻发布会”栏目交给本科室。")
    page = PressConferencePage(
        title=conference.topic,
        kind=conference.kind,
        starts_at=conference.starts_at,
        place=conference.place,
        host=conference.host,
        body_id=conference.body_id,
        unit_id=conference.unit_id,
        owner=user,
        live=False,
    )
    column.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    conference.page = page
    conference.save(update_fields=["page"])
    return page


@transaction.atomic
def add_live_entry(
    conference: Conference, user: User, *, said_at: dt.time, speaker: str, text: str
) -> LiveEntry:
    """Write down what is being said. Nothing of it is public before the page is signed.

    Raises PermissionDenied, ValidationError.
    """
    require_member(user, conference.body_id, Team.CONTENT)
    if conference.state != ConferenceState.PLANNED:
        raise ValidationError("发布会已结束或者取消，不能再记录。更正请在页面稿件中修改。")
    if conference.starts_at > timezone.now():
        raise ValidationError(
            f"发布会{timezone.localtime(conference.starts_at):%m月%d日 %H:%M}开始，尚不能记录。"
        )
    words = {"said_at": said_at, "speaker": speaker.strip(), "text": text.strip()}
    same = conference.live_entries.filter(**words).first()
    return same or LiveEntry.objects.create(conference=conference, by=user, **words)


@transaction.atomic
def take_live_text(conference: Conference, user: User) -> PressConferencePage:
    """Put the entries into the draft of the page, to be signed with it. Raises PermissionDenied, ValidationError."""
    entries = list(conference.live_entries.all())
    if not entries:
        raise ValidationError("还没有图文直播记录。")
    page = begin_page(conference, user)
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied("由页面责任科室的编辑取入图文直播记录。")
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
    draft.live_text = [
        ("entry", {"at": f"{one.said_at:%H:%M}", "speaker": one.speaker, "text": one.text}) for one in entries
    ]
    draft.stage = Stage.HELD
    draft.save_revision(user=user)
    return PressConferencePage.objects.get(pk=page.pk)


@transaction.atomic
def close_conference(conference: Conference, user: User, closed_on: dt.date) -> Conference:
    """It was held: the clocks of the record and of the evaluation start. Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS, conference.body_id, "发布会结束登记")
    conference = (
        Conference.objects.select_for_update(of=("self",))
        .select_related("page", "unit", "body")
        .get(pk=conference.pk)
    )
    if conference.state == ConferenceState.CLOSED:
        return conference
    if conference.state == ConferenceState.CANCELLED:
        raise ValidationError("发布会已取消，不能登记结束。")
    held_on = timezone.localdate(conference.starts_at)
    if not held_on <= closed_on <= timezone.localdate() or conference.starts_at > timezone.now():
        raise ValidationError({"closed_on": f"结束日期应在举行日期{held_on}之后、今天或者以前，请核对。"})
    conference.state, conference.closed_on = ConferenceState.CLOSED, closed_on
    conference.save()
    duties.conference_closed(conference)
    return conference


@transaction.atomic
def cancel_conference(conference: Conference, user: User, reason: str) -> Conference:
    """It will not be held. Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS, conference.body_id, "发布会取消登记")
    conference = Conference.objects.select_for_update().get(pk=conference.pk)
    if conference.state == ConferenceState.CLOSED:
        raise ValidationError("发布会已结束，不能取消。")
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": f"请写明取消原因，不少于{SHORTEST_REASON}个字。"})
    conference.state, conference.cancelled_because = ConferenceState.CANCELLED, reason.strip()
    conference.save()
    return conference


@transaction.atomic
def evaluate(conference: Conference, user: User, **words: str) -> Evaluation:
    """How it was received; once. Raises PermissionDenied, ValidationError."""
    require(user, KEEPERS | LEADERS, conference.body_id, "发布效果评估")
    conference = Conference.objects.select_for_update().get(pk=conference.pk)
    if found := Evaluation.objects.filter(conference=conference).first():
        return found
    if conference.state != ConferenceState.CLOSED:
        raise ValidationError("发布会结束后再评估。")
    made = Evaluation.objects.create(
        conference=conference, by=user, **{name: text.strip() for name, text in words.items()}
    )
    duties.ledger.meet_for(duties.EVALUATE, subject=conference, by=user)
    return made
