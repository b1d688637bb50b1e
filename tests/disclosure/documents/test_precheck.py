"""The pre-check over documents: what it reads, how the editor sees it, and how a finding is set aside."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import rich_text, streamfield

from disclosure.documents.checks import checklist
from disclosure.documents.models import Attachment, DocumentPage, InformationPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from foundation.precheck.checks import run_checks
from foundation.precheck.models import FindingDecision
from tests.disclosure.documents.editing import edit_url, form_data
from tests.foundation.precheck.makers import identity_number, word_file
from tests.foundation.signoff.files.samples import image
from tests.offices import appoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
ID = identity_number()
REASON = "该号码为虚构的填写示例，不属于任何人。"


@pytest.fixture
def editor(office, client) -> Client:
    client.force_login(office.editor)
    return client


def library(name: str, data: bytes):
    document = get_document_model()(title=name)
    document.file.save(name, ContentFile(data), save=False)
    document.save()
    return document


def with_attachment(page: DocumentPage, document, title: str = "") -> DocumentPage:
    page.attachments.add(Attachment(document=document, title=title))
    page.save_revision()
    return page


def places(page) -> dict[str, str]:
    """Place and kind of everything open."""
    return {finding.place: finding.kind.value for finding in run_checks(page).open}


def refused(client, page, fingerprint: str, reason: str):
    return client.post(f"/admin/editorial/{page.pk}/dismiss/", {"fingerprint": fingerprint, "reason": reason})


def body(*blocks) -> dict:
    return {"content": list(blocks)}


TABLE = {"data": [["姓名", "证件"], ["某某", ID]], "first_row_is_table_header": True}


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("fields", "place", "field"),
    [
        ({"title": f"公示{ID}"}, "标题", "title"),
        ({"overview": f"概述。\n{ID}"}, "内容概述第2段", "overview"),
        (body(("text", f"<p>一</p><p>二<b>{ID[:9]}</b>{ID[9:]}</p>")), "正文第2段", "content"),
        (body(("text", "<p>一</p>"), ("text", f"<ul><li>二</li><li>{ID}</li></ul>")), "正文第3段", "content"),
        (
            body(("article", {"number": "第三条", "text": f"<p>一</p><p>{ID}</p>", "anchor": ""})),
            "正文第三条第2段",
            "content",
        ),
        (
            body(("heading", {"level": "heading", "text": f"名单{ID}", "anchor": ""})),
            "正文第1个标题",
            "content",
        ),
        (body(("table", TABLE)), "正文表格1第2行", "content"),
    ],
)
def test_an_identity_number_is_found_wherever_it_stands(office, fields, place, field):
    (finding,) = run_checks(office.document(**fields)).must_fix
    assert (finding.place, finding.field, finding.kind.value) == (place, field, "identity")


@pytest.mark.rows("R-080")
def test_submission_is_refused_with_every_place_and_what_was_typed_is_kept(office, editor):
    page = office.document()
    typed = {
        "overview": f"经办人{ID}",
        "content": streamfield([("text", rich_text(f"<p>现就有关事项通知如下。</p><p>户主{ID}</p>"))]),
    }
    form = editor.post(edit_url(page), form_data(page, **typed) | {"action-submit": "1"}).context["form"]
    assert "内容概述" in form.errors["overview"][0]
    assert "正文第2段" in str(form.errors["content"])
    assert ID not in str(form.errors)
    assert form["overview"].value() == f"经办人{ID}"
    assert ID in str(form["content"].value())
    assert DocumentPage.objects.get(pk=page.pk).current_workflow_state is None


@pytest.mark.rows("R-080")
def test_an_attached_word_file_is_read(office):
    page = with_attachment(office.document(), library("mingdan.docx", word_file(cell=ID)))
    (finding,) = [finding for finding in run_checks(page).must_fix if finding.kind == "identity"]
    assert finding.field == "attachments"
    assert finding.place == f"附件1“{page.attachments.get().document.filename}”：正文表格1第1行"


def test_a_file_that_the_text_links_to_is_read_too(office):
    document = library("mingdan.docx", word_file(body=ID))
    page = office.document(content=[("text", f'<p>见<a linktype="document" id="{document.pk}">名单</a></p>')])
    (finding,) = [finding for finding in run_checks(page).must_fix if finding.kind == "identity"]
    assert finding.place.startswith("正文所链接的文件")


def test_names_of_attachments_are_read_and_never_repeated(office):
    page = with_attachment(office.document(), library(f"{ID}.docx", word_file()), title=f"{ID}材料")
    findings = [finding for finding in run_checks(page).open if finding.kind == "identity"]
    assert {finding.field for finding in findings} == {"attachments"}
    assert not any(ID in f"{finding.place}{finding.in_words}" for finding in run_checks(page).open)


def test_a_lost_file_is_told_and_breaks_nothing(office):
    document = library("mingdan.docx", word_file())
    page = with_attachment(office.document(), document)
    document.file.storage.delete(document.file.name)
    assert "unreadable" in places(page).values()


@pytest.mark.rows("R-080")
def test_links_that_lead_nowhere_are_to_be_confirmed(office):
    draft = office.document()
    live = office.publish(office.document())
    kept = library("biao.txt", "说明".encode())
    links = [
        ("page", draft.pk),
        ("page", 999_999),
        ("page", live.pk),
        ("document", 999_999),
        ("document", kept.pk),
    ]
    text = "".join(
        f'<p><a linktype="{kind}" id="{key}">第{n}处</a></p>' for n, (kind, key) in enumerate(links)
    )
    report = run_checks(office.document(content=[("text", text)]))
    told = [(finding.place, finding.message) for finding in report.confirm]
    assert told == [
        ("正文第1段", "链接“第0处”指向的页面尚未公开，读者打不开"),
        ("正文第2段", "链接“第1处”指向的页面已不存在"),
        ("正文第4段", "链接“第3处”指向的文件已不存在"),
    ]
    assert "链接失效" not in report.fine and "公民身份号码" in report.fine


def test_a_picture_without_a_text_alternative_is_to_be_confirmed(office):
    picture = image(office.editor)

    def figure(**said):
        raw = {"type": "figure", "value": {"image": {"image": picture.pk, **said}, "caption": ""}}
        page = office.document()
        page.content = [raw]
        return page

    assert places(figure(alt_text="", decorative=False)) == {"正文图片1": "alt_text"}
    assert not places(figure(alt_text="流程图", decorative=False))
    assert not places(figure(alt_text="", decorative=True))


def test_other_information_is_read_too(office):
    page = InformationPage(
        title="公示",
        body=office.body,
        unit=office.unit,
        phone="13900000000",
        text=f'<p>一</p><p>{ID}</p><embed embedtype="image" id="1" alt="" format="left"/>',
    )
    report = run_checks(page)
    assert [finding.place for finding in report.must_fix] == ["正文第2段"]
    assert {finding.place for finding in report.confirm} == {"咨询电话", "正文图片1"}


def test_the_panel_lists_findings_masked_with_a_way_to_set_them_aside(office, editor):
    page = office.document(overview=f"填写示例：{ID}。", content=[("text", "<p>自建国以来。</p>")])
    content = editor.get(edit_url(page)).content.decode()
    panel = content.split("data-editorial-section", 2)[1]
    assert "必须修改（1）" in panel and "请确认（" in panel
    assert re.search(r'data-jump="overview">内容概述：疑似公民身份号码', panel)
    assert 'data-jump="content">正文第1段：“建国以来”表述不规范' in panel
    assert panel.count("忽略（写明理由）") == 2
    assert ID not in panel
    assert "预检未发现：银行卡号" in panel


@pytest.mark.rows("R-080")
def test_a_finding_is_set_aside_with_a_reason_and_comes_back_when_the_text_changes(office, editor):
    page = office.document(content=[("text", "<p>自建国以来的文件。</p>")])
    (finding,) = run_checks(page).confirm
    answer = refused(editor, page, finding.fingerprint, "无")
    assert (answer.status_code, answer.content.decode()) == (400, "请写明忽略理由，不少于4个字。")
    answer = refused(editor, page, finding.fingerprint, "引用原文标题。")
    panel = answer.content.decode()
    assert answer.status_code == 200
    assert "已忽略（1）" in panel and "林小北于" in panel and "理由：引用原文标题。" in panel
    assert "忽略（写明理由）" not in panel
    page.content = [("text", "<p>我县建国以来的成就。</p>")]
    page.save_revision()
    assert "建国以来" in [row.message for row in checklist(page, office.editor).confirm][-1]


def test_a_number_set_aside_with_a_sentence_lets_the_document_be_submitted(office, editor):
    page = office.document(overview=f"填写示例：{ID}。")
    (finding,) = run_checks(page).must_fix
    assert refused(editor, page, finding.fingerprint, "填写示例").status_code == 400
    assert refused(editor, page, finding.fingerprint, REASON).status_code == 200
    assert office.submit(page).current_workflow_state


def test_a_mark_of_secrecy_is_not_the_editors_to_set_aside(office, editor):
    page = office.document(overview="机密★5年")
    (finding,) = run_checks(page).must_fix
    assert "忽略（写明理由）" not in editor.get(edit_url(page)).content.decode()
    answer = refused(editor, page, finding.fingerprint, REASON)
    assert answer.status_code == 400 and "保密审查责任人" in answer.content.decode()


def test_who_may_neither_edit_nor_sign_sets_nothing_aside(office, client):
    page = office.document(overview=ID)
    other = Body.objects.create(name="示范县房管局", code="sfx-fgj")
    room = Unit.objects.create(body=other, name="法规科")
    (finding,) = run_checks(page).must_fix
    for stranger in (office.leader, appoint("fanglu", "方路", PostKind.EDITOR, other, room)):
        client.force_login(stranger)
        assert refused(client, page, finding.fingerprint, REASON).status_code == 302
    assert not FindingDecision.objects.exists()


def test_the_holder_of_the_open_step_may_set_a_finding_aside(office, client):
    page = office.submit(office.document(content=[("text", "<p>自建国以来的文件。</p>")]))
    (finding,) = run_checks(page).confirm
    client.force_login(office.head)
    assert refused(client, page, finding.fingerprint, "引用原文标题。").status_code == 200


def test_checking_costs_the_same_however_long_the_text_and_many_the_files(office):
    target = office.publish(office.document())
    paragraph = f'<p>自建国以来，见<a linktype="page" id="{target.pk}">文件</a>。</p>'

    def cost(times: int) -> int:
        page = office.document(content=[("text", paragraph)] * times)
        for number in range(times):
            page.attachments.add(Attachment(document=library(f"biao{number}.txt", "说明".encode())))
        page.save_revision()
        draft = page.get_latest_revision_as_object()
        checklist(draft, office.editor)
        with CaptureQueriesContext(connection) as captured:
            assert len(checklist(draft, office.editor).confirm) >= times
        return len(captured)

    assert cost(6) <= cost(1)


def test_a_clean_document_costs_two_queries_of_the_pre_check(office, django_assert_num_queries):
    """The list of expressions, and whether the body has another page of this title."""
    page = office.document().get_latest_revision_as_object()
    run_checks(page)
    with django_assert_num_queries(2):
        assert not run_checks(page).open
