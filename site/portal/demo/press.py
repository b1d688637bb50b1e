"""Press work in 示范县: news, two conferences, who speaks to the press and what was agreed. All invented."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.signoff.services import publish_structure
from interpretation.policies.models import InterpretationPage
from interpretation.press import conferences
from interpretation.press.authorisations import authorise
from interpretation.press.enums import ConferenceKind, ReleaseKind, Team
from interpretation.press.models import (
    Conference,
    ConferenceLink,
    PressConferencePage,
    PressReleasePage,
    ReleaseLink,
    TeamMember,
)
from portal.models import HomePage

from . import signing
from .columns import Columns
from .people import COUNTY, Staff
from .press_registers import keep_plan, keep_spokespersons, keep_statements
from .press_texts import AGENCY, HALL, NEWS, QUESTIONS, REPRINT, SPOKESPERSON, STATEMENT, TRANSCRIPT, photo
from .schedule import published_at
from .text import rich_text

CONFERENCES = 59  # the item 新闻发布会 of the catalogue


@dataclass(frozen=True, slots=True)
class Explained:
    """The policy that the press is told about, with its interpretation."""

    document: DocumentPage
    interpretation: InterpretationPage


def build_press(home: HomePage, staffs: dict[str, Staff], columns: Columns, today: dt.date) -> None:
    """Everything; the office works for the county government."""
    staff = staffs[COUNTY]
    newest = InterpretationPage.objects.live().filter(unit__body__code="sfx-mzj")
    interpretation = (
        newest.order_by("-original_published_at").first() or InterpretationPage.objects.live().last()
    )
    link = interpretation.documents.select_related("document").first()
    told = Explained(link.document, interpretation)
    speaker = keep_spokespersons(staffs, today)
    keep_statements(staff, speaker, today)
    for team, user in ((Team.CONTENT, staff.editor), (Team.LOGISTICS, staff.approvers[0])):
        TeamMember.objects.create(body=staff.body, team=team, user=user)
    held = _conferences(staff, columns, told, today)
    _releases(staff, _news_column(home, staff), told, held, today)
    keep_plan(staff)


def _news_column(home: HomePage, staff: Staff) -> ColumnPage:
    column = ColumnPage(
        title="新闻动态",
        body=staff.body,
        unit=staff.unit,
        column_type="news",
        description="示范县政务动态、新闻发布稿和转载的媒体报道",
        keywords="新闻,政务动态,新闻发布",
    )
    home.refresh_from_db()
    home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    return column


def _authorised(page: Page, staff: Staff, today: dt.date, scope: str) -> Page:
    name, post = SPOKESPERSON
    authorise(
        page,
        staff.approvers[3],
        authorised_by=f"{staff.approvers[3].get_full_name()}（签发领导）",
        released_by=f"{name}（{post}、新闻发言人）",
        scope=scope,
        authorised_on=today,
    )
    return page


def _conferences(staff: Staff, columns: Columns, told: Explained, today: dt.date) -> PressConferencePage:
    """One held and recorded, one announced, one whose evaluation is late."""
    column = columns.by_item[CONFERENCES]
    late = _planned(staff, ConferenceKind.CONFERENCE, "前三季度民生实事进展新闻发布会", _at(today, -24))
    conferences.close_conference(late, staff.editor, today - dt.timedelta(days=24))
    held = _held(staff, column, told, today)
    soon = _planned(staff, ConferenceKind.BRIEFING, "居家社区养老服务政策吹风会", _at(today, 6))
    page = _page(soon, told, "介绍政策的适用范围、申请条件和办理流程，欢迎媒体报名参加。")
    page = _authorised(signing.draft(page, column, staff), staff, today, "吹风会的时间、地点和主题")
    _attach(soon, signing.publish(page, staff))
    return held


def _held(staff: Staff, column: ColumnPage, told: Explained, today: dt.date) -> PressConferencePage:
    conference = _planned(staff, ConferenceKind.CONFERENCE, "养老服务补贴政策新闻发布会", _at(today, -3))
    for task in conference.tasks.filter(team=Team.CONTENT):
        conferences.finish_task(task, staff.editor)
    conferences.add_live_entry(
        conference,
        staff.editor,
        said_at=dt.time(9, 35),
        speaker="主持人",
        text="发布会开始，介绍出席的发布人。",
    )
    page = _page(conference, told, "县政府新闻发言人介绍养老服务补贴政策，并回答记者提问。")
    page.stage = "held"
    page.media_present = "示范日报、示范广播电视台、示范网"
    page.opening = rich_text(["会上介绍了政策出台的背景、补贴对象和申请方式。"])
    page.live_text = [
        ("entry", {"at": "09:35", "speaker": "主持人", "text": "发布会开始，介绍出席的发布人。"})
    ]
    page.transcript = rich_text(list(TRANSCRIPT))
    page.questions = [
        ("question", {"asked_by": media, "question": ask, "answered_by": who, "answer": f"<p>{answer}</p>"})
        for media, ask, who, answer in QUESTIONS
    ]
    page.media = [
        ("photo", {"image": photo(), "caption": "新闻发布会现场", "photographer": "示范县融媒体中心"}),
        (
            "recording",
            {
                "title": "新闻发布会全程录像",
                "url": "https://www.example.gov.cn/shipin/1",
                "captions": "signed",
                "transcript": "\n".join(TRANSCRIPT),
            },
        ),
    ]
    page = _authorised(signing.draft(page, column, staff), staff, today, "养老服务补贴的对象、标准和办理方式")
    page = signing.publish(page, staff)
    _attach(conference, page)
    conferences.close_conference(conference, staff.editor, today - dt.timedelta(days=3))
    return page


def _planned(staff: Staff, kind: str, topic: str, starts_at: dt.datetime) -> Conference:
    return conferences.plan_conference(
        staff.editor, staff.unit, kind=kind, topic=topic, starts_at=starts_at, place=HALL, host=AGENCY
    )


def _at(today: dt.date, days: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(today + dt.timedelta(days=days), dt.time(9, 30)))


def _page(conference: Conference, told: Explained, overview: str) -> PressConferencePage:
    name, post = SPOKESPERSON
    page = PressConferencePage(
        title=conference.topic,
        kind=conference.kind,
        starts_at=conference.starts_at,
        place=conference.place,
        host=conference.host,
        moderator="县政府新闻办公室负责人",
        overview=overview,
        speakers=[
            ("speaker", {"name": name, "post": f"{post}、新闻发言人"}),
            ("speaker", {"name": "许怀瑾", "post": "示范县民政局分管负责人"}),
        ],
    )
    page.links = [ConferenceLink(target=told.document), ConferenceLink(target=told.interpretation)]
    return page


def _attach(conference: Conference, page: PressConferencePage) -> None:
    conference.page = page
    conference.save(update_fields=["page"])


def _releases(
    staff: Staff, column: ColumnPage, told: Explained, held: PressConferencePage, today: dt.date
) -> None:
    """One of each kind."""
    picture = {"image": photo(), "caption": "活动启动现场", "photographer": "示范县融媒体中心"}
    news = PressReleasePage(
        title="我县开展“敬老月”集中走访活动",
        author="县融媒体中心记者",
        source="示范县融媒体中心",
        overview="全县集中走访高龄、独居老年人，现场解答养老补贴政策。",
        text=rich_text(list(NEWS)),
        media=[("photo", picture)],
        original_published_at=published_at(today - dt.timedelta(days=5)),
    )
    signing.publish(signing.draft(news, column, staff), staff)
    reprint = PressReleasePage(
        title="示范县：把政策讲到群众心坎里",
        kind=ReleaseKind.REPRINT,
        source="示范日报",
        original_source="示范日报",
        original_url="https://www.example.com/shifan-ribao/1",
        original_on=today - dt.timedelta(days=4),
        overview="示范日报报道我县政策宣讲进村入户。",
        text=rich_text(list(REPRINT)),
    )
    reprint.links = [ReleaseLink(target=told.document)]
    signing.publish(signing.draft(reprint, column, staff), staff)
    statement = PressReleasePage(
        title="示范县新闻发言人就养老服务补贴政策发布消息",
        kind=ReleaseKind.STATEMENT,
        overview="县政府新闻发言人介绍养老服务补贴的对象、标准和申请方式。",
        text=rich_text(list(STATEMENT)),
    )
    statement.links = [ReleaseLink(target=held), ReleaseLink(target=told.document)]
    page = _authorised(
        signing.draft(statement, column, staff), staff, today, "养老服务补贴的申请方式和公示要求"
    )
    signing.publish(page, staff)
