"""Press work in 示范县: news, two conferences, who speaks to the press and what was agreed. All invented."""

import datetime as dt
import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture
from PIL import ImageDraw
from wagtail.images.models import Image
from wagtail.models import Page

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.signoff.services import publish_structure
from interpretation.policies.models import InterpretationPage
from interpretation.press import conferences, duties, emergencies, spokespersons, statements
from interpretation.press.authorisations import authorise
from interpretation.press.enums import Condition, ConferenceKind, Rank, ReleaseKind, SpokespersonKind, Team
from interpretation.press.models import (
    AgreedStatement,
    Conference,
    ConferenceLink,
    EmergencyPlan,
    PlanContact,
    PlanStep,
    PressConferencePage,
    PressReleasePage,
    ReleaseLink,
    Spokesperson,
    StatementApproval,
    StatementVersion,
    TeamMember,
)
from portal.models import HomePage

from . import signing
from .columns import Columns
from .people import COUNTY, OFFICE, Staff
from .schedule import published_at
from .text import rich_text

CONFERENCES = 59  # the item 新闻发布会 of the catalogue
SPOKESPERSON = ("秦守诺", "示范县人民政府副县长")
_HALL, _AGENCY = "示范县人民政府新闻发布厅", "示范县人民政府新闻办公室"
_NEWS = (
    "11月上旬，全县开展“敬老月”集中走访活动，组织志愿者上门为高龄、独居老年人提供理发、测血压、清洁居室等服务。",
    "## 服务送到家门口",
    "活动期间，各乡镇（街道）依托养老服务站设立便民服务点，现场解答高龄津贴、养老服务补贴的申请条件和办理方式。",
    "县民政局负责人介绍，下一步将把走访中收集的需求逐项列入清单，办结情况向社会公开。",
)
_STATEMENT = (
    "示范县人民政府新闻发言人就养老服务补贴政策发布如下：",
    "一是补贴对象、标准和申请方式以公开的文件为准，任何单位和个人不得收取代办费用。",
    "二是符合条件的老年人可以在户籍所在地乡镇（街道）便民服务中心申请，也可以由亲属代为申请。",
    "三是审核结果在村（社区）公示，接受群众监督。",
)
_REPRINT = (
    "记者从示范县了解到，该县把政策解读搬进村头院坝，用方言把补贴政策讲明白。",
    "政策宣讲员带着图解和问答手册入户，让老年人听得懂、找得到、办得了。",
)
_TRANSCRIPT = (
    "主持人：各位记者朋友，大家上午好。欢迎出席示范县人民政府新闻发布会。",
    "秦守诺：下面由我介绍政策出台的背景和主要内容。政策围绕谁能领、领多少、怎么办三件事，把条件和流程写清楚、写明白。",
    "秦守诺：补贴资金纳入年度预算，专款专用，发放情况每季度公开。",
    "主持人：下面进入记者提问环节，提问前请通报所代表的新闻机构。",
)
_QUESTIONS = (
    ("示范日报", "符合条件的老年人怎样申请？需要准备哪些材料？", SPOKESPERSON[0],
     "到户籍所在地乡镇（街道）便民服务中心申请，带身份证和户口簿即可；行动不便的，可以电话预约上门办理。"),
    ("示范广播电视台", "补贴多久能发放到位？", SPOKESPERSON[0],
     "自受理之日起二十日内完成审核，通过的自次月起按月发放到本人账户。"),
    ("示范网", "如果对审核结果有疑问，向哪里反映？", SPOKESPERSON[0],
     "可以在公示期内向乡镇（街道）提出，也可以拨打文件中公布的咨询电话，收到后五个工作日内答复。"),
)  # fmt: skip


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
    speaker = _spokespersons(staffs, today)
    _statements(staff, speaker, today)
    for team, user in ((Team.CONTENT, staff.editor), (Team.LOGISTICS, staff.approvers[0])):
        TeamMember.objects.create(body=staff.body, team=team, user=user)
    held = _conferences(staff, columns, told, today)
    _releases(staff, _news_column(home, staff), told, held, today)
    _plan(staff)


