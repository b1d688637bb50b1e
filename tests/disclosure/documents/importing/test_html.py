"""Saved web pages: facts wherever sites print them, the text, nothing that runs or is fetched."""

import base64
from datetime import date, datetime
from io import BytesIO

import pytest
from PIL import Image as Pillow

from disclosure.documents.importing.blocks import Article, Image, Item, Paragraph, Table
from disclosure.documents.importing.reading import read_document
from tests.disclosure.documents.importing.layouts import plain

BODY = """<p>第一章 总则</p><p>第一条　为了规范政务公开
   工作，根据《中华人民共和国政府信息公开条例》，制定本办法。</p>
<p>第二条　下列信息应当公开：<br>（一）机构职能；<br>（二）预算、决算信息。</p>"""


def page(content=BODY, before="", after="", head="", container='<div id="zoom">{}</div>'):
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>'
        '<div class="header"><a href="/">首页</a> <a href="/l">登录</a> <a href="/z">注册</a></div>'
        '<div class="crumb">当前位置：首页 &gt; 政务公开 &gt; 制度</div>'
        f"{before}{container.format(content)}{after}"
        '<div class="footer">主办单位：示范县人民政府办公室 网站标识码：3300000001</div></body></html>'
    )
    return html.encode()


def read(data, name="办法.html"):
    return read_document(data, name)


def png(width=2, height=2):
    stream = BytesIO()
    Pillow.new("RGB", (width, height)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.rows("R-271")
def test_facts_of_a_table_beside_the_text():
    table = """<table><tr><td>索 引 号：</td><td>11330000000000000A/2024-00012</td><td>组配分类：</td><td>规章</td></tr>
    <tr><td>发布机构：</td><td>示范县人民政府办公室</td><td>成文日期：</td><td>2024-03-01</td></tr>
    <tr><td>文号：</td><td>示政办〔2024〕5号</td><td>有效性：</td><td></td></tr></table>"""
    facts = read(page(before=table)).facts
    assert facts.index_number == "11330000000000000A/2024-00012"
    assert (facts.category, facts.issuer) == ("规章", "示范县人民政府办公室")
    assert (facts.written_on, facts.number.display) == (date(2024, 3, 1), "示政办〔2024〕5号")
    assert facts.validity == ""


@pytest.mark.rows("R-271")
@pytest.mark.parametrize(
    "before",
    [
        "<dl><dt>索引号</dt><dd>MB1999999/2024-00045</dd><dt>发布日期</dt><dd>2024-03-05</dd></dl>",
        "<ul><li><span>索引号：</span><span>MB1999999/2024-00045</span></li><li><b>发布日期：</b>2024-03-05</li></ul>",
        "<div>索引号：</div><div>MB1999999/2024-00045</div><div>发布日期：</div><div>2024-03-05</div>",
        "<p>【索引号】 MB1999999/2024-00045 【发布日期】 2024-03-05</p>",
    ],
)
def test_facts_in_other_markup(before):
    facts = read(page(before=before)).facts
    assert (facts.index_number, facts.published_at) == ("MB1999999/2024-00045", date(2024, 3, 5))


@pytest.mark.rows("R-271")
def test_facts_of_meta_tags():
    head = (
        '<meta name="ArticleTitle" content="示范县政务公开办法"><meta name="PubDate" content="2024-03-05 09:30">'
        '<meta name="ContentSource" content="示范县人民政府办公室"><meta name="Keywords" content="政务公开">'
        "<title>示范县政务公开办法_示范县人民政府</title>"
    )
    document = read(page("<p>示范县政务公开办法</p>" + BODY, head=head))
    assert document.title == "示范县政务公开办法"
    assert document.facts.published_at == datetime(2024, 3, 5, 9, 30)
    assert (document.facts.source, document.facts.keywords) == ("示范县人民政府办公室", "政务公开")
    assert "".join(map(plain, document.texts())).startswith("第一章总则第一条为了规范政务公开工作")


def test_structure_and_line_breaks():
    document = read(page())
    assert [b.anchor for b in document.blocks] == ["zhang-1", "tiao-1", "tiao-2"]
    article = document.blocks[2]
    assert isinstance(article, Article)
    assert [(b.label, b.text) for b in article.children if isinstance(b, Item)] == [
        ("（一）", "机构职能；"),
        ("（二）", "预算、决算信息。"),
    ]


def test_nothing_of_the_page_and_nothing_that_runs_reaches_the_body():
    after = '<script>alert("x")</script><iframe src="http://x.example/">框架</iframe><!-- 批注 -->'
    content = (
        BODY + '<p onclick="evil()">正文<script>坏()</script>继续。</p><style>p{}</style><input value="搜索">'
    )
    document = read(page(content, after=after))
    text = "".join(document.texts())
    assert "正文继续。" in text
    for foreign in ("登录", "当前位置", "网站标识码", "alert", "evil", "坏", "框架", "批注", "搜索"):
        assert foreign not in text
    assert document.facts.site_host == "示范县人民政府办公室"


@pytest.mark.parametrize(
    "container",
    [
        '<div class="TRS_Editor">{}</div>',
        '<div id="UCAP-CONTENT"><div>{}</div></div>',
        "<article>{}</article>",
        '<form id="aspnetForm"><div><div class="abc">{}</div></div></form>',
        '<table width="100%"><tr><td><a href="/1">栏目一</a></td>'
        "<td><table><tr><td>{}</td></tr></table></td></tr></table>",
    ],
)
def test_the_main_text_is_found_in_any_container(container):
    text = "".join(map(plain, read(page(container=container)).texts()))
    assert text.startswith("第一章总则第一条")
    assert text.endswith("二预算决算信息")


def test_tables_keep_their_cells_and_spans():
    table = (
        "<table border=1><tr><th>序号</th><th>事项</th><th>时限</th></tr>"
        "<tr><td>1</td><td rowspan=2>预算</td><td><p>20个</p><p>工作日</p></td></tr>"
        "<tr><td>2</td><td>即时</td></tr></table>"
    )
    (found,) = [
        b
        for b in read(
            page(table + "<p>以上事项自发布之日起施行，由县政务公开办公室负责解释。</p>" * 2)
        ).blocks
        if isinstance(b, Table)
    ]
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["序号", "事项", "时限"],
        ["1", "预算", "20个\n工作日"],
        ["2", "即时"],
    ]
    assert found.rows[0][0].header
    assert found.rows[1][1].rowspan == 2


