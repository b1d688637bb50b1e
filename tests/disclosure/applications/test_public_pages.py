"""The home of 依申请公开, what is found before the form, the blank form, the flow chart."""

import datetime as dt
import io

import pypdfium2
import pytest
from django.test import Client
from docx import Document
from lxml import html

from disclosure.applications import flowchart, printing
from disclosure.applications.models import SolvedCount
from disclosure.applications.sheet import sheet_of
from disclosure.requests.enums import State
from disclosure.requests.models import Case
from disclosure.requests.states import STEPS

from .conftest import APPLY, TYPED

HOME = "/yishenqing/"
FIND = "/yishenqing/chazhao/"
# 附件3 in the order of its source.
FIELDS = (
    "姓名", "工作单位", "证件名称", "证件号码", "通信地址", "邮政编码", "联系电话", "电子邮箱",
    "名称", "统一社会信用代码（组织机构代码）", "营业执照信息", "法人代表", "联系人姓名", "联系人电话",
    "联系人电子邮箱",
    "申请人签名或者盖章", "申请时间", "所需信息的内容描述", "所需信息的索取号", "所需信息的用途", "是否申请减免费用",
    "所需信息的指定提供方式（可多选）", "获取信息的方式（可多选）", "其他方式",
)  # fmt: skip


@pytest.mark.rows("R-147", "R-198")
def test_the_home_has_its_six_parts_and_is_one_click_away(office, django_assert_max_num_queries):
    client = Client()
    assert HOME in [link.get("href") for link in html.fromstring(client.get("/").content).iter("a")]
    client.get(HOME)
    with django_assert_max_num_queries(6):
        answer = client.get(HOME)
    page = html.fromstring(answer.content.decode())
    assert {"guide", "flow", "form", "questions", "contact", "help"} <= set(page.xpath("//h2/@id"))
    links = page.xpath("//main//a/@href")
    for way in (APPLY, "/yishenqing/chaxun/", FIND, "/yishenqing/shenqingbiao.docx"):
        assert any(link.startswith(way) for link in links), way
    assert not answer.cookies
    assert answer.public_tags


@pytest.mark.django_db
def test_a_form_page_is_kept_nowhere_and_the_home_sets_no_cookie(office):
    answer = Client().get(APPLY)
    assert "no-store" in answer["Cache-Control"]
    assert not hasattr(answer, "public_tags")


@pytest.mark.rows("R-197")
def test_the_drawing_follows_the_table_of_steps():
    drawn = flowchart.chart()
    said = {node.label for node in drawn.nodes} | set(
        "／".join(line.label for line in drawn.lines).split("／")
    )
    assert {state.label for state in State} <= said
    # What leads nowhere new or can be done nearly always stands in the words alone.
    only_in_words = {
        "extend", "answer_at_once", "withdraw", "merge", "split", "transfer", "correct", "ask_reason", "give_reason",
        "judge_reason", "delay",
    }  # fmt: skip
    assert {step.label for key, step in STEPS.items() if key not in only_in_words} <= said
    assert {row.label for row in flowchart.rows()} == {step.label for step in STEPS.values()}
    for line in drawn.lines:
        for x, y in line.points:
            assert 0 <= x <= drawn.width
            assert 0 <= y <= drawn.height


@pytest.mark.rows("R-155", "R-156")
def test_the_blank_form_has_every_field_in_the_order_of_its_source(office):
    client = Client()
    word = client.get("/yishenqing/shenqingbiao.docx")
    document = Document(io.BytesIO(word.content))
    labels = [row.cells[0].text for table in document.tables for row in table.rows]
    assert labels == list(FIELDS)
    assert "复制有效" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    if printing.is_there():
        answer = client.get("/yishenqing/shenqingbiao.pdf")
        [page] = pypdfium2.PdfDocument(answer.content)
        said = "".join(page.get_textpage().get_text_bounded().split())
        assert "复制有效" in said
        places = [
            said.find(label)
            for label in ("工作单位", "证件号码", "营业执照信息", "申请时间", "所需信息的用途")
        ]
        assert places == sorted(places)
        assert -1 not in places
    assert client.get("/yishenqing/shenqingbiao.exe").status_code == 404


