"""Every kind of personal data and wrong expression, in every place where a page may carry it (R-080)."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from disclosure.documents.checks import checklist
from disclosure.documents.models import Attachment
from foundation.precheck.checks import run_checks
from tests.foundation.precheck.makers import (
    excel_file,
    full_width,
    identity_number,
    luhn,
    pdf_file,
    word_file,
)
from tests.foundation.signoff.files.samples import picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
ID = identity_number()
WHAT = {
    "18位": (ID, "identity"),
    "18位全角": (full_width(ID), "identity"),
    "18位加空格": (f"{ID[:6]} {ID[6:14]} {ID[14:]}", "identity"),
    "15位": ("身份证号339999900307001", "identity"),
    "手机": ("13800138000", "mobile"),
    "银行卡": (luhn("622700000000000001"), "bank_card"),
    "门牌": ("阳光小区3栋501室", "address"),
    "车牌": ("浙A12345", "plate"),
    "错误表述": ("自建国以来", "wording"),
    "校验位不符": (ID[:17] + str((int(ID[17].replace("X", "0")) + 5) % 10), None),
}


def attach(office, name: str, data: bytes):
    page = office.document()
    document = get_document_model()(title="附表")
    document.file.save(name, ContentFile(data))
    page.attachments.add(Attachment(document=document, title="附表"))
    return page


def with_blocks(office, *raw):
    page = office.document()
    page.content = [{"type": kind, "value": value} for kind, value in raw]
    return page


def alternative(office, words):
    image = get_image_model().objects.create(title="图", file=ContentFile(picture_bytes(), name="tu.png"))
    value = {"image": {"image": image.pk, "alt_text": words, "decorative": False}, "caption": ""}
    return with_blocks(office, ("figure", value))


WHERE = {
    "正文": lambda office, words: office.document(content=[("text", f"<p>甲，{words}，乙</p>")]),
    "表格": lambda office, words: office.document(content=[("table", {"data": [["项", words]]})]),
    "替代文字": alternative,
    "docx": lambda office, words: attach(office, "fb.docx", word_file(cell=words)),
    "xlsx": lambda office, words: attach(office, "fb.xlsx", excel_file(rows=[("项", words)])),
    "pdf": lambda office, words: attach(office, "fb.pdf", pdf_file(f"甲，{words}，乙")),
}


@pytest.mark.rows("R-080")
@pytest.mark.parametrize("where", WHERE)
def test_each_kind_is_found_in_each_place(office, where):
    for name, (words, kind) in WHAT.items():
        found = {finding.kind.value for finding in run_checks(WHERE[where](office, words)).open}
        assert found - {"metadata"} == ({kind} if kind else set()), name


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"document_number": "示政办发〔2025〕9号"}, "document_number", "文号年份（2025）与成文年份（2026）"),
        ({"printed_on": dt.date(2026, 1, 4)}, "printed_on", "印发日期早于成文日期"),
        ({"written_on": dt.date(2099, 1, 5), "document_number": ""}, "written_on", "晚于今天"),
        (
            {"effective_on": dt.date(2026, 2, 1), "expires_on": dt.date(2026, 1, 31)},
            "expires_on",
            "失效日期早于施行日期",
        ),
        ({"effective_on": dt.date(2025, 12, 31)}, "effective_on", "施行日期（2025-12-31）早于成文日期"),
        ({"expires_on": dt.date(2025, 12, 31)}, "expires_on", "失效日期早于成文日期"),
        ({"title": "同名通知"}, "title", "本机关已有同名页面"),
        ({"document_number": "示政办发〔2026〕77号"}, "document_number", "已用于《同名通知》"),
        ({"content": [("text", "<p>附件：1.申报表</p>")]}, "attachments", "没有上传附件"),
        ({"kind": "normative", "document_number": ""}, "document_number", "须有文号"),
        ({"kind": "normative", "printed_on": None}, "printed_on", "须填印发日期"),
        ({"overview": ""}, "overview", "未填内容概述"),
        ({"content": []}, "content", "正文为空"),
    ],
)
def test_elements_dates_numbers_and_duplicates(office, fields, field, words):
    office.document(title="同名通知", document_number="示政办发〔2026〕77号")
    page = office.document(**{"document_number": ""} | fields)
    found = checklist(page)
    assert any(row.field == field and words in row.message for row in [*found.must_fix, *found.confirm])


@pytest.mark.parametrize(
    "content",
    [
        [("text", "<p>附件：1.申报表</p><p>附件1</p><p>申报表如下。</p>")],
        [("text", "<p>详见附件。</p>")],
    ],
)
def test_an_annex_within_the_text_is_not_missing(office, content):
    assert not run_checks(office.document(content=content)).open


def test_the_same_title_under_another_number_is_no_duplicate(office):
    office.document(title="年度计划", document_number="示政办发〔2026〕70号")
    assert not run_checks(office.document(title="年度计划", document_number="示政办发〔2026〕71号")).open
