"""Who speaks to the press in 示范县, what was agreed, and the plan for emergencies. All invented."""

import datetime as dt

from django.utils import timezone

from interpretation.press import duties, emergencies, spokespersons, statements
from interpretation.press.enums import Condition, Rank, SpokespersonKind
from interpretation.press.models import (
    AgreedStatement,
    EmergencyPlan,
    PlanContact,
    PlanStep,
    Spokesperson,
    StatementApproval,
    StatementVersion,
)

from .people import COUNTY, OFFICE, Staff
from .press_texts import SPOKESPERSON


def keep_spokespersons(staffs: dict[str, Staff], today: dt.date) -> Spokesperson:
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


def keep_statements(staff: Staff, speaker: Spokesperson, today: dt.date) -> None:
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
    interviews: tuple[tuple[str, str, StatementVersion | None], ...] = (
        ("养老补贴如何申请", "介绍申请地点、材料和时限。", made[0]),
        ("敬老月活动安排", "介绍活动时间和地点。", None),
    )
    for topic, summary, used in interviews:
        statements.log_interview(
            staff.editor,
            speaker,
            held_on=today,
            media="示范日报",
            topic=topic,
            summary=summary,
            version=used,
            is_outside=used is None,
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


def keep_plan(staff: Staff) -> None:
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
    for task in activation.tasks.all()[:1]:
        emergencies.finish_task(task, staff.editor)
