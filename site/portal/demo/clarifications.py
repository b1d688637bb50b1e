"""澄清辟谣 in 示范县: two verdicts published, one published in an emergency, open matters. All invented."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import holders
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.emergency import publish_at_once
from foundation.signoff.services import publish_structure
from foundation.submissions.intake import record
from interpretation.clarifications.enums import Course, Harm, Result, TaskKind, Verdict
from interpretation.clarifications.handling import assign_task, verify
from interpretation.clarifications.models import ClarificationPage, ResponsePlan, RumourCase
from interpretation.clarifications.reports import KIND, report_received
from interpretation.clarifications.services import add_source, begin_page, decide, open_case
from interpretation.clarifications.short_chain import load_short_chain
from portal.models import HomePage

from . import signing
from .people import COUNTY, OFFICE, Staff
from .text import rich_text

_HOURS_AGO = {"done": 6, "urgent": 3, "late": 31, "new": 2}


@dataclass(frozen=True)
class Told:
    """One rumour and what is to be said of it."""

    body: str
    claim: str
    place: str
    result: Result
    verdict: Verdict
    title: str
    overview: str
    facts: tuple[str, ...]
    evidence: str
    source: str
    basis: str


_MEDICAL = Told(
    "sfx-ybj",
    "居民医保断缴一年，以前的缴费全部作废，再也不能报销",
    "部分微信群转发的短视频",
    Result.FALSE,
    Verdict.FALSE,
    "“居民医保断缴后以前的缴费全部作废”不实",
    "断缴后重新参保，经过固定的待遇等待期即可正常报销，以前的参保记录不会作废。",
    (
        "城乡居民医保按年参保、按年享受待遇，没有“以前的缴费作废”的规定。",
        "未在集中参保期内参保的，重新参保后有固定待遇等待期，等待期满后住院、门诊待遇与其他参保人相同。",
        "请通过县医保局服务窗口、官方公众号办理参保，不要轻信“代缴恢复”的收费链接。",
    ),
    "县医保经办系统中，2025年重新参保人员在等待期满后均已正常结算。",
    "示范县医疗保障局经办记录",
    "《国务院办公厅关于健全基本医疗保险参保长效机制的指导意见》（国办发〔2024〕38号）",
)
_PENSION = Told(
    "sfx-mzj",
    "县里的高龄津贴从下个月起停发，已经领的要退回",
    "乡镇集市上的口头传播、居民微信群",
    Result.INCOMPLETE,
    Verdict.INCOMPLETE,
    "关于高龄津贴发放方式调整的情况说明",
    "高龄津贴照常发放，标准不变；调整的只是发放方式，从下月起统一发到社会保障卡。",
    (
        "县民政局近期核对发放账户，请尚未激活社会保障卡银行账户的老人在月底前激活。",
        "没有停发安排，也没有要求退回已领津贴；未激活的，津贴留存账内，激活后一次补发。",
    ),
    "本月高龄津贴应发、实发人数一致，发放资金已拨付到位。",
    "示范县民政局、示范县财政局发放台账",
    "示范县高龄津贴发放办法（示民发）",
)
_DAM = Told(
    "sfx-yjj",
    "甲河水库大坝出现裂缝，今晚要垮，下游各村赶快跑",
    "短视频平台、村民微信群",
    Result.FALSE,
    Verdict.FALSE,
    "网传“甲河水库大坝出现裂缝”不实",
    "甲河水库大坝安全，今晚没有险情，也没有转移安排；视频拍摄于外地，画面与本县无关。",
    (
        "县应急管理局会同水库管理单位今日到现场检查，坝体、溢洪道和监测数据均正常。",
        "今晚的放水属于正常调度，流量在河道安全范围内。确需转移的，由县、乡镇通过应急广播和干部上门通知。",
    ),
    "大坝位移、渗流监测数据均在正常范围，现场检查未发现裂缝。",
    "甲河水库管理单位监测记录和现场检查记录",
    "《中华人民共和国突发事件应对法》第十七条",
)


def build_clarifications(home: HomePage, staffs: dict[str, Staff]) -> list[ClarificationPage]:
    """The column, the short chain, plans of some bodies, matters in every state. Gives back what is public."""
    load_short_chain()
    column = _column(home, staffs)
    now = timezone.now()
    published = [_published(told, staffs[told.body], column, now) for told in (_MEDICAL, _PENSION)]
    urgent = _draft(_DAM, staffs[_DAM.body], column, now, "urgent")
    leader = _holder(PostKind.LEADER, staffs[_DAM.body])
    publish_at_once(urgent, leader, reason="谣言已引起下游群众连夜外出，须立即澄清")
    _open_matters(staffs, now)
    _plans(staffs)
    return [*published, ClarificationPage.objects.get(pk=urgent.pk)]


def _holder(kind: PostKind, staff: Staff) -> User:
    return holders(kind, body_id=staff.body.pk, unit_id=staff.unit.pk).get().user


def _column(home: HomePage, staffs: dict[str, Staff]) -> ColumnPage:
    column = ColumnPage(
        title="澄清辟谣",
        body=staffs[COUNTY].body,
        unit=staffs[COUNTY].unit,
        column_type="clarification",
        description="对与本县行政机关职责有关的不实、不完整信息，由主责机关核实后公开澄清",
        keywords="澄清,辟谣,情况说明",
    )
    home.refresh_from_db()
    home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    for code in (OFFICE, _MEDICAL.body, _PENSION.body, _DAM.body):
        allow_unit_on_page(staffs[code].unit, column)
    return column


def _draft(told: Told, staff: Staff, column: ColumnPage, now: dt.datetime, when: str) -> ClarificationPage:
    """From discovery to a complete draft."""
    case = open_case(
        claim=told.claim,
        body=staff.body,
        unit=staff.unit,
        by=staff.editor,
        discovered_at=now - dt.timedelta(hours=_HOURS_AGO[when]),
        harm=Harm.STABILITY,
        duty_relation="属本机关主管业务",
        spread=f"{told.place}，转发约200次",
    )
    add_source(case, staff.editor, address=told.place, note="群众来电反映")
    verify(case, staff.editor, result=told.result, evidence=told.evidence, source=told.source)
    case = decide(case, _holder(PostKind.UNIT_HEAD, staff), course=Course.CLARIFY, reason="")
    page = begin_page(case, staff.editor, in_government_name=False, touched=[], is_sensitive=False)
    page.title, page.claim_place, page.verdict = told.title, told.place, told.verdict
    page.overview, page.facts, page.basis = told.overview, rich_text(list(told.facts)), told.basis
    page.spokesperson, page.phone = f"{staff.body.display_name}{staff.unit.name}", "0000-0000001"
    page.source, page.related_column = staff.body.name, column
    page.save_revision(user=staff.editor)
    return ClarificationPage.objects.get(pk=page.pk)


def _published(told: Told, staff: Staff, column: ColumnPage, now: dt.datetime) -> ClarificationPage:
    return signing.publish(_draft(told, staff, column, now, "done"), staff)


def _open_matters(staffs: dict[str, Staff], now: dt.datetime) -> None:
    """One that is red, one reported by the public, one referred to the authority."""
    office, food = staffs[OFFICE], staffs["sfx-sjj"]
    late = open_case(
        claim="县城某超市销售的鸡蛋是人造的，市场监管部门已经查封",
        body=food.body,
        unit=food.unit,
        by=food.editor,
        discovered_at=now - dt.timedelta(hours=_HOURS_AGO["late"]),
        harm=Harm.ECONOMIC_ORDER,
        duty_relation="食品安全监管",
        spread="本地生活类短视频账号，播放约3000次",
    )
    assign_task(late, food.editor, kind=TaskKind.TRACE, authority="示范县委网信办", asked="追查首发账号")
    report = record(
        KIND,
        {
            "text": "群里有人说县政务服务中心下周搬到城外，老地方马上停止办理业务，是真的吗？",
            "wants_answer": False,
        },
        body=office.body,
        unit=office.unit,
        link="小区业主微信群",
    )
    report_received(report)
    _referred(staffs, now)


def _referred(staffs: dict[str, Staff], now: dt.datetime) -> RumourCase:
    school = staffs["sfx-jyj"]
    case = open_case(
        claim="今年起县内小学全部取消课后服务",
        body=school.body,
        unit=school.unit,
        by=school.editor,
        discovered_at=now - dt.timedelta(hours=_HOURS_AGO["new"]),
        harm=Harm.SOCIAL_ORDER,
        duty_relation="义务教育管理",
    )
    verify(
        case,
        school.editor,
        result=Result.UNCERTAIN,
        evidence="县内未作调整，省、市有无新的要求需要上级确认",
        source="县教育局基础教育股",
        authority="示范市教育局",
    )
    return case


def _plans(staffs: dict[str, Staff]) -> None:
    """Some bodies have a plan; the others are listed as missing."""
    for code in (OFFICE, _MEDICAL.body, _DAM.body):
        plan = ResponsePlan(
            body=staffs[code].body,
            levels="一般：科室负责人审核、主要负责人批准，24小时内处置；重要、敏感：报县政府批准；突发事件：按应急预案办理。",
            channels="县政府网站“澄清辟谣”栏目、“示范县发布”公众号（虚构）、应急广播。",
            texts="经核实，网传“……”不实。事实是：……。请广大群众不信谣、不传谣，以官方发布为准。",
            reviewed_on=timezone.localdate(),
        )
        plan.contacts.create(role="新闻发言人", name="（示例）", phone="0000-0000001")
        plan.save()
