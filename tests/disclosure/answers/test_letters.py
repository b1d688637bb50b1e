"""The letter of every outcome says what was decided, why, what can be done and by when."""

import datetime as dt
import io

import docx
import pytest
import time_machine
from django.urls import reverse

from disclosure.answers import appeals, decisions, delivery, drafting
from disclosure.answers.letters import LEGACY, TITLE_OF, key_of
from disclosure.answers.models import SignedAnswer
from disclosure.answers.outcomes import OUTCOMES
from disclosure.answers.rules import basis_of
from disclosure.answers.signing import letter_fields
from disclosure.answers.wording import Decided, texts_of
from disclosure.requests import services
from disclosure.requests.enums import AnswerKind, Remedies, State, Way
from disclosure.requests.models import Case
from foundation.letters.services import draft, preview

from .answering import TO_OURS, accepted, decided, public_answer, signed, walked

pytestmark = pytest.mark.django_db
DETAILS = {
    "place_url": "https://www.example.gov.cn/", "supply_on": "2026-03-20", "holder": "示范县水利局",
    "holder_contact": "0579-00000003", "withheld": "第2页的坐标", "openness": "主动公开目录",
    "earlier_number": "示政办依复〔2026〕1号", "earlier_on": "2026-01-05", "law": "示范县不动产登记中心，人民路3号",
    "channel": "示范县信访局，0579-00000002",
    "search": [{"kind": "system", "place": "办公系统", "words": "道路", "on": "2026-03-04", "result": "没有"}],
}  # fmt: skip
# What the letter of a kind must say beside decision, articles and remedies.
NAMES = {
    AnswerKind.PUBLIC: "https://www.example.gov.cn/",
    AnswerKind.ABSENT: "检索业务或者办公系统“办公系统”",
    AnswerKind.PARTIAL: "第2页的坐标",
    AnswerKind.REPEATED: "示政办依复〔2026〕1号，2026年1月5日作出",
    AnswerKind.SPECIAL: "示范县不动产登记中心",
    AnswerKind.PROCESSING: "第三十八条",
    AnswerKind.PETITION: "示范县信访局",
    AnswerKind.PUBLICATION: "示范县信访局",
}


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


def words_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.mark.rows("R-173", "R-183", "R-186", "R-194")
def test_every_outcome_makes_a_letter_of_its_kind_with_basis_and_remedies(office):
    case = accepted(office)
    item = case.items.get()
    for outcome in OUTCOMES.values():
        item.kind, item.leaf = outcome.kind, outcome.leaf
        item.reasons, item.basis = "该信息由其他机关制作，或者有不应公开的内容。", basis_of(outcome)
        item.details = DETAILS | {"outcome": outcome.key}
        if outcome.kind != AnswerKind.ABSENT:
            item.details.pop("search")
        item.save()
        page = drafting.write_draft(case, by=office.editor)
        text = words_of(draft(page.letter_key, case.body, letter_fields(page, case)))
        assert TITLE_OF[outcome.kind] in text and outcome.article in text, outcome.key
        assert NAMES.get(outcome.kind, "我们的决定") in text, outcome.key
        first = outcome.remedies == Remedies.REVIEW_FIRST
        assert ("应当先申请行政复议" in text) is first, outcome.key
        assert ("6个月内" in text) is not first, outcome.key
        assert "{{" not in text and "None" not in text
    assert (
        "示范县水利局"
        in drafting.texts_of(
            [drafting.Decided(1, "水库资料", "elsewhere_known", basis="依据", details=DETAILS)], "您"
        )["next_steps"]
    )


def test_what_was_typed_with_a_full_stop_gets_no_second_one():
    typed = {name: f"{words}。" for name, words in DETAILS.items() if isinstance(words, str)}
    typed |= {
        "supply_on": "2026-03-20",
        "earlier_on": "2026-01-05",
        "place": "县档案馆。",
        "when": "工作日。",
    }
    searched = [row | {"result": "没有。"} for row in DETAILS["search"]]
    for outcome in OUTCOMES.values():
        item = Decided(
            1, "道路", outcome.key, basis="《条例》第十四条。", details=typed | {"search": searched}
        )
        text = "\n".join(texts_of([item], "您").values())
        assert "。。" not in text and "。；" not in text and "《条例》第十四条。" in text, outcome.key