def photo() -> Image:
    """A drawn picture of a press room."""
    picture = Picture.new("RGB", (1200, 675), "#dfe8f2")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 470, 1200, 675), fill="#b9c6d6")
    draw.rectangle((180, 90, 1020, 400), fill="#1f5a96")
    draw.rectangle((200, 110, 1000, 380), outline="#ffffff", width=4)
    for left in (330, 530, 730):
        draw.ellipse((left + 40, 330, left + 110, 400), fill="#f1d3b8")
        draw.rectangle((left + 20, 400, left + 130, 480), fill="#2b3d52")
    draw.rectangle((240, 470, 960, 560), fill="#8a6a4a")
    for left in range(120, 1080, 160):
        draw.ellipse((left, 580, left + 60, 640), fill="#3c4b5e")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return Image.objects.create(
        title="新闻发布会现场",
        description="新闻发布会现场，三名发布人在主席台就座，记者席上有记者提问",
        file=ContentFile(buffer.getvalue(), name="fabuhui.png"),
    )


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
    soon = _planned(staff, ConferenceKind.BRIEFING, f"《{told.document.title}》政策吹风会", _at(today, 6))
    page = _page(soon, told, "介绍政策的适用范围、申请条件和办理流程，欢迎媒体报名参加。")
    page = _authorised(signing.draft(page, column, staff), staff, today, "吹风会的时间、地点和主题")
    _attach(soon, signing.publish(page, staff))
    return held


