"""The five saved layouts: facts, title, structure, nothing of the page around them."""

from datetime import date, datetime

import pytest

from disclosure.documents.importing.blocks import Article, Item
from disclosure.documents.importing.reading import read_document
from tests.disclosure.documents.importing.layouts import FIXTURES, LAYOUTS, plain


def read(name):
    return read_document(FIXTURES / name)


@pytest.mark.rows("R-046", "R-271", "R-272")
def test_labelled_pairs():
    document = read("labelled_pairs.txt")
    facts = document.facts
    assert document.title == "示范县青山镇主动公开工作指南(2021 本)"
    assert facts.index_number == "00312999-8/202103-00007"
    assert (facts.issuer, facts.category) == ("示范县青山镇", "政务公开制度")
    assert (facts.validity, facts.phone) == ("有效", "0571-00000000")
    assert (facts.subject, facts.source, facts.document_number, facts.number) == ("", "", "", None)
    assert facts.published_at == datetime(2021, 3, 8, 15, 8)
    assert (facts.openness, facts.openness_note) == ("主动公开", "此件公开发布")
    assert [(b.level, b.label) for b in document.blocks if isinstance(b, Item)] == [
        (1, "一、"),
        (1, "二、"),
        (2, "(一)"),
        (2, "(二)"),
        (3, "1、"),
        (3, "2、"),
        (1, "三、"),
    ]


@pytest.mark.rows("R-271", "R-272")
def test_bullets_without_labels():
    document = read("bullet_list.txt")
    facts = document.facts
    assert document.title == "示范市数据管理局政府信息公开制度"
    assert facts.index_number == "MB1999999/2020-00045"
    assert facts.issuer == "示范市数据管理局"
    assert (facts.written_on, facts.published_at) == (date(2020, 5, 17), date(2020, 5, 20))
    assert (facts.genre, facts.number.display) == ("通告", "示数据〔2020〕23号")
    assert facts.site_host == "示范市人民政府办公厅"
    assert any("请逐项核对" in warning for warning in document.warnings)
    assert "邮编" not in "".join(document.texts())


def test_annexes_are_reachable_with_their_own_articles():
    document = read("annexed_mechanisms.txt")
    assert document.title == "示范市政务服务管理办公室政务公开工作机制"
    assert document.facts.source == "示范市人民政府网站"
    assert document.facts.published_at == datetime(2024, 1, 23, 10, 13, 7)
    assert [(a.label, a.title, a.anchor) for a in document.annexes] == [
        ("附件1", "发布机制(试行)", "fujian-1"),
        ("附件2", "审查机制(试行)", "fujian-2"),
    ]
    second = document.annexes[1].blocks
    assert [(b.label, b.anchor) for b in second if isinstance(b, Article)] == [
        ("第一条", "fujian-2-tiao-1"),
        ("第二条", "fujian-2-tiao-2"),
        ("第三条", "fujian-2-tiao-3"),
    ]


def test_catalogue_saved_cell_by_cell_stays_in_order():
    document = read("catalogue_one_cell_a_line.txt")
    assert document.title == "政务公开工作制度(试行)"
    assert document.facts.published_at == datetime(2024, 12, 28, 16, 32)
    assert document.facts.source == "政务公开科"
    catalogue, flow_chart = document.annexes
    assert (catalogue.title, catalogue.label) == ("示范市政府信息公开基本目录(2024调整版)", "")
    assert (flow_chart.title, flow_chart.blocks) == ("依申请公开工作流程图", ())
    texts = [block.text for block in catalogue.blocks]
    assert [text for text in texts if text.isdecimal()] == [str(n) for n in range(1, 13)]
    assert texts[texts.index("7") + 1] == "公开事项第7类"
    assert any("12 个序号" in warning and "重新插入表格" in warning for warning in document.warnings)


def test_compilation_saved_twice_gives_each_system_once():
    document = read("compilation_saved_twice.txt")
    assert document.title == "示范市政务公开各项制度汇编"
    assert [part.title for part in document.parts] == [
        "示范市政府信息公开考核办法",
        "示范市澄清虚假或不完整信息工作办法",
        "新闻发言人制度",
        "示范市依申请公开工作规则",
    ]
    assert [part.anchor for part in document.parts] == ["zhidu-1", "zhidu-2", "zhidu-3", "zhidu-4"]
    assert [len([b for b in part.blocks if isinstance(b, Article)]) for part in document.parts] == [
        3,
        3,
        2,
        0,
    ]
    assert document.parts[2].heading == ("示范市新闻发言人制度",)
    assert [annex.title for annex in document.parts[3].annexes] == ["工作流程", "示范市信息公开申请表"]
    assert not [block for block in document.blocks if "登录" in getattr(block, "text", "")]


