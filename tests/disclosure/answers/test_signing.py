"""An answer is signed by the whole chain, never public, and delivered exactly as signed."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import docx
import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from wagtail.models import Page, Site

from disclosure.answers import decisions, delivery, drafting, links
from disclosure.answers.models import AnswerPage, SignedAnswer
from disclosure.requests import services
from disclosure.requests.enums import Ending, State, Way
from disclosure.requests.models import Case
from disclosure.requests.telling import send_waiting
from foundation.duties.models import Duty
from foundation.letters.models import Letter, Letterhead
from foundation.rules.services import set_parameter
from foundation.signoff.gates import reasons
from foundation.signoff.models import Clearance, Seal
from tests.disclosure.guides.conftest import drafted

from .answering import (
    OPEN,
    REASONS,
    TO_GROUNDS,
    TO_OURS,
    accepted,
    decided,
    pdf,
    public_answer,
    signed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


def said(letter: Letter) -> str:
    """Every word of the letter's file."""
    with letter.file.open("rb") as handle:
        document = docx.Document(io.BytesIO(handle.read()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.rows("R-061", "R-174", "R-194")
def test_the_chain_makes_one_numbered_letter_with_place_and_remedies(office):
    case = accepted(office)
    page = public_answer(office, case)
    case = signed(office, page)
    assert case.state == State.SIGNED
    answer = SignedAnswer.objects.get(case=case)
    text = said(answer.letter)
    assert answer.letter.number == "示政办依复〔2026〕1号" and answer.letter.subject == case
    for words in (
        "https://www.example.gov.cn/ndbg/",
        "申小明",
        case.number,
        "60日内",
        "6个月内",
        "示范市人民政府",
    ):
        assert words in text
    assert "应当先申请行政复议" not in text
    signatures = Seal.objects.filter(page_id=page.pk, decision="approved")
    assert signatures.values("person").distinct().count() == signatures.count() == 4


@pytest.mark.rows("R-061")
def test_nothing_leads_to_an_answer_from_outside(office, client):
    case = accepted(office)
    page = public_answer(office, case)
    signed(office, page)
    page = AnswerPage.objects.get(pk=page.pk)
    assert not page.live and page.get_url() is None and not page.get_sitemap_urls()
    assert not Clearance.objects.filter(page_id=page.pk).exists()
    assert not Page.objects.ancestor_of(page).filter(pk__in=Site.objects.values("root_page")).exists()
    assert not AnswerPage.get_indexed_objects().exists()
    for address in (
        f"/{page.slug}/",
        f"/foi-answers/{page.slug}/",
        "/foi-answers/",
        f"/api/pages/{page.pk}/",
    ):
        assert client.get(address).status_code == 404
    for public in ("/", "/sitemap/", f"/search/?q={case.number}", "/catalogue/"):
        assert page.title not in client.get(public).content.decode()
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()


def test_the_name_of_the_applicant_is_not_in_the_page(office):
    page = public_answer(office, accepted(office))
    assert "申小明" not in str(page.get_latest_revision().content)


@pytest.mark.rows("R-194")
def test_several_items_make_one_letter_that_names_the_stricter_remedy_by_item(office):
    case = accepted(office, items=["年度报告", "侦查报告"])
    first, second = case.items.all()
    decided(first, f"{TO_OURS} public:yes", office.editor, place="县档案馆")
    way = f"{TO_GROUNDS} ask_denied_1:no ask_denied_2:no ask_denied_3:yes part_denied_3:no"
    decided(second, way, office.editor, reasons=REASONS)
    case = signed(office, drafting.write_draft(case, by=office.editor))
    answer = SignedAnswer.objects.get(case=case)
    assert answer.letter.kind_label == "政府信息公开申请答复书"
    text = said(answer.letter)
    assert "第2项的不予公开部分不服的，应当先申请行政复议" in text and "第1项不服的，可以自收到" in text


@pytest.mark.rows("R-167")
def test_three_matters_are_answered_by_three_results_in_one_letter(office):
    case = accepted(office, items=["年度报告", "侦查报告", "水库资料"])
    first, second, third = case.items.all()
    decided(first, f"{TO_OURS} public:yes", office.editor, place="县档案馆")
    way = f"{TO_GROUNDS} ask_denied_1:no ask_denied_2:no ask_denied_3:yes part_denied_3:no"
    decided(second, way, office.editor, reasons=REASONS)
    elsewhere = TO_OURS.split("ours:")[0] + "ours:other"
    decided(
        third,
        elsewhere,
        office.editor,
        holder="示范县水利局",
        holder_contact="0579-00000003",
        reasons="水库由县水利局管理，资料由其制作和保存。",
    )
    page = drafting.write_draft(case, by=office.editor)
    signed(office, page)
    text = said(SignedAnswer.objects.get(case=case).letter)
    decision = text[text.index("一、我们的决定") : text.index("二、事实、理由和依据")]
    for number, words in ((1, "公开"), (2, "不予公开"), (3, "不由本机关负责公开")):
        [line] = [line for line in decision.splitlines() if line.startswith(f"第{number}项")]
        assert words in line


def test_an_undecided_item_and_missing_offices_stop_the_draft(office):
    case = accepted(office, items=["年度报告", "侦查报告"])
    decided(case.items.first(), f"{TO_OURS} public:yes", office.editor, place="县档案馆")
    with pytest.raises(ValidationError, match="第2项还没有认定"):
        drafting.write_draft(case, by=office.editor)
    office.body.remedy_offices.delete()
    decided(case.items.last(), f"{TO_OURS} public:yes", office.editor, place="县档案馆")
    with pytest.raises(ValidationError, match="救济途径"):
        drafting.write_draft(case, by=office.editor)


def test_a_decision_changed_after_the_draft_wants_a_new_draft(office):
    case = accepted(office)
    page = public_answer(office, case)
    decided_again = case.items.get()
    decisions.step_back(decided_again, by=office.editor)
    assert any("还没有认定" in reason.message for reason in reasons(page))
    decided_again.refresh_from_db()
    decided(decided_again, "public:yes", office.editor, place="县图书馆")
    assert any("认定又有变化" in reason.message for reason in reasons(page))
    page = drafting.write_draft(case, by=office.editor)
    assert not reasons(page) and "县图书馆" in page.next_steps


def test_returned_answers_go_on_and_are_signed_later(office):
    case = accepted(office)
    page = public_answer(office, case)
    drafting.submit(page, by=office.editor)
    with pytest.raises(ValidationError):
        drafting.submit(page, by=office.editor)
    office.decide(page, office.head, "reject", "请核对网址。")
    assert Case.objects.get(pk=case.pk).state == State.HANDLING
    page = drafting.change_draft(
        page,
        by=office.editor,
        letter_key=page.letter_key,
        texts={"decision": page.decision, "reasons": page.reasons, "next_steps": "网址已经核对。"},
    )
    case = signed(office, page)
    assert case.state == State.SIGNED and "网址已经核对" in said(SignedAnswer.objects.get().letter)


def test_the_remedies_are_those_of_the_law_and_the_editor_is_the_screen_of_the_case(office, client):
    page = public_answer(office, accepted(office))
    page.remedies = "本答复为最终答复。"
    assert any("救济途径不是按认定生成的" in reason.message for reason in reasons(page))
    client.force_login(office.editor)
    answered = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answered.url == reverse("answers:draft", args=[page.case_id])
    client.force_login(office.secrecy)
    refused = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert refused.status_code == 302 and "answers" not in refused.url


def test_taken_back_from_signing_the_case_is_at_work_again(office):
    case = accepted(office)
    page = public_answer(office, case)
    drafting.submit(page, by=office.editor)
    drafting.take_back(page, by=office.editor)
    assert Case.objects.get(pk=case.pk).state == State.HANDLING


def test_withdrawn_while_signing_the_chain_is_cancelled_and_signs_no_more(
    office, django_capture_on_commit_callbacks
):
    case = accepted(office)
    page = public_answer(office, case)
    drafting.submit(page, by=office.editor)
    for user in (office.head, office.secrecy, office.reviewer):
        office.decide(page, user)
    with django_capture_on_commit_callbacks() as callbacks:
        services.withdraw(Case.objects.get(pk=case.pk))
    # Before the chain is cancelled: the last signature is refused all the same.
    with pytest.raises(ValidationError, match="已办结"):
        office.decide(page, office.leader)
    for callback in callbacks:
        callback()
    page = AnswerPage.objects.get(pk=page.pk)
    assert (
        not page.workflow_in_progress
        and not SignedAnswer.objects.exists()
        and not Letter.objects.filter(kind__startswith="foi-answer").exists()
    )
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.ending) == (State.CLOSED, Ending.WITHDRAWN)


def test_files_for_the_applicant_are_nobody_elses(office, client):
    case = accepted(office)
    decided(case.items.get(), f"{OPEN} grant:now", office.editor)
    page = drafting.write_draft(case, by=office.editor)
    assert any("请添加提供给申请人的文件" in reason.message for reason in reasons(page))
    page = drafting.add_file(page, by=office.editor, upload=pdf("Road report"), title="竣工验收报告")
    assert not reasons(page)
    document = page.attachments.get().document
    address = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    assert client.get(address).status_code == 404
    client.force_login(office.deputy)
    assert client.get(address).status_code == 404
    client.force_login(office.clerk)
    assert client.get(reverse("answers:file", args=[case.pk, document.pk])).status_code == 200
    client.force_login(office.secrecy)
    assert client.get(reverse("answers:file", args=[case.pk, document.pk])).status_code in (302, 403)


def give(office, case, **more):
    return delivery.deliver(
        case,
        by=office.clerk,
        **({"way": Way.PICK_UP, "on": dt.date(2026, 3, 4), "proof_words": "本人签收"} | more),
    )


@pytest.mark.rows("R-061")
def test_nothing_unsigned_and_nothing_changed_since_is_delivered(office):
    case = accepted(office)
    decided(case.items.get(), f"{OPEN} grant:now", office.editor)
    page = drafting.write_draft(case, by=office.editor)
    page = drafting.add_file(page, by=office.editor, upload=pdf("Road report"))
    with pytest.raises(ValidationError, match="还没有签发"):
        give(office, case)
    case = signed(office, page)
    document = page.attachments.get().document
    stored = Path(document.file.path)
    whole = stored.read_bytes()
    stored.write_bytes(b"%PDF-1.4 exchanged")
    with pytest.raises(ValidationError, match="与签发时不一致"):
        give(office, case)
    stored.write_bytes(whole)
    give(office, case)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.ending, case.closed_on) == (State.CLOSED, Ending.ANSWERED, dt.date(2026, 3, 4))
    with pytest.raises(ValidationError):
        give(office, case)


