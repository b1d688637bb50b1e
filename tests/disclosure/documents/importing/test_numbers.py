"""文号 in every spelling officials use; 党政机关公文处理工作条例第九条."""

import pytest

from disclosure.documents.importing.numbers import find_document_numbers, parse_document_number


@pytest.mark.parametrize(
    "text",
    [
        "郑大数据〔2019〕23号",
        "郑大数据[2019]23号",
        "郑大数据【2019】23号",
        "郑大数据(2019)23号",
        "郑大数据（２０１９）２３号",
        "郑大数据〔201923号",
        "郑大数据〔2019〕23",
        " 郑大数据 〔 2019 〕 23 号 ",
        "郑大数据〔2019〕第23号",
        "郑大数据〔2019〕023号",
        "郑大数据［2019］23号",
    ],
)
def test_one_number_in_many_spellings(text):
    number = parse_document_number(text)
    assert number.display == "郑大数据〔2019〕23号"
    assert number.key == "郑大数据201923"


@pytest.mark.parametrize(
    ("text", "display", "kind"),
    [
        ("国务院令第711号", "国务院令第711号", "令"),
        ("国务院第711号令", "国务院令第711号", "令"),
        ("示范县人民政府令 第 １２ 号", "示范县人民政府令第12号", "令"),
        ("国家主席令第五十六号", "国家主席令第56号", "令"),
        ("财政部公告2020年第3号", "财政部公告2020年第3号", "公告"),
        ("国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号", "号"),
    ],
)
def test_orders_and_announcements(text, display, kind):
    number = parse_document_number(text)
    assert (number.display, number.kind) == (display, kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "2019年5月17日",
        "郑大数据",
        "〔2019〕23号",
        "郑大数据〔1819〕23号",
        "郑大数据〔2019〕0号",
        "关于公开的通知",
    ],
)
def test_what_is_no_number(text):
    assert parse_document_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《条例》(国务院令第711号,以下简称《条例》)", ["国务院令第711号"]),
        ("按照国办发〔2016〕80号和浙政办发〔2020〕20号要求", ["国办发〔2016〕80号", "浙政办发〔2020〕20号"]),
        ("《实施细则的通知》(国办发〔201680号)", ["国办发〔2016〕80号"]),
        ("《工作要点的通知》(浙政办发(201854号)", ["浙政办发〔2018〕54号"]),
        ("《工作要点的通知》(国办发〔20228号)", ["国办发〔2022〕8号"]),
        ("和政发〔2020〕1号文件", ["和政发〔2020〕1号"]),
        ("本办法自2020年起施行。", []),
    ],
)
def test_citations_in_running_text(text, found):
    citations = find_document_numbers(text)
    assert [citation.number.display for citation in citations] == found
    for citation in citations:
        assert parse_document_number(text[citation.start : citation.end]) == citation.number