def test_differences_of_the_repeat_are_named_with_their_place():
    warnings = read("compilation_saved_twice.txt").warnings
    assert any("与前文重复" in w and "未导入" in w and w.startswith("第 ") for w in warnings)
    assert any("考核每年两次" in w and "考核每年一次" in w for w in warnings)
    assert any("多出“第三条 本制度自发布之日起施行。”" in w for w in warnings)


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_navigation_in_the_body_and_no_text_lost(name):
    """Every line of the file is in the body or put aside with its reason; the body keeps its order."""
    document = read(name)
    body = [plain(text) for text in document.texts()]
    assert not [text for text in body if text in ("登录注册", "朗读", "分享", "文本下载") or "位置" in text]
    aside = {entry.place: plain(entry.text) for entry in document.set_aside}
    lines = (FIXTURES / name).read_text(encoding="utf-8").split("\n")
    kept = [plain(line) for place, line in enumerate(lines, 1) if place not in aside]
    assert "".join(body) == "".join(kept)
    assert all(plain(lines[place - 1]) == text for place, text in aside.items())


@pytest.mark.parametrize("name", LAYOUTS)
def test_anchors_are_unique_and_stable(name):
    anchors = list(read(name).anchors())
    assert len(anchors) == len(set(anchors))
    assert anchors == list(read(name).anchors())


@pytest.mark.rows("R-271")
@pytest.mark.parametrize(
    "head",
    [
        "索引号：\nMB1999999/2024-00045\n发布机构：\n示范县人民政府\n组配分类：\n规章制度\n发布日期：\n2024-03-05\n示范县政务公开办法",
        "索引号：MB1999999/2024-00045\n名称：示范县政务公开办法\n组配分类：规章制度\n发布机构：示范县人民政府\n"
        "发布日期：2024年3月5日\n示范县政务公开办法\n来源：示范县人民政府",
        "• 索引号：MB1999999/2024-00045\n• 发布机构：示范县人民政府\n• 组配分类：规章制度\n• 发布日期：2024/3/5\n"
        "示范县政务\n公开办法",
    ],
)
def test_facts_with_label_and_value_on_lines_of_their_own(head):
    document = read_document(f"{head}\n第一条　为规范政务公开，制定本办法。\n".encode(), "办法.txt")
    facts = document.facts
    assert document.title == "示范县政务公开办法"
    assert (facts.index_number, facts.issuer, facts.category) == (
        "MB1999999/2024-00045",
        "示范县人民政府",
        "规章制度",
    )
    assert facts.published_at == date(2024, 3, 5)
    assert list(document.texts()) == ["第一条", "为规范政务公开，制定本办法。"]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (
            "示范县工作要点\n• 抓好公开\n• 抓好解读\n各部门要认真落实。",
            "示范县工作要点",
            "抓好公开抓好解读各部门要认真落实",
        ),
        (
            "活动通知\n时间：5月1日上午\n地点：县政府\n请各单位参加。",
            "活动通知",
            "时间5月1日上午地点县政府请各单位参加",
        ),
        (
            "示范县通知\n主办单位：县政府\n请各单位参加。\n承办单位：县文化馆",
            "示范县通知",
            "主办单位县政府请各单位参加承办单位县文化馆",
        ),
        (
            "示范县公告\n目录\n一、第一部分\n二、第二部分\n以上各部分另行公布。",
            "示范县公告",
            "目录一第一部分二第二部分以上各部分另行公布",
        ),
    ],
)
def test_lines_of_the_body_are_not_taken_for_the_page(text, title, body):
    document = read_document(text.encode(), "稿.txt")
    assert document.title == title
    assert "".join(map(plain, document.texts())) == body


def test_contradicting_and_impossible_facts_are_named():
    text = (
        "索引号：MB1999999/2024-00045 发布日期：2024-02-30 文号：示政办5号\n发布时间：2024-03-05\n"
        "示范县办法\n正文在此，请核对。"
    )
    document = read_document(text.encode(), "稿.txt")
    assert document.facts.published_at == date(2024, 3, 5)
    assert any("2024-02-30" in w and "已留空" in w and w.startswith("第 1 行") for w in document.warnings)
    assert any("示政办5号" in w and "机关代字" in w for w in document.warnings)