@pytest.mark.rows("R-182")
def test_another_way_than_asked_for_needs_the_box_or_a_reason(office):
    case = signed(office, public_answer(office, accepted(office, ways=[Way.POST])))
    with pytest.raises(ValidationError, match="改用其他方式的，请写明理由"):
        give(office, case)
    delivered = give(office, case, deviation="申请人来电要求自行领取")
    assert delivered.deviation


@pytest.mark.rows("R-182")
def test_with_the_box_ticked_no_reason_is_wanted_but_a_proof_is(office):
    case = accepted(office, ways=[Way.POST], accepts_other=True)
    case = signed(office, public_answer(office, case))
    with pytest.raises(ValidationError, match="送达凭证"):
        give(office, case, proof_words="")
    assert give(office, case).deviation == ""


@pytest.mark.rows("R-175")
def test_information_promised_for_later_is_supplied_by_its_day(office, client):
    case = accepted(office)
    decided(case.items.get(), f"{OPEN} grant:later", office.editor, supply_on="2026-03-20")
    case = signed(office, drafting.write_draft(case, by=office.editor))
    give(office, case)
    case = Case.objects.get(pk=case.pk)
    assert case.state == State.SUPPLYING
    duty = Duty.objects.open().get(kind="foi.supply")
    assert duty.due_on == dt.date(2026, 3, 20) and duty.unit == office.unit
    # The day passes and nothing was given: the desk and the ledger, which reminds, say so.
    with time_machine.travel(dt.datetime(2026, 3, 23, 2, tzinfo=dt.UTC), tick=False):
        client.force_login(office.clerk)
        assert case.number in client.get(reverse("requests_admin:desk"), {"tab": "overdue"}).content.decode()
        assert Duty.objects.overdue().filter(pk=duty.pk).exists()
    delivery.supply(case, by=office.clerk, way=Way.PICK_UP, on=dt.date(2026, 3, 4), proof_words="本人签收")
    assert Case.objects.get(pk=case.pk).state == State.CLOSED


