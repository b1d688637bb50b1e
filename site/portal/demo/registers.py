"""申请台账 in 示范县: applications of earlier months for the tables, and what followed some of them. All invented.

Earlier applications are rows of the register alone, without applicants: the paper files of before the platform.
"""

import datetime as dt
import random

from django.utils import timezone

from disclosure.remedies import advice, disputes, records, sheets
from disclosure.remedies.enums import DisputeKind, Ground, Result, SheetKind
from disclosure.remedies.models import Dispute
from disclosure.requests.enums import AnswerKind, Applicant, Channel, Ending, Leaf, State
from disclosure.requests.models import Case, CaseItem
from foundation.organisations.enums import PostKind
from foundation.organisations.selectors import holders
from foundation.submissions.intake import next_number
from foundation.submissions.rules import fingerprint, near_key

from .people import Staff

SEED = 1124
EARLIER, SPAN_DAYS, LEAST_AGO = 40, 400, 30
_SUBJECTS = (
    "人民路道路改造工程的招标公告和中标通知书",
    "县城规划区控制性详细规划图则",
    "2025年农村危房改造补助资金分配表",
    "城关镇农贸市场改造项目环境影响评价批复",
    "义务教育学校学区划分方案的会议材料",
    "某地块国有建设用地使用权出让合同",
    "城乡居民医疗保险筹资标准测算资料",
    "人民广场停车场收费定价的成本监审报告",
)
_RESULTS = (
    *(Leaf.GRANTED,) * 7, *(Leaf.PARTIAL,) * 2, Leaf.DENIED_4, Leaf.DENIED_6, *(Leaf.UNABLE_1,) * 3, Leaf.UNABLE_2,
    Leaf.NP_1, Leaf.NP_2, Leaf.OTHER_1, Leaf.OTHER_3,
)  # fmt: skip
_ENDINGS = {Leaf.OTHER_1: Ending.ABANDONED, Leaf.OTHER_3: Ending.WITHDRAWN}
_KINDS = {
    Leaf.GRANTED: AnswerKind.GRANTED, Leaf.PARTIAL: AnswerKind.PARTIAL, Leaf.DENIED_4: AnswerKind.DENIED,
    Leaf.DENIED_6: AnswerKind.DENIED, Leaf.UNABLE_1: AnswerKind.ABSENT, Leaf.UNABLE_2: AnswerKind.PROCESSING,
    Leaf.NP_1: AnswerKind.PETITION, Leaf.NP_2: AnswerKind.REPEATED,
}  # fmt: skip


def build_registers(staff: Staff, today: dt.date) -> None:
    """Once: nothing where there is a dispute already."""
    if Dispute.objects.exists():
        return
    cases = _earlier_cases(staff, today)
    clerk = holders(PostKind.OFFICE_REVIEWER, body_id=staff.body.pk, unit_id=None)[0].user
    first, second, third = [case for case in cases if case.ending == Ending.ANSWERED][:3]
    on = today - dt.timedelta(days=12)
    review = disputes.register(
        clerk, kind=DisputeKind.REVIEW, body=staff.body, case=first, authority="示范市人民政府",
        claim="认为答复未完整提供所申请的信息", received_on=on,
    )  # fmt: skip
    disputes.file_answer(review, clerk, on=on + dt.timedelta(days=5))
    disputes.register(
        clerk, kind=DisputeKind.SUIT, body=staff.body, case=second, authority="示范县人民法院",
        claim="认为答复内容与申请不符", received_on=on,
    )  # fmt: skip
    complaint = disputes.register(
        clerk, kind=DisputeKind.COMPLAINT, body=staff.body, case=third, ground=Ground.MANNER,
        authority=staff.body.name, claim="反映窗口没有一次性告知补正事项", received_on=on,
    )  # fmt: skip
    disputes.conclude(
        complaint, clerk, result=Result.JUSTIFIED, words="经核实，窗口告知不完整，已向申请人说明", on=today,
        order="修订窗口一次性告知清单", order_due_on=today + dt.timedelta(days=14),
    )  # fmt: skip
    sheets.send(
        clerk, kind=SheetKind.OPINION, body=staff.body, to_body=staff.body, to_unit=staff.unit, case=first,
        question="请说明道路改造工程竣工验收材料的保管情况，并提供目录。", sent_on=on,
        due_on=today + dt.timedelta(days=3),
    )  # fmt: skip
    advice.log_call(
        clerk, body=staff.body, topic="申请公开需要带什么材料",
        advice="告知须提供有效身份证明，可网上、邮寄或者当面提交",
    )  # fmt: skip
    records.register(
        clerk, body=staff.body, subject="农村危房改造补助发放记录", text="补助年度登记有误，应为2025年度",
        evidence="补助发放凭证", received_on=on, name="示范申请人",
    )  # fmt: skip


def _earlier_cases(staff: Staff, today: dt.date) -> list[Case]:
    """Spread over a year and more, each closed within its period."""
    chance = random.Random(SEED)  # noqa: S311  (invented rows, not secrets)
    cases, items = [], []
    for _ in range(EARLIER):
        received = today - dt.timedelta(days=chance.randint(LEAST_AGO, SPAN_DAYS))
        leaf, subject = chance.choice(_RESULTS), chance.choice(_SUBJECTS)
        closed = received + dt.timedelta(days=chance.randint(3, 24))
        cases.append(
            Case(
                number=next_number("SQ", received), body=staff.body, unit=staff.unit, text=f"申请公开{subject}",
                subject=subject, fingerprint=fingerprint(subject), near_key=near_key(f"申请公开{subject}"),
                channel=chance.choice(Channel.values[:4]), applicant=_applicant(chance), state=State.CLOSED,
                ending=_ENDINGS.get(leaf, Ending.ANSWERED), submitted_on=received, received_on=received,
                closed_on=closed, closed_at=timezone.make_aware(dt.datetime.combine(closed, dt.time(15))),
                received_at=timezone.make_aware(dt.datetime.combine(received, dt.time(9))),
            )
        )  # fmt: skip
        items.append((leaf, _KINDS.get(leaf, "")))
    Case.objects.bulk_create(cases)
    CaseItem.objects.bulk_create(
        CaseItem(case=case, text=case.text, leaf=leaf, kind=kind)
        for case, (leaf, kind) in zip(cases, items, strict=True)
    )
    return cases


def _applicant(chance: random.Random) -> str:
    """Mostly persons, as everywhere."""
    return chance.choices(Applicant.values, weights=(30, 6, 1, 1, 3, 2))[0]
