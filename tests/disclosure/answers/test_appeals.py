"""Every letter that ends an application or overrules somebody says where and by when to contest it (R-194)."""

import datetime as dt
import io

import docx
import pytest
import time_machine

from disclosure.remedies import fees
from disclosure.requests import overruling, services
from disclosure.requests.enums import Applicant, ConsultedKind, Ending, Opinion
from disclosure.requests.models import Case, Consultation
from foundation.letters.models import Letter
from foundation.rules.models import ParameterVersion
from tests.disclosure.requests.cases import opened

from .answering import MONDAY, accepted, offices

pytestmark = pytest.mark.django_db
D = dt.date
PLACES = ("示范市人民政府（地址：示范市中山路1号）", "示范市中级人民法院（地址：示范市公正路2号）")


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


def said(letter: Letter) -> str:
    with letter.file.open("rb") as handle:
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(handle.read())).paragraphs)


def abandoned(office, clock, **fields) -> str:
    case = opened(office, MONDAY, **fields)
    services.ask_supplement(case, by=office.clerk, asked=["信息的名称"], due_on=D(2026, 3, 20))
    clock.move_to(dt.datetime(2026, 3, 23, 2, tzinfo=dt.UTC))
    ended = services.abandon(case, by=office.clerk)
    assert ended.ending == Ending.ABANDONED
    return said(ended.events.get(step="abandon").letter)


@pytest.mark.rows("R-194")
def test_an_application_taken_as_given_up_names_both_remedies_with_their_places(office, on_wednesday):
    offices(office)
    text = abandoned(office, on_wednesday, applicant=Applicant.COMMERCIAL)
    assert "你单位对本告知书不服的，可以自收到本告知书之日起60日内" in text and "6个月内" in text
    assert all(place in text for place in PLACES) and "应当先申请行政复议" not in text


def test_where_the_offices_are_not_set_the_periods_are_named_all_the_same(office, on_wednesday):
    text = abandoned(office, on_wednesday)
    assert "60日内依法申请行政复议" in text and "6个月内依法提起行政诉讼" in text


@pytest.mark.rows("R-194", "R-188")
def test_an_application_ended_for_an_unpaid_fee_is_told_in_a_letter_with_remedies(office, on_wednesday):
    ParameterVersion.objects.create(
        key="foi.fees", body=office.body, value="processing_only", effective_from=D(2026, 1, 1)
    )
    ParameterVersion.objects.create(
        key="foi.fee_way", body=office.body, value="pages", effective_from=D(2026, 1, 1)
    )
    case = accepted(office)
    notice = fees.notify(case, office.clerk, reason="拟提供的信息共68页，明显超过合理范围。", pages=68)
    fees.serve(notice, office.clerk, on=D(2026, 3, 4))
    on_wednesday.move_to(dt.datetime(2026, 4, 7, 2, tzinfo=dt.UTC))
    fees.lapse(notice, office.clerk, on=D(2026, 4, 7))
    event = Case.objects.get(pk=case.pk).events.get(step="unpaid")
    text = said(event.letter)
    assert "本机关于2026年3月4日向您发出收费通知" in text and "60日内" in text and "6个月内" in text
    assert all(place in text for place in PLACES) and "救济途径" in event.told


@pytest.mark.rows("R-194")
def test_a_third_party_that_is_overruled_reads_where_to_go(office):
    case = accepted(office)
    one = Consultation.objects.create(
        case=case, item=case.items.get(), kind=ConsultedKind.THIRD_PARTY, name="示范建设有限公司",
        question="合同报价", sent_on=MONDAY, opinion=Opinion.OBJECTS, replied_on=MONDAY, closed_on=MONDAY,
        is_reasonable=True,
    )  # fmt: skip
    one = overruling.overrule(
        one, by=office.clerk, decider="示范县人民政府办公室", participants="", content="中标报价总额",
        reasons="工程由财政资金建设，不公开会对公共利益造成重大影响。",
    )  # fmt: skip
    text = said(one.overruling)
    assert "你（单位）对本告知书不服的" in text and all(place in text for place in PLACES)
    assert "申小明" not in text