@pytest.mark.rows("R-182")
def test_by_mail_a_link_leads_to_letter_and_files_until_it_is_over(office, client, mailoutbox):
    case = accepted(office, ways=[Way.EMAIL], email="shen@example.com")
    decided(case.items.get(), f"{OPEN} grant:now", office.editor)
    page = drafting.write_draft(case, by=office.editor)
    page = drafting.add_file(page, by=office.editor, upload=pdf("Road report"), title="竣工验收报告")
    case = signed(office, page)
    mailoutbox.clear()
    delivered = give(office, case, way=Way.EMAIL, proof_words="")
    assert links.send_links() and not links.send_links()
    (mail,) = [one for one in mailoutbox if "songda" in one.body]
    assert (
        mail.to == ["shen@example.com"]
        and "编号和回执码" in mail.body
        and "申小明" not in mail.body
        and "人民路" not in mail.body
    )
    path = re.search(r"/yishenqing/songda/\S+/", mail.body).group()
    shown = client.get(path)
    assert shown.status_code == 200 and "竣工验收报告" in shown.content.decode()
    assert {"private", "no-store"} <= set(shown["Cache-Control"].split(", ")) and not shown.cookies
    letter = b"".join(client.get(f"{path}letter/").streaming_content)
    assert zipfile.is_zipfile(io.BytesIO(letter))
    assert b"".join(client.get(f"{path}1/").streaming_content).startswith(b"%PDF")
    assert client.get(f"{path}2/").status_code == 404
    assert client.get(f"{path[:-3]}xx/").status_code == 404
    assert list(delivered.openings.values_list("what", flat=True)) == [
        "打开链接",
        "政府信息公开告知书.docx",
        "file.pdf",
    ]
    with time_machine.travel(dt.datetime(2026, 4, 20, tzinfo=dt.UTC)):
        over = client.get(path)
        assert over.status_code == 410 and "过期" in over.content.decode()
        assert 'href="/yishenqing/chaxun/"' in over.content.decode()
        assert client.get(f"{path}letter/").status_code == 404


