"""Answers made public: suggested when repeated, drafted by staff, signed by the chain, found in the log."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import InformationPage
from disclosure.remedies import publications, yearly
from disclosure.remedies.enums import Use
from disclosure.remedies.models import Entry, Publication
from disclosure.requests.enums import Applicant, Leaf
from disclosure.requests.models import Case
from foundation.duties.models import Duty
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.gates import reasons
from foundation.signoff.services import publish_structure
from foundation.submissions.rules import fingerprint, near_key
from tests.disclosure.statistics.ended import case_of

D = dt.date
WANTED = "申请公开2025年城关镇人民路道路改造工程的招标公告、中标通知书和竣工验收报告"


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def column(office) -> ColumnPage:
    page = ColumnPage(
        title="公开答复选登",
        body=office.body,
        unit=office.unit,
        column_type="on_request",
        description="依申请公开答复",
    )
    office.home.add_child(instance=page)
    publish_structure(page, "建立栏目")
    allow_unit_on_page(office.unit, page)
    return page


def granted(office, text=WANTED, leaves=(Leaf.GRANTED,), **more):
    return case_of(
        office.body, D(2026, 2, 2), D(2026, 2, 20), leaves, text=text, subject="人民路道路改造工程资料",
        fingerprint=fingerprint(text), near_key=near_key(text), name="申小明", **more,
    )  # fmt: skip


@pytest.mark.rows("R-196")
def test_two_granted_applications_for_the_same_suggest_to_publish_it(
    office, client, django_assert_num_queries
):
    granted(office), granted(office, text=WANTED + "。")
    granted(office, text="申请公开县城规划区控制性详细规划图则和批复文件全文")
    granted(office, leaves=(Leaf.DENIED_4,))
    publications.suggestions(office.body)
    with django_assert_num_queries(2):
        found = publications.suggestions(office.body)
    assert [one.number for one in found] == [2]
    client.force_login(office.reviewer)
    shown = client.get(reverse("remedies:publications")).content.decode()
    assert "同一信息已有2件申请予以公开" in shown and "申小明" not in shown


@pytest.mark.rows("R-196")
def test_each_year_the_office_says_what_became_of_what_was_asked_repeatedly(office, client):
    granted(office), granted(office)
    assert yearly.follow_years() == ""  # in March
    with time_machine.travel(dt.datetime(2027, 1, 4, 2, tzinfo=dt.UTC), tick=False):
        assert yearly.follow_years() == "登记年度梳理1项" and yearly.follow_years() == ""
        duty = Duty.objects.open().get(kind="foi.repeated")
        assert (duty.body, duty.period, duty.base_on) == (office.body, "2026年度", D(2026, 12, 31))
        client.force_login(office.clerk)
        address = reverse("remedies:yearly", args=[office.body.pk])
        assert address in client.get(reverse("remedies:publications")).content.decode()
        shown = client.get(address).content.decode()
        assert "人民路道路改造工程资料》2件" in shown and "申小明" not in shown
        assert "请填写梳理结论" in client.post(address, {}).content.decode()
        said = {"words": "已转为主动公开，在重大建设项目栏目发布。"}
        assert client.post(address, said).status_code == 302
        assert not Duty.objects.open().filter(kind="foi.repeated").exists() and yearly.follow_years() == ""
        assert "可能已经有人办结" in client.post(address, said).content.decode()
        assert Entry.objects.get(label="年度梳理").words.startswith("2026年度：已转为主动公开")
        client.force_login(office.leader)
        assert client.get(address).status_code == 404


def drafted(office, column, cases, **more) -> Publication:
    values = {
        "use": Use.LOG,
        "column": column,
        "unit": office.unit,
        "title": "人民路道路改造工程招标情况",
        "question": "人民路道路改造工程由谁中标，何时竣工",
        "answer": "该工程由示范建设公司中标。\n2025年12月竣工验收。",
        "reason": "多人申请，适合公众知晓",
    } | more
    return publications.begin(cases, writer(office, column), **values)


def writer(office, column):
    """The office reviewer who may also draft in the column."""
    from foundation.organisations.enums import PostKind
    from foundation.organisations.models import Appointment, Post

    post, _ = Post.objects.get_or_create(
        body=office.body, kind=PostKind.REQUESTS_CLERK, defaults={"title": "经办"}
    )
    if not post.appointments.filter(user=office.editor).exists():
        Appointment.objects.create(post=post, user=office.editor, starts_on=D(2020, 1, 1))
    return office.editor


def test_nothing_is_in_the_log_before_the_chain_has_signed_it(office, column, client):
    made = drafted(office, column, [granted(office)])
    log = reverse("answer_log")
    assert made.page.title not in client.get(log).content.decode()
    assert client.get(made.page.url).status_code == 404
    page = office.publish(InformationPage.objects.get(pk=made.page_id))
    assert page.live
    shown = client.get(log).content.decode()
    assert made.page.title in shown and "申小明" not in shown
    assert made.page.title in client.get(log + "?q=竣工验收").content.decode()
    assert made.page.title not in client.get(log + "?q=土地出让").content.decode()
    text = client.get(page.url).content.decode()
    assert "示范建设公司中标" in text and "申小明" not in text
    assert Publication.objects.get().cases.get().number not in text


def test_the_log_is_kept_by_the_proxy_and_flat(office, column, client, django_assert_max_num_queries):
    office.publish(InformationPage.objects.get(pk=drafted(office, column, [granted(office)]).page_id))
    client.get(reverse("answer_log"))
    with django_assert_max_num_queries(10):
        answer = client.get(reverse("answer_log"))
    assert not answer.cookies


def test_only_what_was_given_may_be_published_and_once(office, column):
    with pytest.raises(ValidationError, match="予以公开"):
        drafted(office, column, [granted(office, leaves=(Leaf.DENIED_4,))])
    case = granted(office)
    drafted(office, column, [case])
    with pytest.raises(ValidationError, match="原稿"):
        drafted(office, column, [case])
    assert InformationPage.objects.count() == 1


def test_what_names_a_person_is_refused_before_a_page_is_made(office, column):
    with pytest.raises(ValidationError, match="个人信息"):
        drafted(office, column, [granted(office)], answer="请联系13800000000领取竣工验收报告")
    assert not InformationPage.objects.exists()


@pytest.mark.rows("R-196", "R-199")
def test_no_applicant_is_named_neither_at_first_nor_by_a_later_edit(office, column):
    with pytest.raises(ValidationError, match="申请人的姓名") as refused:
        drafted(office, column, [granted(office)], answer="申小明申请的工程由示范建设公司中标。")
    assert "申小明" not in str(refused.value)
    made = drafted(office, column, [granted(office)])
    page = InformationPage.objects.get(pk=made.page_id)
    assert not any("申请人的姓名" in reason.message for reason in reasons(page))
    page.text = "<p>应<b>申小明</b>的申请公开。</p>"
    assert any("申请人的姓名" in reason.message for reason in reasons(page))


def test_of_an_organisation_its_people_are_unnamed_and_its_own_name_may_stand(office, column):
    firm = {
        "applicant": Applicant.COMMERCIAL,
        "contact_person": "林小北",
        "legal_person": "钟大鸣",
    }
    case = granted(office, **firm)
    Case.objects.filter(pk=case.pk).update(name="示范建设公司")
    drafted(office, column, [case])
    with pytest.raises(ValidationError, match="申请人的姓名"):
        drafted(office, column, [granted(office, **firm)], answer="经办人林小北领取了竣工验收报告。")


def test_a_repeated_subject_becomes_a_page_of_an_ordinary_column(office, column):
    cases = [granted(office), granted(office)]
    made = drafted(office, office.column, cases, use=Use.PROACTIVE)
    page = InformationPage.objects.get(pk=made.page_id)
    assert page.get_parent().pk == office.column.pk and not page.live and "<h3>" not in page.text
    assert publications.suggestions(office.body) == []
    with pytest.raises(ValidationError):
        drafted(office, office.column, [granted(office)])


def test_the_form_leads_to_the_draft(office, column, client):
    client.force_login(writer(office, column))
    typed = {
        "use": Use.LOG, "numbers": granted(office).number, "column": column.pk, "unit": office.unit.pk,
        "title": "人民路道路改造工程招标情况", "question": "人民路道路改造工程由谁中标",
        "answer": "该工程由示范建设公司中标。", "reason": "多人申请，适合公众知晓",
    }  # fmt: skip
    answer = client.post(reverse("remedies:new_publication"), typed)
    page = InformationPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk]) and not page.live


def test_only_the_receiving_office_drafts(office, column):
    with pytest.raises(PermissionDenied):
        publications.begin(
            [granted(office)], office.leader, use=Use.LOG, column=column, unit=office.unit, title="标题文字",
            question="问题是什么呢", answer="答案是这样的", reason="适合公众知晓",
        )  # fmt: skip
