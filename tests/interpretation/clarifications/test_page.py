"""The clarification page: its gates, its way of approval, what the public sees of it."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils.html import strip_tags

from disclosure.catalogue.models import ColumnEntry
from foundation.duties.models import Duty
from foundation.search.queries import Query
from foundation.search.selectors import find
from foundation.signoff.emergency import publish_at_once
from foundation.signoff.emergency_selectors import publication_refusal
from foundation.signoff.gates import Stage, reasons
from foundation.signoff.models import EmergencyMeasure
from interpretation.clarifications import closing, handling
from interpretation.clarifications.consents import record_consent
from interpretation.clarifications.duties import DECIDE, RECHECK
from interpretation.clarifications.services import add_source, begin_page
from tests.offices import appoint
from tests.public import links, read, text

from .conftest import CLAIM, EVIDENCE

pytestmark = pytest.mark.django_db
RUMOUR = "https://bad.example/v/10086"


def words(page, stage=Stage.SUBMISSION) -> str:
    return "".join(reason.message for reason in reasons(page, stage=stage))


def drafted(page):
    return page.get_latest_revision_as_object()


def steps(page) -> list[str]:
    return [task.name for task in page.get_workflow().tasks]


def test_a_complete_draft_may_be_submitted(desk):
    assert words(drafted(desk.draft())) == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"claim": ""}, "网传内容"),
        ({"verdict": ""}, "请选择结论"),
        ({"overview": ""}, "一句话"),
        ({"facts": "<p></p>"}, "请写明事实"),
        ({"basis": ""}, "依据"),
        ({"phone": ""}, "联系电话"),
        ({"evidence": []}, "至少列出一项证据"),
        ({"title": CLAIM}, "标题照搬了网传内容"),
        ({"verdict": "true"}, "不一致"),
    ],
)
def test_what_is_missing_or_wrong_is_said(desk, fields, said):
    assert said in words(drafted(desk.draft(**fields)))


@pytest.mark.rows("R-131")
def test_it_belongs_in_the_column_of_clarifications(desk):
    page = desk.draft()
    page.move(desk.office.column, pos="last-child", user=None)
    assert "澄清须放在“澄清辟谣”" in words(type(page).objects.get(pk=page.pk))


@pytest.mark.rows("R-133")
def test_no_link_leads_to_the_rumour(desk):
    case = desk.decided()
    add_source(case, desk.office.editor, address=RUMOUR)
    block = {"statement": EVIDENCE, "source": "检测报告", "page": None, "file": None, "url": RUMOUR}
    draft = drafted(
        desk.draft(case, facts=f'<p>见<a href="{RUMOUR}">视频</a></p>', evidence=[("evidence", block)])
    )
    assert "“事实”中的链接指向谣言的出处" in words(draft)
    assert "第1项证据的网址就是谣言的出处" in words(draft)


@pytest.mark.rows("R-132")
def test_an_ordinary_one_takes_the_short_chain_with_the_main_leader(desk):
    assert steps(desk.draft()) == ["科室负责人审核", "保密审查", "主要负责人签发"]


@pytest.mark.rows("R-132")
@pytest.mark.parametrize("answer", [{"sensitive": True}, {"name": True}])
def test_sensitive_or_in_the_governments_name_goes_to_the_government(desk, government, answer):
    page = desk.draft(**answer)
    assert "部门意见" in "".join(steps(page)) and steps(page)[-1] == "领导签发"
    assert page.issuing_body_id == desk.county.pk
    page = desk.submit(page)
    deciders = set()
    while page.workflow_in_progress:
        state = page.current_workflow_task_state.specific
        deciders.add(state.body_id)
        page = desk.approve(page)
    assert page.live and desk.county.pk in deciders


@pytest.mark.rows("R-131")
def test_an_emergency_goes_the_special_way(desk):
    page = desk.draft(desk.decided(is_emergency=True))
    assert page.is_emergency and page.issuing_body_id == desk.county.pk


def test_without_a_government_a_sensitive_one_cannot_be_approved(desk):
    desk.county.kind = "department"
    desk.county.save()
    assert "没有所属的政府" in words(desk.draft(sensitive=True))


@pytest.mark.rows("R-132")
def test_a_touched_department_has_to_agree_to_this_very_text(desk):
    water = desk.department()
    officer = appoint("shuiwu", "江水清", "office_reviewer", water)
    page = desk.submit(desk.draft(touched=[water]))
    page = desk.approve(desk.approve(page))
    with pytest.raises(ValidationError, match="尚未取得其对本稿的同意"):
        desk.approve(page)
    draft = page.get_latest_revision_as_object()
    with pytest.raises(PermissionDenied):
        record_consent(
            draft, water, desk.main.__class__.objects.get(username="baomi"), state="consent", person_name="某"
        )
    with pytest.raises(ValidationError, match="理由"):
        record_consent(draft, water, officer, state="objection", person_name="江水清")
    record_consent(draft, water, officer, state="objection", person_name="江水清", note="数据有误")
    with pytest.raises(ValidationError, match="数据有误"):
        desk.approve(page)
    record_consent(draft, water, officer, state="consent", person_name="江水清")
    assert desk.approve(page).live
    changed = page.get_latest_revision_as_object()
    changed.overview = "甲河镇供水正常，另有补充。"
    assert "尚未取得其对本稿的同意" in words(changed, Stage.SIGNATURE)


@pytest.mark.rows("R-132")
def test_emergency_publication_does_not_step_around_consent_or_government(desk, government):
    water = desk.department()
    page = desk.draft(touched=[water])
    assert "同意" in publication_refusal(page, desk.office.leader)
    sensitive = desk.draft(desk.decided(claim="乙山乡水库垮坝，下游全部转移"), sensitive=True)
    assert "政府的签发领导" in publication_refusal(sensitive, desk.office.leader)
    assert publication_refusal(sensitive, government["leader"]) == ""
    publish_at_once(sensitive, government["leader"], reason="谣言已引发群众恐慌,须立即澄清")
    assert type(sensitive).objects.get(pk=sensitive.pk).live


@pytest.mark.rows("R-127", "R-132")
def test_emergency_publication_clarifies_at_once_and_is_reviewed(desk):
    case = desk.decided()
    page = desk.draft(case)
    publish_at_once(page, desk.office.leader, reason="谣言已引发抢购,须立即澄清")
    case = desk.again(case)
    assert (case.state, EmergencyMeasure.objects.get().state) == ("clarified", "waiting")
    assert not Duty.objects.of(case, DECIDE).get().is_late
    assert Duty.objects.of(case, RECHECK).get().is_open
    page = type(page).objects.get(pk=page.pk)
    while page.workflow_in_progress:
        page = desk.approve(page)
    assert EmergencyMeasure.objects.get().state == "passed"


def test_a_page_is_begun_once_and_only_for_what_is_verified(desk):
    case = desk.case()
    answers = {"in_government_name": False, "touched": [], "is_sensitive": False}
    with pytest.raises(ValidationError, match="核实"):
        begin_page(case, desk.office.editor, **answers)
    case = desk.decided(claim="丙湖街道明天起全面停电一周")
    assert begin_page(case, desk.office.editor, **answers) == begin_page(case, desk.office.editor, **answers)


@pytest.mark.rows("R-131", "R-133")
def test_what_the_public_sees(desk):
    case = desk.decided()
    add_source(case, desk.office.editor, address=RUMOUR, note="首发账号")
    page = desk.publish(desk.draft(case, claim_place=f"短视频平台（{RUMOUR}）"))
    shown = read(page.url)
    body = text(shown.xpath("//article")[0])
    for said in (
        CLAIM,
        "不实",
        page.overview,
        EVIDENCE,
        "来源：县水务局检测报告",
        page.basis,
        page.phone,
        "2026-03-02",
        page.body.name,
    ):
        assert said in body
    assert RUMOUR in body and not any("bad.example" in href for href in links(shown).values())
    assert ColumnEntry.objects.get(page=page).column_id == desk.column.pk
    review = json.loads(shown.xpath("//script[@type='application/ld+json']")[0].text)
    assert review["@type"] == "ClaimReview" and review["reviewRating"]["alternateName"] == "不实"
    assert "bad.example" not in json.dumps(review)


def test_json_ld_cannot_break_out_of_its_element(desk):
    page = desk.publish(desk.draft(claim="</script><script>alert(1)</script>停水三天"))
    shown = read(page.url)
    review = json.loads(shown.xpath("//script[@type='application/ld+json']")[0].text)
    assert review["claimReviewed"].startswith("</script>")
    assert "alert(1)" not in [script.text for script in shown.xpath("//script[not(@type)]")]


def test_the_page_costs_few_queries(desk, django_assert_max_num_queries):
    page = desk.publish()
    Client().get(page.url)
    from django.core.cache import cache

    cache.clear()
    with django_assert_max_num_queries(10):
        assert Client().get(page.url).status_code == 200


def test_a_result_begins_with_what_is_true_and_calls_the_rumour_one(desk):
    page = desk.publish()
    (hit,) = find(Query("", kind="piyao")).hits
    assert hit.snippet_html.startswith(page.overview)
    for words in (page.title, page.claim):
        (hit,) = find(Query(words, kind="piyao")).hits
        assert f"网传内容：{page.claim}" in strip_tags(hit.snippet_html)


def test_search_feed_and_site_map_know_it(desk):
    page = desk.publish()
    assert [hit.entry.page_id for hit in find(Query("自来水", kind="piyao")).hits] == [page.pk]
    assert page.title in Client().get("/feeds/atom.xml").content.decode()
    index = Client().get("/sitemap.xml").content.decode()
    assert "sitemap-clarification-" in index
    assert "/piyao/" in Client().get("/sitemap-lanmu.xml").content.decode()


def test_takedown_takes_the_matter_back(desk):
    case = desk.decided()
    page = desk.publish(desk.draft(case))
    desk.office.take_down(page)
    assert desk.again(case).state == "clarifying"
    assert not Duty.objects.open().of(case, RECHECK).exists()


@pytest.mark.parametrize(("found", "state"), [("calm", "clarified"), ("still", "open"), ("changed", "open")])
def test_a_recheck_ends_or_reopens(desk, found, state):
    case = desk.decided()
    desk.publish(desk.draft(case))
    closing.recheck(case, desk.office.editor, found=found, words="平台上已经搜索不到该说法")
    case = desk.again(case)
    assert case.state == state
    assert Duty.objects.open().of(case, DECIDE).exists() is (state == "open")


def test_new_evidence_reopens_and_the_page_must_fit_the_new_result(desk):
    case = desk.decided()
    page = desk.publish(desk.draft(case))
    closing.reopen(case, desk.office.editor, reason="镇里又取到一份不合格的水样")
    handling.verify(
        desk.again(case), desk.office.editor, result="incomplete", evidence=EVIDENCE, source="复检报告"
    )
    assert "不一致" in words(page.get_latest_revision_as_object())
