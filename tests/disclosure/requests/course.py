"""Plays the course of a case from a line of a table: ``3-05 third; 3-06 delivered third; 3-11 agrees third``."""

import datetime as dt

import time_machine

from disclosure.requests import services
from disclosure.requests.enums import Channel, ConsultedKind, Opinion
from disclosure.requests.models import Case, Consultation
from tests.offices import Office

from .cases import decide_items, opened

ASKED = {
    "third": ConsultedKind.THIRD_PARTY,
    "joint": ConsultedKind.JOINT_MAKER,
    "body": ConsultedKind.OTHER_BODY,
    "unit": ConsultedKind.UNIT,
}


def day_of(text: str, year: int) -> dt.date:
    """``3-05`` or ``2027-3-05``."""
    parts = [int(part) for part in text.split("-")]
    return dt.date(*parts) if len(parts) == 3 else dt.date(year, *parts)


class Course:
    """One case and what is done with it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.case: Case | None = None
        self.asked: dict[str, Consultation] = {}

    def play(self, line: str, year: int) -> Case:
        """Every step on its day. Raises what the step raises."""
        for step in line.split(";"):
            day, word, *rest = step.split()
            moment = dt.datetime.combine(day_of(day, year), dt.time(2), dt.UTC)
            with time_machine.travel(moment, tick=False):
                self._take(word, rest, moment.date())
        assert self.case is not None
        return Case.objects.get(pk=self.case.pk)

    def _take(self, word: str, rest: list[str], today: dt.date) -> None:
        if word in Channel.values:
            self._open(Channel(word), rest, today)
        elif word in ASKED:
            self.asked[word + "".join(rest)] = services.consult(
                self.case, by=self.office.clerk, kind=ASKED[word], name="示范建设有限公司", question="报价明细",
                unit=self.office.unit if word == "unit" else None,
            )  # fmt: skip
        else:
            getattr(self, f"_{word}")(rest, today)

    def _open(self, channel: Channel, rest: list[str], today: dt.date) -> None:
        fields = {"signed_for_on": today} if channel == Channel.POST_SIGNED else {}
        if channel == Channel.ORAL:
            fields = {"oral_reason": "书写确有困难", "filled_in_by": self.office.clerk, "read_back": True}
        submitted = day_of(rest[0], today.year) if rest else today
        self.case = opened(self.office, submitted, channel, **fields)

    def _confirmed(self, rest, today):
        by = self.office.clerk if rest else None
        services.confirm(self.case, by=by)

    def _corrected(self, rest, today):
        services.correct_receipt(
            self.case, by=self.office.clerk, reason="登记有误", submitted_on=day_of(rest[0], today.year)
        )

    def _accepted(self, rest, today):
        services.accept(self.case, by=self.office.clerk, unit=self.office.unit)

    def _supplement(self, rest, today):
        head = self.office.foi_head if rest else None
        services.ask_supplement(self.case, by=self.office.clerk, asked=["身份证明"], approver=head)

    def _supplemented(self, rest, today):
        services.supplement(self.case, text="见附件")

    def _abandoned(self, rest, today):
        services.abandon(self.case, by=self.office.clerk)

    def _delivered(self, rest, today):
        services.delivered(self.asked["".join(rest)], by=self.office.clerk)

    def _agrees(self, rest, today):
        services.replied(self.asked["".join(rest)], opinion=Opinion.AGREES, by=self.office.clerk)

    def _objects(self, rest, today):
        services.replied(
            self.asked["".join(rest)], opinion=Opinion.OBJECTS, reasons="涉及商业秘密", by=self.office.clerk
        )

    def _silent(self, rest, today):
        by = self.office.clerk if rest[0] in ("body", "unit") else None
        services.lapse(self.asked["".join(rest)], by=by)

    def _judged(self, rest, today):
        services.judge(
            self.asked["".join(rest)], is_reasonable=True, office_view="确属商业秘密", by=self.office.clerk
        )

    def _extended(self, rest, today):
        services.ask_extension(self.case, by=self.office.clerk, days=int(rest[0]), reason="信息数量较大")
        services.decide_extension(self.case, by=self.office.foi_head, granted=True)

    def _asked(self, rest, today):
        services.ask_reason(self.case, by=self.office.clerk, ground="当月36件")

    def _reasoned(self, rest, today):
        services.give_reason(self.case, text="研究需要")
        services.judge_reason(self.case, by=self.office.clerk, is_reasonable=True, office_view="确有需要")

    def _delayed(self, rest, today):
        later = today + dt.timedelta(days=int(rest[0]))
        services.delay(self.case, by=self.office.foi_head, due_on=later, reason="逐件核对")

    def _suspended(self, rest, today):
        services.suspend(self.case, by=self.office.foi_head, ground="防汛应急响应，依据《突发事件应对法》")

    def _resumed(self, rest, today):
        services.go_on(self.case, by=self.office.clerk)

    def _charged(self, rest, today):
        services.charge(self.case, by=self.office.clerk, amount="200")

    def _paid(self, rest, today):
        services.paid(self.case, by=self.office.clerk)

    def _unpaid(self, rest, today):
        services.unpaid(self.case, by=self.office.clerk)

    def _submitted(self, rest, today):
        decide_items(self.case)
        services.submit_answer(self.case, by=self.office.clerk)

    def _returned(self, rest, today):
        services.answer_returned(self.case)

    def _signed(self, rest, today):
        services.answer_signed(self.case, seal_id=1)

    def _sent(self, rest, today):
        services.deliver(self.case, by=self.office.clerk, way="post", proof="XA00000000011")

    def _promised(self, rest, today):
        services.deliver(
            self.case, by=self.office.clerk, way="post", proof="XA1", supply_on=day_of(rest[0], today.year)
        )

    def _supplied(self, rest, today):
        services.supply(self.case, by=self.office.clerk, way="email", proof="回执")

    def _withdrawn(self, rest, today):
        services.withdraw(self.case)

    def _ordered(self, rest, today):
        due = day_of(rest[0], today.year) if rest else None
        services.correct_answer(self.case, by=self.office.clerk, ground="行政复议决定", due_on=due)

    def _split(self, rest, today):
        self.case.items.create(order=2, text="验收报告")
        self.case = services.split(self.case, [self.case.items.get(order=2)], by=self.office.clerk)
