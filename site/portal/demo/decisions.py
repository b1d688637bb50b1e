"""重大行政决策 in 示范县: this year's and last year's catalogue with decisions in several stages. All invented."""

import datetime as dt

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import holders
from opinion.decisions.enums import AttendeeKind, Method, Stage
from opinion.decisions.models import Decision, MeetingAttendee, MeetingPage
from opinion.decisions.services import begin_catalogue, enter_decision, record_stage, sign_catalogue, take_out

from .columns import Columns
from .people import Staff
from .signing import draft, publish

# The item of the catalogue that meetings are filed under (公众参与).
COLUMN_ITEM = 71
# Matter, undertaking office, when it is planned, and the stages gone through.
_MATTERS: tuple[tuple[str, str, str, tuple[Stage, ...]], ...] = (
    ("编制示范县“一老一小”整体解决方案", "示范县民政局", "第三季度", tuple(Stage)[:2]),
    ("调整县城公共停车收费标准", "示范县发展和改革局", "第二季度", tuple(Stage)[:5]),
    ("制定示范县农村饮水安全管理办法", "示范县水利局", "第二季度", tuple(Stage)),
    ("新建县城第二污水处理厂", "示范县住房和城乡建设局", "第四季度", ()),
    ("扩建县客运站", "示范县交通运输局", "第四季度", tuple(Stage)[:1]),
)
_NOTES = {
    Stage.STARTED: "县政府常务会议研究启动",
    Stage.CONSULTED: "公开征求意见30日",
    Stage.EXPERTS: "组织5名专家论证，出具论证意见",
    Stage.RISKS: "风险评估结论为低风险",
    Stage.LEGALITY: "县司法局出具合法性审查意见",
    Stage.DISCUSSED: "县政府常务会议审议通过",
    Stage.PUBLISHED: "在县政府网站公布",
}
_ATTENDEES = (
    (AttendeeKind.ENTREPRENEUR, "李某某", "示范县某某养老服务有限公司", True),
    (AttendeeKind.ENTREPRENEUR, "陈某某", "示范县某某家政服务有限公司", True),
    (AttendeeKind.PUBLIC, "王某某", "", False),
    (AttendeeKind.EXPERT, "赵某某", "示范县职业技术学校", True),
    (AttendeeKind.MEDIA, "孙某某", "示范县融媒体中心", True),
)


def build_decisions(county: Staff, columns: Columns, today: dt.date) -> list[Decision]:
    """Two catalogues, their stages, one matter taken out, one meeting. Gives back this year's decisions."""
    keeper, signer = _holder(PostKind.OFFICE_REVIEWER, county), _holder(PostKind.LEADER, county)
    made: list[Decision] = []
    for year in (today.year - 1, today.year):
        catalogue = begin_catalogue(keeper, county.body, year)
        made = [
            enter_decision(keeper, catalogue, matter=matter, office=office, unit=county.unit, planned=planned)
            for matter, office, planned, _stages in _MATTERS
        ]
        sign_catalogue(signer, catalogue, approval=f"{year}年2月县委常委会会议研究同意")
        for decision, (*_facts, stages) in zip(made, _MATTERS, strict=True):
            gone = tuple(Stage) if year < today.year else stages
            _record(keeper, decision, gone, today)
    take_out(signer, made[-1], reason="项目纳入上级统一规划，本年度不再单独决策")
    _meeting(county, columns, made[0], today)
    return made


def _holder(kind: PostKind, staff: Staff) -> User:
    return holders(kind, body_id=staff.body.pk, unit_id=None).get().user


def _record(user: User, decision: Decision, stages: tuple[Stage, ...], today: dt.date) -> None:
    past = today if decision.catalogue.year == today.year else dt.date(today.year - 1, 12, 20)
    for position, stage in enumerate(stages):
        day = past - dt.timedelta(days=12 * (len(stages) - position))
        record_stage(user, decision, stage=stage, on=day, note=_NOTES[stage])


def _meeting(county: Staff, columns: Columns, decision: Decision, today: dt.date) -> None:
    page = MeetingPage(
        title="“一老一小”整体解决方案企业座谈会情况",
        method=Method.SEMINAR,
        held_on=today - dt.timedelta(days=9),
        place="县政府第一会议室",
        touches_enterprises=True,
        decision=decision,
        summary="<p>座谈会由县民政局召集，介绍了方案起草情况，听取养老、家政企业和公众代表的意见。</p>",
        opinions="<p>企业代表建议明确普惠养老床位补助的申领条件，并延长设施改造的过渡期；公众代表建议增加社区日间照料时段。</p>",
    )
    page.attendees = [
        MeetingAttendee(
            kind=kind,
            name=name,
            organisation=organisation,
            is_named=named,
            invited_on=today - dt.timedelta(16),
        )
        for kind, name, organisation, named in _ATTENDEES
    ]
    publish(draft(page, columns.by_item[COLUMN_ITEM], county), county)
