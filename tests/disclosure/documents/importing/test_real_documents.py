"""The five public documents of the founding jurisdictions, when they lie beside the project."""

from datetime import date, datetime
from pathlib import Path

import pytest

from disclosure.documents.importing.blocks import Article
from disclosure.documents.importing.reading import read_document
from tests.disclosure.documents.importing.layouts import plain

FOLDER = Path(__file__).parents[5] / "shared" / "documents"
pytestmark = [
    pytest.mark.real_documents,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the five public documents are not beside the project"),
]


def read(name):
    return read_document(FOLDER / name)


@pytest.mark.rows("R-046", "R-271", "R-272")
def test_zongyang():
    document = read("zongyang_guide_2020.txt")
    facts = document.facts
    assert document.title == "枞阳县行政机关政府信息公开主动公开工作指南(2020 本)"
    assert (facts.index_number, facts.issuer) == ("00312641-8/202011-00002", "枞阳县枞阳镇")
    assert facts.published_at == datetime(2020, 7, 8, 15, 8)
    assert (facts.category, facts.validity, facts.phone) == ("政务公开制度", "有效", "0562-3211167")
    assert (facts.document_number, facts.openness) == ("", "主动公开")


@pytest.mark.rows("R-271", "R-272")
def test_zhengzhou():
    document = read("zhengzhou_bigdata_system_2019.txt")
    facts = document.facts
    assert document.title == "郑州市大数据管理局政府信息公开制度"
    assert (facts.index_number, facts.issuer) == ("MB1532375/2019-00045", "郑州市大数据管理局")
    assert (facts.written_on, facts.published_at) == (date(2019, 5, 17), date(2019, 5, 20))
    assert (facts.genre, facts.number.display) == ("通告", "郑大数据〔2019〕23号")


def test_jinhua():
    document = read("jinhua_mechanisms_2024.txt")
    assert document.title == "金华市政务服务管理办公室政务公开工作机制"
    assert [(a.label, a.title) for a in document.annexes] == [
        ("附件1", "政府信息公开发布机制(试行)"),
        ("附件2", "政府信息公开审查机制(试行)"),
        ("附件3", "政府信息发布协调机制(试行)"),
        ("附件4", "政府信息管理动态调整机制(试行)"),
    ]
    assert [sum(isinstance(b, Article) for b in a.blocks) for a in document.annexes] == [9, 9, 11, 7]


def test_shengzhou():
    document = read("shengzhou_system_2024.txt")
    assert document.title == "政务公开工作制度(试行)"
    assert document.facts.published_at == datetime(2024, 12, 28, 16, 32)
    assert document.facts.source == "政务公开科"
    catalogue, flow_chart = document.annexes
    numbers = [b.text for b in catalogue.blocks if getattr(b, "text", "").isdecimal()]
    assert numbers == [str(n) for n in range(1, 74)]
    assert flow_chart.title == "政府信息依申请公开工作流程图"
    assert "设为首页" not in "".join(document.texts())


def test_huadian():
    document = read("huadian_compilation.txt")
    assert document.title == "桦甸市政务公开各项制度汇编"
    assert [part.title for part in document.parts] == [
        "桦甸市政府信息公开工作考核办法",
        "桦甸市政府信息依申请公开工作办法",
        "桦甸市政府信息公开保密审查办法",
        "桦甸市政府公开信息送交办法",
        "桦甸市政府信息发布协调办法",
        "桦甸市政府信息清理工作办法",
        "桦甸市行政机关澄清虚假或不完整信息工作办法",
        "桦甸市政府信息公开社会评议制度",
        "新闻发言人制度",
        "桦甸市政府信息公开责任追究制度",
        "桦甸市主动公开和依申请公开政府信息工作规则",
        "桦甸市政府机关公文类信息公开审核办法",
        "桦甸市不予公开政府信息报备制度",
        "桦甸市政策解读工作制度",
        "桦甸市社会舆情收集、分析、研判、处置和回应机制实施办法(暂行)",
    ]
    articles = [sum(isinstance(b, Article) for b in part.blocks) for part in document.parts]
    assert articles[0] == 13
    assert articles[11] == 12
    assert any("与前文重复(15 项" in plain_marks(w) for w in document.warnings)
    assert any("九、本办法自发布之日起试行" in w for w in document.warnings)
    texts = list(document.texts())
    assert sum("本办法自下发之日起试行" in text for text in texts) == 1
    assert not [text for text in texts if ">>" in text or plain(text) == "登录注册"]


def plain_marks(text):
    return text.replace("（", "(")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_text_is_lost_or_moved(path):
    document = read_document(path)
    aside = {entry.place for entry in document.set_aside}
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = "".join(plain(line) for place, line in enumerate(lines, 1) if place not in aside)
    assert "".join(plain(text) for text in document.texts()) == kept
    anchors = list(document.anchors())
    assert len(anchors) == len(set(anchors))
