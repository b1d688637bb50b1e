"""Word files: generated numbers, tables, pictures, text boxes and tracked changes."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image as Pillow

from disclosure.documents.importing.blocks import Article, Heading, Image, Item, Paragraph, Table
from disclosure.documents.importing.reading import read_document
from tests.disclosure.documents.importing import word
from tests.disclosure.documents.importing.layouts import plain


def read(data):
    return read_document(data, "办法.docx")


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.rows("R-046", "R-271")
def test_red_headed_paper():
    document = read(
        word.of_paragraphs(
            "示范县人民政府办公室文件",
            "示政办〔2024〕5号",
            "示范县人民政府办公室关于印发",
            "示范县政务公开工作办法的通知",
            "各乡镇人民政府，县政府各部门：",
            "现将《示范县政务公开工作办法》印发给你们，请认真贯彻执行。",
            "附件：1.示范县政务公开工作办法",
            "示范县人民政府办公室",
            "2024年3月1日",
            "（此件依申请公开）",
            "附件1",
            "示范县政务公开工作办法",
            "第一条　为规范政务公开工作，制定本办法。",
            "示范县人民政府办公室　　　　　　　2024年3月4日印发",
        )
    )
    facts = document.facts
    assert document.title == "示范县人民政府办公室关于印发示范县政务公开工作办法的通知"
    assert (facts.issuer, facts.number.display) == ("示范县人民政府办公室", "示政办〔2024〕5号")
    assert (facts.written_on, facts.printed_on) == (date(2024, 3, 1), date(2024, 3, 4))
    assert (facts.openness, facts.openness_note) == ("依申请公开", "此件依申请公开")
    assert [(b.kind, b.text) for b in document.blocks if isinstance(b, Paragraph) and b.kind != "body"] == [
        ("annex_list", "附件：1.示范县政务公开工作办法"),
        ("signature", "示范县人民政府办公室"),
        ("signature", "2024年3月1日"),
    ]
    (annex,) = document.annexes
    assert (annex.title, annex.blocks[0].anchor) == ("示范县政务公开工作办法", "fujian-1-tiao-1")


@pytest.mark.rows("R-044")
@pytest.mark.parametrize(
    ("note", "openness"),
    [
        ("(此件公开发布)", "主动公开"),
        ("（此件主动公开）", "主动公开"),
        ("此件免予公开", "不予公开"),
        ("（此件不予公开）", "不予公开"),
    ],
)
def test_note_at_the_end(note, openness):
    document = read(word.of_paragraphs("示范县通知", "各部门：", "请遵照执行。", note))
    assert document.facts.openness == openness
    assert "此件" not in "".join(document.texts())


def test_numbers_word_generates_are_in_the_text():
    document = Document()
    word.add_numbering(
        document,
        [
            ("chineseCountingThousand", "第%1章"),
            ("chineseCountingThousand", "第%2条"),
            ("chineseCounting", "（%3）"),
            ("decimal", "%4."),
        ],
    )
    for text, level in [
        ("总则", 0),
        ("为规范工作，制定本办法。", 1),
        ("公开下列信息：", 1),
        ("职能；", 2),
        ("预算。", 2),
        ("收入", 3),
        ("支出", 3),
    ]:
        document.element.body.insert(-1, word.element(word.numbered(text, level)))
    blocks = read(word.saved(document)).blocks
    assert isinstance(blocks[0], Heading)
    assert (blocks[0].label, blocks[0].text) == ("第一章", "总则")
    assert [(b.label, b.anchor) for b in blocks if isinstance(b, Article)] == [
        ("第一条", "tiao-1"),
        ("第二条", "tiao-2"),
    ]
    assert [(i.label, i.text) for i in blocks[2].children if isinstance(i, Item)] == [
        ("（一）", "职能；"),
        ("（二）", "预算。"),
        ("1.", "收入"),
        ("2.", "支出"),
    ]


@pytest.mark.parametrize(
    ("style", "text", "labels"),
    [
        ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
        ("japaneseCounting", "%1、", ["一、", "二、", "三、"]),
        ("decimal", "（%1）", ["（1）", "（2）", "（3）"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②", "③"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "叁、"]),
        ("bullet", "\uf0b7", ["", "", ""]),
    ],
)
def test_number_formats(style, text, labels):
    document = Document()
    document.add_paragraph("各部门按下列要求办理，有关事项通知如下：")
    word.add_numbering(document, [(style, text)])
    for item in ("甲事", "乙事", "丙事"):
        document.element.body.insert(-1, word.element(word.numbered(item, 0)))
    texts = "".join(read(word.saved(document)).texts()).replace(" ", "")
    assert texts.endswith(
        "".join(label + item for label, item in zip(labels, ("甲事", "乙事", "丙事"), strict=True))
    )


def test_a_second_list_starts_again_and_a_style_carries_a_list():
    document = Document()
    word.add_numbering(document, [("decimal", "%1.")], 90)
    word.add_numbering(document, [("decimal", "%1.")], 91, restart=5)
    document.styles["List Number"].element.get_or_add_pPr().append(
        word.element('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
    )
    document.add_paragraph("有关事项通知如下，请各部门认真办理：")
    document.add_paragraph("甲事", style="List Number")
    document.add_paragraph("乙事", style="List Number")
    document.element.body.insert(-1, word.element(word.numbered("丙事", 0, 91)))
    assert "".join(read(word.saved(document)).texts()).replace(" ", "").endswith("1.甲事2.乙事5.丙事")


def test_merged_cells_appear_once_with_their_spans():
    document = Document()
    document.add_paragraph("公开事项如下，请各部门遵照执行：")
    table = document.add_table(3, 3)
    for index, cell in enumerate(table._cells):
        cell.text = f"格{index}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并列"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "合并行"
    (found,) = [b for b in read(word.saved(document)).blocks if isinstance(b, Table)]
    assert [[(c.text, c.colspan, c.rowspan) for c in row] for row in found.rows] == [
        [("合并列", 2, 1), ("格2", 1, 1)],
        [("格3", 1, 1), ("格4", 1, 1), ("合并行", 1, 2)],
        [("格6", 1, 1), ("格7", 1, 1)],
    ]


@pytest.mark.rows("R-271")
def test_table_of_facts_at_the_beginning():
    document = Document()
    table = document.add_table(2, 4)
    for cell, text in zip(
        table._cells,
        [
            "索引号",
            "MB1999999/2024-00045",
            "文号",
            "示政办〔2024〕5号",
            "发布机构",
            "示范县人民政府",
            "成文日期",
            "2024年3月1日",
        ],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("示范县政务公开办法")
    document.add_paragraph("第一条　为规范政务公开工作，制定本办法。")
    parsed = read(word.saved(document))
    assert parsed.title == "示范县政务公开办法"
    assert (parsed.facts.index_number, parsed.facts.issuer) == ("MB1999999/2024-00045", "示范县人民政府")
    assert parsed.facts.written_on == date(2024, 3, 1)
    assert not [b for b in parsed.blocks if isinstance(b, Table)]


def test_tracked_changes_are_accepted_and_reported():
    parsed = read(
        word.of_xml(
            f"<w:p>{run('自发布之日起')}<w:del w:id='1'><w:r><w:delText>十日内</w:delText></w:r></w:del>"
            f"<w:ins w:id='2'>{run('二十日内')}</w:ins>{run('答复。')}</w:p>"
        )
    )
    assert list(parsed.texts()) == ["自发布之日起二十日内答复。"]
    assert any("修订" in warning and warning.startswith("第 1 段") for warning in parsed.warnings)


def test_text_boxes_are_read_once():
    box = "<w:txbxContent><w:p>" + run("文本框里的话。") + "</w:p></w:txbxContent>"
    parsed = read(
        word.of_xml(
            f"<w:p>{run('前面的话，在文本框之前。')}<w:r><mc:AlternateContent>"
            + f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            + "</mc:AlternateContent></w:r></w:p>",
            f"<w:p>{run('后面的话。')}</w:p>",
        )
    )
    assert list(parsed.texts()) == ["前面的话，在文本框之前。", "文本框里的话。", "后面的话。"]
    assert any("文本框" in warning for warning in parsed.warnings)


def test_fields_content_controls_and_hidden_text():
    parsed = read(
        word.of_xml(
            f"<w:p>{run('见')}<w:hyperlink w:anchor='x'>{run('本办法')}</w:hyperlink>"
            "<w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
            f"<w:fldSimple w:instr='DATE'>{run('第三条')}</w:fldSimple>"
            f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的话</w:t></w:r>{run('。')}</w:p>",
            f"<w:sdt><w:sdtContent><w:p>{run('内容控件中的话。')}</w:p></w:sdtContent></w:sdt>",
        )
    )
    assert list(parsed.texts()) == ["见本办法第三条。", "内容控件中的话。"]
    assert any("隐藏文字" in warning for warning in parsed.warnings)


def picture(kind="PNG", size=(4, 3)):
    stream = BytesIO()
    Pillow.new("RGB", size).save(stream, kind)
    stream.seek(0)
    return stream


def test_pictures_keep_their_place():
    document = Document()
    document.add_paragraph("流程如下图所示，请按流程办理：")
    document.add_picture(picture(), Cm(2))
    document.add_paragraph("图后的话。")
    before, image, after = read(word.saved(document)).blocks
    assert isinstance(image, Image)
    assert (image.content_type, image.width, image.height) == ("image/png", 4, 3)
    assert (before.place, image.place, after.place) == (1, 2, 3)


def test_pictures_in_other_formats_are_named():
    document = Document()
    document.add_paragraph("示范县的图片如下所示，请核对：")
    document.add_picture(picture("BMP"), Cm(2))
    parsed = read(word.saved(document))
    assert not [b for b in parsed.blocks if isinstance(b, Image)]
    assert any(w.startswith("第 2 段") and "PNG、JPEG、GIF、WEBP" in w for w in parsed.warnings)


def test_gaps_and_repeats_in_the_numbers_of_articles_are_named():
    parsed = read(
        word.of_paragraphs("第一条 甲。", "第三条 乙。", "第三条 丙。", "第三条规定的事项另行通知。")
    )
    assert [w for w in parsed.warnings if "第三条" in w] == [
        "第 2 段：“第三条”与上一条（第 1 条）不连续，请核对是否缺条",
        "第 3 段：“第三条”重复出现，请核对条号",
    ]
    assert list(parsed.anchors()) == ["tiao-1", "tiao-3", "tiao-3-b2"]


def test_inserted_article_and_long_paper_with_contents():
    parsed = read(
        word.of_paragraphs(
            "示范县政务公开条例",
            "目录",
            "第一章 总则 1",
            "第二章 附则 2",
            "第一章 总则",
            "第一条 甲。",
            "第一条之一 乙。",
            "第二章 附则",
            "第二条 丙。",
        )
    )
    assert list(parsed.anchors()) == ["zhang-1", "tiao-1", "tiao-1-zhi-1", "zhang-2", "tiao-2"]
    assert [a.reason for a in parsed.set_aside] == ["标题", "目录", "目录", "目录"]
    assert plain("".join(parsed.texts())).startswith("第一章总则第一条甲")