@pytest.mark.parametrize(("way", "mails"), [(Way.EMAIL, ["答复"]), (Way.PICK_UP, ["送达"])])
def test_a_delivery_is_told_by_one_mail(office, mailoutbox, way, mails):
    case = signed(office, public_answer(office, accepted(office, email="shen@example.com")))
    send_waiting()
    mailoutbox.clear()
    give(office, case, way=way, proof_words="本人签收")
    links.send_links()
    send_waiting()
    to_applicant = [one for one in mailoutbox if one.to == ["shen@example.com"]]
    assert len(to_applicant) == 1 and all(word in to_applicant[0].subject for word in mails)


def test_a_mail_server_that_fails_loses_nothing(office, monkeypatch, mailoutbox):
    case = signed(office, public_answer(office, accepted(office, email="shen@example.com")))
    give(office, case, way=Way.EMAIL, proof_words="")
    real = links.send_mail

    def down(*args, **kwargs):
        raise OSError("no server")

    monkeypatch.setattr(links, "send_mail", down)
    assert links.send_links() == ""
    monkeypatch.setattr(links, "send_mail", real)
    assert links.send_links() == "送达答复1件"


def one_refused(office, monkeypatch):
    """Two answers to be mailed; the server refuses the first address. Gives the case of the second."""
    for address in ("gone@example.com", "shen@example.com"):
        case = signed(office, public_answer(office, accepted(office, email=address)))
        give(office, case, way=Way.EMAIL, proof_words="")
    real = links.send_mail

    def refuses_one(subject, words, sender, to):
        if to == ["gone@example.com"]:
            raise SMTPRecipientsRefused({to[0]: (550, b"no such user")})
        return real(subject, words, sender, to)

    monkeypatch.setattr(links, "send_mail", refuses_one)
    return case


