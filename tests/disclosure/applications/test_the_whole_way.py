"""One application from the citizen's question to the review of the answer, and how the year counts it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from disclosure.answers import drafting
from disclosure.answers.delivery import deliver
from disclosure.remedies import disputes
from disclosure.remedies.enums import DisputeKind
from disclosure.requests import selectors, services
from disclosure.requests.enums import ConsultedKind, Leaf, Opinion, State
from disclosure.requests.models import Case, Consultation
from disclosure.statistics.rules import Period
from disclosure.statistics.selectors import table_three
from tests.disclosure.answers.answering import TO_GROUNDS, decided, offices, signed
from tests.disclosure.answers.test_redacted import SECRET, redacted
from tests.forms_of_the_public import shown_code

from .test_tracking import asked

pytestmark = pytest.mark.django_db
YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
PARTLY_CLOSED = (
    f"{TO_GROUNDS} ask_denied_1:no ask_denied_2:no ask_denied_3:no ask_denied_4:yes "
    "third_party:reasonable public_interest:no part_denied_4:yes"
)


def on(month: int, day: int):
    return time_machine.travel(dt.datetime(2026, month, day, 2, tzinfo=dt.UTC), tick=False)


@pytest.mark.rows("R-164", "R-169", "R-173", "R-194")
def test_applied_supplemented_objected_partly_answered_followed_and_reviewed(office, apply, the_case):
    offices(office)
    with on(3, 2):
        opened = {"code": shown_code(apply()), "number": the_case().number}
        services.confirm(the_case())
    with on(3, 3):
        services.ask_supplement(
            the_case(), by=office.clerk, asked=["请写明文件的年份"], due_on=dt.date(2026, 3, 24)
        )
    with on(3, 5):
        asked(opened, act="supplement", words="2025年的方案。")
        services.accept(the_case(), by=office.clerk, unit=office.unit)
        assert selectors.clock_of(the_case()).due_on == dt.date(2026, 4, 2)
    with on(3, 6):
        third = services.consult(
            the_case(),
            by=office.clerk,
            kind=ConsultedKind.THIRD_PARTY,
            name="示范建设有限公司",
            question="坐标",
        )
        services.delivered(third, by=office.clerk)
        assert "暂停计算" in asked(opened).content.decode()
    with on(3, 16):
        services.replied(third, opinion=Opinion.OBJECTS, reasons="属于商业秘密", by=office.editor)
        services.judge(third, is_reasonable=True, office_view="坐标反映其经营布局", by=office.editor)
        # Seven working days from 6 to 16 March are left out.
        assert selectors.clock_of(the_case()).due_on == dt.date(2026, 4, 14)
    with on(3, 17):
        case = answered(office, the_case())
        deliver(case, by=office.clerk, way="pick_up", on=dt.date(2026, 3, 17), proof_words="本人签收")
    followed(opened)
    with on(3, 25):
        review = disputes.register(
            office.clerk, kind=DisputeKind.REVIEW, body=office.body, case=the_case(), authority="示范市人民政府",
            claim="认为应当全部公开", received_on=dt.date(2026, 3, 25),
        )  # fmt: skip
        table = table_three([office.body.pk], YEAR)
    assert review.case_id == the_case().pk
    assert table.cell(Leaf.PARTIAL, "natural_person") == table.cell("new", "total") == 1
    assert table.faults() == []


def answered(office, case: Case) -> Case:
    """Partly opened: the decision, the redacted copy, every signature."""
    given = {
        "withheld": "第1页第1行的坐标",
        "reasons": "坐标属于第三方的商业秘密，其余内容可以公开。",
        "consultation": str(Consultation.objects.get().pk),
    }
    decided(case.items.get(), PARTLY_CLOSED, office.editor, **given)
    page = drafting.write_draft(case, by=office.editor)
    page = drafting.add_redacted(page, by=office.editor, redaction=redacted(office))
    return signed(office, page)


def followed(opened: dict[str, str]) -> None:
    """What the applicant reads afterwards."""
    with on(3, 18):
        said = asked(opened).content.decode()
    case = Case.objects.get()
    assert (case.state, case.leaf) == (State.CLOSED, Leaf.PARTIAL)
    for words in ("登记", "补正", "征求意见结束", "答复书已于2026-03-17"):
        assert words in said
    assert "示范建设有限公司" not in said and SECRET not in said
    assert reverse("requests_admin:case", args=[case.pk]) not in said