def test_every_letter_has_a_template_that_can_be_looked_at(office):
    for key in (*(key_of(kind) for kind in AnswerKind), *LEGACY):
        assert preview(key, office.body).startswith(b"PK")


@pytest.mark.rows("R-184")
def test_the_same_again_is_answered_with_number_and_day_of_the_first(office, client):
    first = accepted(office)
    signed(office, public_answer(office, first))
    number = SignedAnswer.objects.get(case=first).letter.number
    again = accepted(office, dt.date(2026, 3, 3))
    item = walked(again.items.get(), "nature:information amount:no clear:yes", office.editor)
    client.force_login(office.editor)
    address = reverse("answers:decide", args=[item.pk])
    assert first.number in client.get(address).content.decode()
    decisions.answer_question(item, by=office.editor, question="repeated", choice="yes")
    assert f'value="{number}"' in client.get(address).content.decode()
    given = {
        "act": "conclude",
        "earlier_number": number,
        "earlier_on": "2026-03-04",
        "basis": "条例第三十六条第六项",
    }
    assert client.post(address, given).status_code == 302
    page = drafting.write_draft(again, by=office.editor)
    assert number in page.reasons and page.letter_key == key_of(AnswerKind.REPEATED)


def test_an_answer_is_corrected_by_a_new_one_and_the_first_stays(office):
    case = signed(office, public_answer(office, accepted(office)))
    give = {"by": office.clerk, "way": Way.PICK_UP, "on": dt.date(2026, 3, 4), "proof_words": "本人签收"}
    delivery.deliver(case, **give)
    case = services.correct_answer(Case.objects.get(pk=case.pk), by=office.clerk, ground="网址有误，自行纠正")
    item = case.items.get()
    decisions.step_back(item, by=office.editor)
    item.refresh_from_db()
    decided(item, "public:yes", office.editor, place="示范县档案馆")
    case = signed(office, drafting.write_draft(case, by=office.editor))
    assert case.state == State.SIGNED
    delivery.deliver(case, **give)
    letters = [one.letter.number for one in SignedAnswer.objects.filter(case=case)]
    assert letters == ["示政办依复〔2026〕1号", "示政办依复〔2026〕2号"]
    assert Case.objects.get(pk=case.pk).state == State.CLOSED


def test_the_offices_of_remedies_are_set_on_their_screen_and_hold_below(office, client):
    client.force_login(office.reviewer)
    address = reverse("answers:offices_of", args=[office.body.pk])
    assert appeals.offices_of(office.body) is None
    given = {
        "review_name": "示范市人民政府",
        "review_address": "中山路1号",
        "court_name": "示范市中级人民法院",
        "court_address": "",
    }
    assert "errorlist" in client.post(address, given).content.decode()
    assert client.post(address, given | {"court_address": "公正路2号"}).status_code == 302
    assert appeals.offices_of(office.body).court_address == "公正路2号"
    assert "示范市中级人民法院" in client.get(reverse("answers:offices")).content.decode()
    client.force_login(office.editor)
    assert client.get(address).status_code in (302, 403)


def test_deciding_and_drafting_ask_the_database_no_more_for_more_items(
    office, client, django_assert_max_num_queries
):
    case = accepted(office, items=[f"第{number}份材料" for number in range(1, 9)])
    for item in case.items.all():
        decided(item, f"{TO_OURS} public:yes", office.editor, place="示范县档案馆")
    drafting.write_draft(case, by=office.editor)
    client.force_login(office.editor)
    for address, most in (
        (reverse("answers:draft", args=[case.pk]), 45),
        (reverse("answers:decide", args=[item.pk]), 30),
    ):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