def test_ordered_lists_keep_the_numbers_the_browser_shows():
    content = BODY + '<ol start="3"><li>准备材料</li><li>提交材料</li></ol>'
    assert "".join(read(page(content)).texts()).endswith("3.准备材料4.提交材料")


def test_pictures_inside_the_page_are_taken_and_remote_ones_reported():
    inside = base64.b64encode(png()).decode()
    content = BODY + (
        f'<p><img src="data:image/png;base64,{inside}" alt="印章"></p>'
        '<p><img src="http://x.example/a.png" alt="流程图"></p>'
    )
    document = read(page(content))
    children = document.blocks[-1].children
    (image,) = [block for block in children if isinstance(block, Image)]
    assert (image.content_type, image.alt, image.width) == ("image/png", "印章", 2)
    assert any(isinstance(block, Paragraph) and "流程图" in block.text for block in children)
    assert any("网页中的图片不在文件内" in warning for warning in document.warnings)
    assert [(file.text, file.is_image) for file in document.linked_files] == [("流程图", True)]


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("data:image/svg+xml;base64," + base64.b64encode(b"<svg onload='x()'/>").decode(), "已损坏或不是"),
        ("data:image/png;base64,aGVsbG8=", "已损坏或不是"),
        ("data:image/png;base64," + base64.b64encode(png(9000, 9000)).decode(), "尺寸过大"),
    ],
)
def test_pictures_that_are_not_allowed_are_refused_and_named(uri, message):
    document = read(page(BODY + f'<p><img src="{uri}"></p>'))
    assert not [b for b in document.blocks[-1].children if isinstance(b, Image)]
    assert any(message in warning for warning in document.warnings)


def test_linked_files_are_named_not_fetched_and_are_no_annex():
    document = read(page(BODY + '<p><a href="/files/1.docx">附件1：申请表.docx</a></p><p>示范县人民政府</p>'))
    assert [file.href for file in document.linked_files] == ["/files/1.docx"]
    assert any("申请表.docx" in warning and "另行上传" in warning for warning in document.warnings)
    assert document.annexes == ()


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "utf-8"])
def test_declared_encodings(encoding):
    html = page().decode().replace('charset="utf-8"', f'charset="{encoding}"')
    assert "规范政务公开工作" in "".join(
        read(html.encode("gb18030" if encoding != "utf-8" else "utf-8")).texts()
    )


def test_hidden_text_is_left_out_and_reported():
    document = read(page(BODY + '<p style="display:none">看不见的字</p>'))
    assert "看不见" not in "".join(document.texts())
    assert any("不显示的文字" in warning for warning in document.warnings)
