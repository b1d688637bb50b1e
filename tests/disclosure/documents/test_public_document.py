"""The public page of a policy document."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from disclosure.attributes.services import record_consent
from disclosure.documents.models import Attachment, DocumentPage, RelatedDocument
from foundation.organisations.models import Body
from foundation.signoff.services import publish_structure
from tests.foundation.precheck.makers import word_file
from tests.public import header_fields, links, meta, read, text

FORM = word_file(body="申请人：")
ARTICLES = [
    ("heading", {"level": "chapter", "text": "第一章 总则", "anchor": ""}),
    ("article", {"number": "第一条", "text": "<p>为了规范补贴发放,制定本办法。</p>", "anchor": ""}),
    ("article", {"number": "第二条", "text": "<p>本办法适用于本县。</p>", "anchor": "tiao-2"}),
    ("heading", {"level": "chapter", "text": "第二章 标准", "anchor": ""}),
    ("article", {"number": "第三条", "text": "<p>标准如下。</p>", "anchor": ""}),
    ("article", {"number": "第三条之一", "text": "<p>另有规定的除外。</p>", "anchor": ""}),
    ("heading", {"level": "part", "text": "附件", "anchor": ""}),
    ("article", {"number": "第一条", "text": "<p>附件的第一条。</p>", "anchor": ""}),
]


def full_document(office) -> DocumentPage:
    """A document with a value in every field of the header."""
    document = office.document(
        title="关于印发养老服务补贴办法的通知",
        document_number="示政办发〔2026〕9号",
        kind="normative",
        genre="通知",
        subject="17",
        source="县政府办公室",
        phone="0000-1234567",
        overview="明确补贴的对象和标准。",
        effective_on=dt.date(2026, 2, 1),
        expires_on=dt.date(2031, 1, 31),
        content=ARTICLES,
    )
    document.tags.add("养老", "补贴")
    document.co_issuers = [Body.objects.create(name="示范县民政局", code="mzj")]
    file = Document.objects.create(title="申请表", file=ContentFile(FORM, name="sqb.docx"))
    document.attachments = [Attachment(document=file)]
    document.save()
    document.save_revision(user=office.editor)
    with time_machine.travel("2026-01-08T09:30:00+08:00", tick=False):
        for body in document.co_issuers.all():
            record_consent(
                document,
                body,
                office.editor,
                state="consent",
                person_name="陈民政",
                said_on=dt.date(2026, 1, 7),
            )
        return office.publish(document)


@pytest.mark.rows("R-271")
def test_a_document_in_the_column_of_a_body_names_its_own_kind(office):
    office.column.column_type = "catalogue"
    publish_structure(office.column, "改为机构栏目")
    document = full_document(office)
    for shown in (header_fields(read(document.url))["信息分类"], _plain(document, "信息分类")):
        assert shown == document.get_kind_display()


def _plain(document, label: str) -> str:
    """A row of the header in the download."""
    lines = Client().get(f"/download/{document.pk}.txt").content.decode("utf-8-sig").splitlines()
    return next(line.removeprefix(f"{label}：") for line in lines if line.startswith(label))


@pytest.mark.rows("R-082", "R-271", "R-272")
def test_header_shows_every_field_as_official_pages_do(office):
    document = full_document(office)
    assert header_fields(read(document.url)) == {
        "索引号": "01234567-8/2026-00001",
        "信息分类": "政策文件",
        "名称": "关于印发养老服务补贴办法的通知",
        "文号": "示政办发〔2026〕9号",
        "体裁": "通知",
        "发布机构": "示范县人民政府办公室",
        "联合发文机关": "示范县民政局",
        "成文日期": "2026-01-05",
        "印发日期": "2026-01-06",
        "发布日期": "2026-01-08 09:30",
        "有效性": "有效 施行日期 2026-02-01 失效日期 2031-01-31",
        "主题分类": "民政、扶贫、救灾",
        "主题词": "养老 补贴",
        "信息来源": "县政府办公室",
        "咨询电话": "0000-1234567",
        "内容概述": "明确补贴的对象和标准。",
    }


@pytest.mark.rows("R-271")
def test_an_empty_optional_field_keeps_its_place(office):
    fields = header_fields(read(office.publish(office.document(printed_on=None)).url))
    assert [fields[name] for name in ("联合发文机关", "印发日期", "主题词", "咨询电话", "内容概述")] == [
        ""
    ] * 5


@pytest.mark.rows("R-271")
def test_head_carries_keywords_summary_and_dublin_core(office):
    document = full_document(office)
    tags = meta(read(document.url))
    assert tags["Keywords"] == "养老,补贴"
    assert tags["Description"] == "明确补贴的对象和标准。"
    assert tags["PubDate"] == "2026-01-08 09:30"
    assert tags["Url"].endswith(document.url)
    assert tags["DC.Identifier"] == "01234567-8/2026-00001"
    assert tags["DC.Creator"] == "示范县人民政府办公室"
    assert "Author" not in tags


def test_every_article_can_be_reached_from_the_contents(office):
    page = read(full_document(office).url)
    contents = page.xpath("//nav[@class='outline']//a")
    assert [text(link) for link in contents] == [
        "第一章 总则", "第一条", "第二条", "第二章 标准", "第三条", "第三条之一", "附件", "第一条",
    ]  # fmt: skip
    targets = [link.get("href").removeprefix("#") for link in contents]
    assert len(set(targets)) == 8
    assert {"tiao-1", "tiao-2", "tiao-3", "zhang-1", "zhang-2"} <= set(targets)
    for target in targets:
        assert len(page.xpath("//*[@id=$target]", target=target)) == 1


def test_a_short_letter_has_no_contents(office):
    assert not read(office.publish(office.document()).url).xpath("//nav[@class='outline']")


@pytest.mark.rows("R-044")
def test_the_note_on_openness_follows_the_text(office):
    shown = text(read(office.publish(office.document()).url).find(".//article"))
    before, note, after = shown.partition("（此件主动公开）")
    assert before.endswith("现就有关事项通知如下。 ")
    assert note and after.strip().startswith("纠错")


def test_an_attachment_says_its_type_and_size_and_can_be_fetched(office):
    page = read(full_document(office).url)
    shown = text(page.xpath("//section[@class='attachments']")[0])
    assert "申请表" in shown
    assert "DOCX" in shown
    assert f"{len(FORM) / 1024:.1f}" in shown
    assert Client().get(links(page)["申请表"]).status_code == 200


@pytest.mark.rows("R-094")
def test_document_and_interpretation_lead_to_each_other(office):
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document))
    assert links(read(document.url))[interpretation.title] == interpretation.url
    back = read(interpretation.url)
    assert links(back.find(".//article"))[document.title] == document.url
    assert document.document_number in text(back)


@pytest.mark.rows("R-094")
def test_a_draft_interpretation_is_not_shown_on_the_document(office):
    document = office.publish(office.document())
    interpretation = office.interpretation(document)
    assert interpretation.title not in text(read(document.url))
    assert Client().get(interpretation.get_url()).status_code == 404


def test_a_relation_is_seen_from_both_documents(office):
    old = office.publish(office.document(title="暂行办法"))
    new = office.document(title="正式办法")
    new.relations = [RelatedDocument(target=old, relation="abolishes")]
    new.save()
    new.save_revision(user=office.editor)
    assert "正式办法" not in text(read(old.url))
    new = office.publish(new)
    assert links(read(new.url))["暂行办法"] == old.url
    assert links(read(old.url))["正式办法"] == new.url
    assert "被下列文件废止" in text(read(old.url))


@pytest.mark.parametrize(
    ("fields", "notice", "shown"),
    [
        (
            {
                "validity": "abolished",
                "abolished_on": dt.date(2026, 5, 1),
                "abolished_by": "示政发〔2026〕2号",
            },
            "本文件已废止，不再适用。 废止日期：2026-05-01 依据：示政发〔2026〕2号",
            "废止",
        ),
        ({"expires_on": dt.date(2026, 1, 31)}, "本文件已失效，不再适用。 失效日期：2026-01-31", "失效"),
        ({"effective_on": dt.date(2026, 12, 1)}, "本文件尚未生效，自 2026-12-01 起施行。", "未生效"),
        ({"validity": "amended"}, "本文件部分内容已修改", "部分有效（已修改）"),
    ],
)
def test_a_document_that_does_not_simply_apply_says_so_in_words(office, fields, notice, shown):
    document = office.publish(office.document(**fields))
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        page = read(document.url)
        assert notice in text(page.xpath("//div[@role='note']")[0])
        assert header_fields(page)["有效性"].startswith(shown)
        assert shown in text(read(office.column.url).xpath("//ul[@class='rows']/li")[0])


def test_a_document_in_force_carries_no_notice(office):
    page = read(office.publish(office.document()).url)
    assert not page.xpath("//div[@role='note']")
    assert not read(office.column.url).xpath("//span[starts-with(@class, 'status')]")


def test_a_lapsing_document_turns_by_itself_the_day_after_its_last(office):
    document = office.publish(office.document(expires_on=dt.date(2026, 12, 31)))
    for moment, validity in (("2026-12-31T23:00:00", "有效"), ("2027-01-01T00:30:00", "失效")):
        with time_machine.travel(f"{moment}+08:00", tick=False):
            assert header_fields(read(document.url))["有效性"].startswith(validity)


def test_a_preview_shows_the_draft_not_what_is_live(office):
    document = full_document(office)
    document.tags.add("新词")
    document.title = "改过的标题"
    response = document.make_preview_request()
    page = response.content.decode()
    assert "改过的标题" in page
    assert "新词" in page
    assert "新词" not in text(read(document.url))


def test_a_document_costs_ten_queries_whatever_hangs_on_it(office, django_assert_max_num_queries):
    document = full_document(office)
    for _ in range(3):
        office.publish(office.interpretation(document))
    address = document.url
    with django_assert_max_num_queries(10):
        read(address)