def _held(staff: Staff, column: ColumnPage, told: Explained, today: dt.date) -> PressConferencePage:
    conference = _planned(staff, ConferenceKind.CONFERENCE, "养老服务补贴政策新闻发布会", _at(today, -3))
    for task in conference.tasks.filter(team=Team.CONTENT):
        conferences.finish_task(task, staff.editor)
    entry = {"said_at": dt.time(9, 35), "speaker": "主持人"}
    conferences.add_live_entry(conference, staff.editor, text="发布会开始，介绍出席的发布人。", **entry)
    page = _page(conference, told, "县政府新闻发言人介绍养老服务补贴政策，并回答记者提问。")
    page.stage = "held"
    page.media_present = "示范日报、示范广播电视台、示范网"
    page.opening = rich_text(["会上介绍了政策出台的背景、补贴对象和申请方式。"])
    page.live_text = [
        ("entry", {"at": "09:35", "speaker": "主持人", "text": "发布会开始，介绍出席的发布人。"})
    ]
    page.transcript = rich_text(list(_TRANSCRIPT))
    page.questions = [
        ("question", {"asked_by": media, "question": ask, "answered_by": who, "answer": f"<p>{answer}</p>"})
        for media, ask, who, answer in _QUESTIONS
    ]
    page.media = [
        ("photo", {"image": photo(), "caption": "新闻发布会现场", "photographer": "示范县融媒体中心"}),
        (
            "recording",
            {
                "title": "新闻发布会全程录像",
                "url": "https://www.example.gov.cn/shipin/1",
                "captions": "signed",
                "transcript": "\n".join(_TRANSCRIPT),
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
        staff.editor, staff.unit, kind=kind, topic=topic, starts_at=starts_at, place=_HALL, host=_AGENCY
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
        text=rich_text(list(_NEWS)),
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
        text=rich_text(list(_REPRINT)),
    )
    reprint.links = [ReleaseLink(target=told.document)]
    signing.publish(signing.draft(reprint, column, staff), staff)
    statement = PressReleasePage(
        title="示范县新闻发言人就养老服务补贴政策发布消息",
        kind=ReleaseKind.STATEMENT,
        overview="县政府新闻发言人介绍养老服务补贴的对象、标准和申请方式。",
        text=rich_text(list(_STATEMENT)),
    )
    statement.links = [ReleaseLink(target=held), ReleaseLink(target=told.document)]
    page = _authorised(
        signing.draft(statement, column, staff), staff, today, "养老服务补贴的申请方式和公示要求"
    )
    signing.publish(page, staff)


def _spokespersons(staffs: dict[str, Staff], today: dt.date) -> Spokesperson:
    """The county's filed, a department's filed, one that waits and is not who leads."""
    name, post = SPOKESPERSON
    rows = (
        (COUNTY, name, post, SpokespersonKind.GOVERNMENT, Rank.IN_CHARGE, True),
        ("sfx-mzj", "许怀瑾", "分管负责人", SpokespersonKind.DEPARTMENT, Rank.IN_CHARGE, True),
        ("sfx-jyj", "石明理", "办公室主任", SpokespersonKind.DEPARTMENT, Rank.OTHER, False),
    )
    made = [
        spokespersons.appoint(
            staffs[code].editor,
            staffs[code].body,
            name=who,
            post=what,
            kind=kind,
            rank=rank,
            conditions=list(Condition.values),
            appointed_on=today - dt.timedelta(days=200),
            document=f"示政办发〔{today.year}〕0号（虚构）",
            phone="0000-0000008",
        )
        for code, who, what, kind, rank, _ in rows
    ]
    for number, (one, (code, *_, is_filed)) in enumerate(zip(made, rows, strict=True), start=1):
        if not is_filed:
            continue
        editor, since = staffs[code].editor, today - dt.timedelta(days=200)
        spokespersons.name_liaison(
            one, editor, name="林致远", post="政务公开科科员", phone="0000-0000007", since=since
        )
        filing = spokespersons.file(one, editor)
        spokespersons.give_receipt(filing, staffs[OFFICE].approvers[2], f"新备〔{today.year}〕{number}号")
    return made[0]


def _statements(staff: Staff, speaker: Spokesperson, today: dt.date) -> None:
    """One that holds and was used, one that ran out, one that waits; an interview outside all of them."""
    rows = (
        ("养老服务补贴申请和发放", "补贴对象、标准和流程以公开的文件为准；受理后二十日内完成审核。", 180),
        ("城区道路改造进度", "年底前完成主车道施工，施工期间保留双向通行。", 0),
        ("秋季招生入学政策", "坚持免试就近入学，具体片区以教育局公布的为准。", 90),
    )
    made = [
        statements.write_version(
            staff.editor, staff.body, topic=topic, text=text, valid_until=today + dt.timedelta(days=days)
        )
        for topic, text, days in rows
    ]
    for version in made[:2]:
        statements.approve_version(version, staff.approvers[3])
    _let_expire(staff, today)
    words = {"media": "示范日报", "reporter": "记者一名", "held_on": today}
    statements.log_interview(
        staff.editor, speaker, topic="养老补贴如何申请", summary="介绍申请地点、材料和时限。",
        version=made[0], **words,
    )  # fmt: skip
    statements.log_interview(
        staff.editor,
        speaker,
        topic="敬老月活动安排",
        summary="介绍活动时间和地点。",
        is_outside=True,
        **words,
    )


def _let_expire(staff: Staff, today: dt.date) -> None:
    """One whose day has passed: services write no such thing."""
    topic = AgreedStatement.objects.create(body=staff.body, topic="防汛期间景区开放安排")
    version = StatementVersion.objects.create(
        statement=topic,
        number=1,
        text="汛期景区视天气情况临时关闭，开放时间提前一天公布。",
        valid_until=today - dt.timedelta(days=40),
        by=staff.editor,
        at=timezone.now() - dt.timedelta(days=160),
    )
    leader = staff.approvers[3]
    StatementApproval.objects.create(
        version=version,
        by=leader,
        person_name=leader.get_full_name(),
        post_title="签发领导",
        at=timezone.now() - dt.timedelta(days=160),
    )


def _plan(staff: Staff) -> None:
    """The plan for emergencies, used once for an exercise."""
    plan = EmergencyPlan(
        body=staff.body,
        title="示范县突发事件新闻报道预案",
        templates="首发通稿：〔时间〕，〔地点〕发生〔事件〕。目前〔处置情况〕，有关情况将及时发布。\n续报：截至〔时间〕，〔进展〕。",
    )
    plan.contacts = [
        PlanContact(level=1, role="新闻发言人", name=SPOKESPERSON[0], phone="0000-0000008"),
        PlanContact(level=1, role="值班领导", name=staff.approvers[3].get_full_name(), phone="0000-0000006"),
        PlanContact(level=2, role="媒体联络", name="林致远", phone="0000-0000007"),
    ]
    plan.steps = [
        PlanStep(order=1, title="核实情况，报值班领导和新闻发言人", role="值班领导", minutes=30),
        PlanStep(order=2, title="拟定口径和首发通稿，办理发布授权", role="新闻发言人", minutes=120),
        PlanStep(order=3, title="发布首条权威信息", role="新闻发言人", minutes=300),
        PlanStep(order=4, title="召开新闻发布会", role="媒体联络", minutes=1440),
    ]
    plan.save()
    duties.review_due(plan)
    activation = emergencies.activate(plan, staff.editor, "防汛应急新闻发布演练")
    emergencies.finish_task(activation.tasks.first(), staff.editor)