FILLED = {
    "number": "SQ20260302-0001", "subject": "道路改造方案", "text": "2025年人民路改造方案全文",
    "reference": "示政办发〔2025〕8号", "purpose": "撰写论文", "forms": ["paper", "disc"], "ways": ["post"],
    "accepts_other": True, "wants_reduction": True, "email": "lin@mail.example", "contact": "0000-7654321",
    "address": "示范县人民路9号", "postcode": "322000", "submitted_on": dt.date(2026, 3, 2),
}  # fmt: skip
PERSON = FILLED | {
    "applicant": "natural_person", "name": "林某某", "employer": "示范大学", "proof_kind": "passport",
    "proof_number": "E00000000",
}  # fmt: skip
ORGANISATION = FILLED | {
    "applicant": "research", "name": "示范研究院", "proof_kind": "credit_code", "proof_number": "91330000000000000X",
    "legal_person": "王某", "contact_person": "赵某",
}  # fmt: skip
WANTED = [
    "2026年3月2日", "道路改造方案\n2025年人民路改造方案全文", "示政办发〔2025〕8号", "撰写论文",
    "☑申请（请提供相关证明）", "☑纸面　□电子邮件　☑光盘　□磁盘", "☑邮寄",
    "☑若本机关无法按照指定方式提供所需信息，也可接受其他方式",
]  # fmt: skip
OF_PERSON = [
    "林某某", "示范大学", "护照", "E00000000", "示范县人民路9号", "322000", "0000-7654321", "lin@mail.example",
]  # fmt: skip
OF_ORGANISATION = [
    "示范研究院", "91330000000000000X", "统一社会信用代码证照", "王某", "赵某", "0000-7654321", "lin@mail.example",
]  # fmt: skip


@pytest.mark.rows("R-155")
@pytest.mark.parametrize(
    ("typed", "person", "organisation"),
    [(PERSON, OF_PERSON, [""] * 7), (ORGANISATION, [""] * 8, OF_ORGANISATION)],
    ids=["person", "organisation"],
)
def test_the_form_of_one_kind_of_applicant_leaves_the_other_part_empty(typed, person, organisation):
    rows = [row for group in sheet_of("某机关", Case(**typed)).groups for row in group.rows]
    assert [label for label, _value in rows] == list(FIELDS)
    values = [value for _label, value in rows]
    assert values[:8] == person
    assert values[8:15] == organisation
    signature, *others = values[15:]
    assert signature == ""
    for value, begins in zip(others, WANTED, strict=True):
        assert value.startswith(begins)


@pytest.mark.rows("R-155")
@pytest.mark.parametrize("typed", [None, PERSON, ORGANISATION], ids=["blank", "person", "organisation"])
def test_the_printed_form_shows_every_field_in_the_order_of_its_source(typed):
    sheet = sheet_of("某机关", Case(**typed) if typed else None)
    if not printing.is_there():  # a server without a Chinese font offers the Word form alone
        return
    pages = pypdfium2.PdfDocument(printing.pdf(sheet))
    said = "".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())
    at = 0
    for label in FIELDS:
        found = said.find(label, at)
        assert found >= at, (label, said[at : at + 80])
        at = found + len(label)
    for value in [row[1] for group in sheet.groups for row in group.rows]:
        assert "".join(value.split()).replace("☑", "■") in said
    assert "复制有效" in said[at:]


def test_what_is_public_is_shown_before_the_form(office):
    page = office.publish(office.document(title="关于夜间公交运营的通知"))
    answer = Client().get(FIND, {"q": "夜间公交"})
    assert page.url in answer.content.decode()
    assert answer.public_tags
    part = Client().get(FIND, {"q": "夜间公交", "part": "1"}).content.decode()
    assert page.url in part
    assert "<html" not in part
    assert "没有查到已经公开的相关信息" in Client().get(FIND, {"q": "鲸鱼化石"}).content.decode()


@pytest.mark.django_db
def test_solved_is_counted_by_day_without_cookie_and_not_from_elsewhere(office):
    client = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = client.post("/yishenqing/yijieda/", follow=True)
        assert "很高兴" in answer.content.decode()
    Client(headers={"Sec-Fetch-Site": "cross-site"}).post("/yishenqing/yijieda/")
    assert [row.times for row in SolvedCount.objects.all()] == [2]
    assert not client.cookies
    assert client.get("/yishenqing/yijieda/").status_code == 405


def test_the_words_sought_are_carried_into_the_form(office):
    assert (
        f'value="{TYPED["subject"]}"' in Client().get(APPLY, {"subject": TYPED["subject"]}).content.decode()
    )
