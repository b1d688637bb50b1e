"""Reasons why a result may not be submitted or go live (R-109, R-110, R-111). Asked again at every step."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from foundation.rules.parameters import value
from foundation.signoff.gates import Reason
from opinion.decisions.enums import AttendeeKind
from opinion.decisions.models import MeetingAttendee

from .course_models import ConsultationCourse
from .enums import State
from .ledger_rules import unexplained_groups
from .ledger_selectors import rejected_groups
from .models import ConsultationPage
from .parameters import CONCENTRATED
from .result_models import ConsultationResultPage
from .results import ledger_mark, unanswered


def result_gate(page) -> Iterator[Reason]:
    """All reasons for a result; nothing for other pages."""
    if not isinstance(page, ConsultationResultPage):
        return
    if page.notice is None:
        yield Reason("请选择意见征集公告：征集结果须与公告关联公开。", "notice")
        return
    for name in ("asked", "did"):
        if not strip_tags(getattr(page, name)).strip():
            yield Reason(f"请填写“{page._meta.get_field(name).verbose_name}”。", name)
    yield from _consultation(page, page.notice)
    yield from _ledger(page, page.notice)


def _consultation(page: ConsultationResultPage, notice: ConsultationPage) -> Iterator[Reason]:
    if notice.body_id != page.body_id:
        yield Reason("所选公告不是本机构的，请重选。", "notice")
    course = ConsultationCourse.objects.filter(page=notice).first()
    if course is None or not notice.live:
        yield Reason("所选公告没有公开，不能公布结果。", "notice")
    elif course.state() in (State.UPCOMING, State.OPEN):
        yield Reason(f"征集到{course.closes_on}24时才结束，结束后才能公布结果。", "notice")
    elif course.results_page_id not in (None, page.pk):
        yield Reason("这次征集的结果已经公布，不能再公布一次。", "notice")
    if notice.touches_enterprises and not _has_entrepreneurs(notice):
        yield Reason(
            "涉企政策须邀请企业家参加并公布名单。请先公开一份涉企的公众参与记录（到会企业家姓名和企业名称），"
            "并在记录中选择本次意见征集公告。",
            "notice",
        )


def _has_entrepreneurs(notice: ConsultationPage) -> bool:
    listed = MeetingAttendee.objects.filter(
        page__live=True,
        page__notice_id=notice.pk,
        page__touches_enterprises=True,
        kind=AttendeeKind.ENTREPRENEUR,
        attended=True,
    )
    return listed.exclude(organisation="").exists()


def _ledger(page: ConsultationResultPage, notice: ConsultationPage) -> Iterator[Reason]:
    if waiting := unanswered(notice):
        yield Reason(f"还有{waiting}条意见未答复（没有经确认的采纳情况），请在采纳台账办理。", "notice")
    for group in unexplained_groups(rejected_groups(notice), value(CONCENTRATED.key, notice.body_id)):
        yield Reason(
            f"{group.name}有{group.rejected}条未采纳，其中{group.unexplained}条没有理由。"
            "对相对集中的意见不予采纳的，须说明理由。",
            "notice",
        )
    if not page.figures or (page.figures["mark"], page.figures["notice"]) != (ledger_mark(notice), notice.pk):
        yield Reason(
            "生成结果以后台账又有变化（如补录、撤回或者改动）。请保存本页更新数字后再送审。", "notice"
        )
