"""The time line of a case that went all the way: third party asked, answered, delivered."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from disclosure.answers.delivery import deliver
from disclosure.requests import services as cases
from disclosure.requests.models import Case
from foundation.submissions.tokens import code_digests, new_token
from tests.disclosure.answers.answering import MONDAY, accepted, public_answer, signed

from .test_tracking import TRACK, asked

pytestmark = pytest.mark.django_db
THIRD = "第三方公司甲"
CODE = new_token("foi.application").code


@pytest.fixture
def followed(office):
    """A case accepted on Monday, with number and code."""
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)):
        case = accepted(office)
    Case.objects.filter(pk=case.pk).update(code_digest=code_digests(CODE)[0])
    return case, {"number": case.number, "code": CODE}


@pytest.mark.rows("R-199")
def test_the_third_party_stays_unnamed_and_only_the_notice_can_be_taken_along(office, followed):
    case, opened = followed
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        consultation = cases.consult(
            case, by=office.clerk, kind="third_party", name=THIRD, contact="某路1号", question="是否同意公开",
            sent_on=dt.date(2026, 3, 4),
        )  # fmt: skip
        said = asked(opened).content.decode()
    notice = case.events.get(step="tell_consulting").letter_id
    assert "正在书面征求意见" in said
    assert "暂停计算" in said
    assert THIRD not in said
    assert f"{TRACK}wenshu/{notice}/" in said
    client = Client()
    assert client.post(f"{TRACK}wenshu/{notice}/", opened).status_code == 200
    assert client.post(f"{TRACK}wenshu/{consultation.letter_id}/", opened).status_code == 404


def test_the_answer_is_there_once_it_is_delivered_and_not_before(
    office, followed, django_assert_max_num_queries
):
    case, opened = followed
    client = Client()
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        case = signed(office, public_answer(office, case))
        letter = case.signed_answers.get().letter
        before = asked(opened, client).content.decode()
        assert f"{TRACK}wenshu/{letter.pk}/" not in before
        assert "具体途径和期限以答复书写明的为准" in before
        assert client.post(f"{TRACK}wenshu/{letter.pk}/", opened).status_code == 404
        deliver(case, by=office.clerk, way="pick_up", on=dt.date(2026, 3, 4), proof_words="本人签收")
        asked(opened, client)
        with django_assert_max_num_queries(10):
            said = asked(opened, client).content.decode()
    assert f"{TRACK}wenshu/{letter.pk}/" in said
    # The answer's own paragraph, not the law's choice of several.
    assert all(words in said for words in letter.fields["救济途径"]) and "示范市人民政府" in said
    assert "答复书已于2026-03-04" in said
    assert client.post(f"{TRACK}wenshu/{letter.pk}/", opened).status_code == 200
    assert MONDAY.isoformat() in said