def test_a_refused_address_holds_up_nobody_and_stands_in_no_log(office, monkeypatch, mailoutbox, caplog):
    case = one_refused(office, monkeypatch)
    mailoutbox.clear()
    assert links.send_links() == "送达答复1件"
    assert [mail.to for mail in mailoutbox] == [["shen@example.com"]]
    assert case.number not in caplog.text and "gone@example.com" not in caplog.text
    assert caplog.text.count("refused") == 1

    links.send_links()
    assert caplog.text.count("refused") == 1  # not asked again every minute
    cache.clear()
    links.send_links()
    assert caplog.text.count("refused") == 2


def test_refused_addresses_never_fill_a_run(office, monkeypatch, mailoutbox):
    monkeypatch.setattr(links, "A_RUN", 1)
    one_refused(office, monkeypatch)
    assert [links.send_links(), links.send_links()] == ["", "送达答复1件"]


@pytest.mark.rows("R-177")
def test_a_counter_answer_closes_the_case_the_same_day(office, client):
    case = accepted(office, dt.date(2026, 3, 4))
    client.force_login(office.clerk)
    address = reverse("answers:at_once", args=[case.pk])
    refused = client.post(address, {"outcome": "public_answer"})
    assert "请填写可以打开的网址" in refused.content.decode()
    assert client.post(address, {"outcome": "public_answer", "place": "县档案馆"}).status_code == 302
    page = AnswerPage.objects.get(case=case)
    while (page := AnswerPage.objects.get(pk=page.pk)).workflow_in_progress:
        office.decide(page, office.holder_of_open_step(page))
    give(office, Case.objects.get(pk=case.pk))
    case = Case.objects.get(pk=case.pk)
    assert case.state == State.CLOSED and case.closed_on == case.received_on
    assert SignedAnswer.objects.get(case=case).letter.number


@pytest.mark.rows("R-190", "R-162")
@pytest.mark.parametrize(
    ("key", "label", "ticked"),
    [
        ("foi-legacy-answer", "信息申请答复单", "☐ 第三方不同意且本机关也认为不应公开"),
        ("foi-legacy-stop", "中止受理信息申请程序告知单", "☑ 属于已主动公开"),
    ],
)
def test_the_old_forms_are_offered_only_where_they_are_switched_on(office, key, label, ticked):
    Letterhead.objects.create(body=office.body, phone="0000-1111111")
    office.publish(drafted(office, supervision="县政府办公室监督科，电话0000-2222222"))
    case = accepted(office)
    page = public_answer(office, case)
    texts = {name: getattr(page, name) for name in drafting.WORDS}
    with pytest.raises(ValidationError, match="请选择列出的文书"):
        drafting.change_draft(page, by=office.editor, letter_key=key, texts=texts)
    set_parameter(
        "foi.legacy_stop",
        True,
        effective_from=dt.date(2026, 3, 4),
        reason="沿用原地方办法的文书",
        by=None,
        body=office.body,
        basis="《示范县信息公开申请办法》附件4、附件6",
    )
    page = drafting.change_draft(page, by=office.editor, letter_key=key, texts=texts)
    signed(office, page)
    letter = SignedAnswer.objects.get(case=case).letter
    assert letter.kind_label == label and ticked in said(letter)
    if key == "foi-legacy-stop":
        assert "0000-1111111" in said(letter) and "0000-2222222" in said(letter)


@pytest.mark.parametrize("table", ["signedanswer", "delivery"])
def test_signed_and_delivered_are_only_added_to(office, table):
    give(office, signed(office, public_answer(office, accepted(office))))
    for sql in (f"DELETE FROM answers_{table}", f"UPDATE answers_{table} SET at = at"):  # noqa: S608
        with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
            connection.cursor().execute(sql)
