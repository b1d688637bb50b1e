"""Stored rich text read for the pre-check."""

import pytest

from disclosure.documents.rich_text import InternalLink, read_rich_text


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("", []),
        ("<p>一</p><p>二</p>", ["一", "二"]),
        ("<p>一<br/>二</p>", ["一", "二"]),
        ("<p> </p><ul><li>一</li><li><b>二</b>三</li></ul>", ["一", "二三"]),
        ("<p>33<i>99</i>99</p>", ["339999"]),
        ("<p>甲&amp;乙&nbsp;&lt;丙&gt;</p>", ["甲&乙\xa0<丙>"]),
        ("没有标签\n一行", ["没有标签 一行"]),
        ("<p>没有结束", ["没有结束"]),
    ],
)
def test_paragraphs_without_markup(source, lines):
    assert read_rich_text(source).lines == lines


def test_links_within_the_site_are_found_with_their_paragraph():
    source = (
        '<p>一</p><p><a linktype="page" id="3">甲</a>和<a href="https://www.gov.cn/">乙</a></p>'
        f'<p><a linktype="document" id="4">丙<b>丁</b></a><a linktype="page" id="{"9" * 30}">戊</a></p>'
    )
    assert read_rich_text(source).links == [
        InternalLink("page", 3, "甲", 1),
        InternalLink("document", 4, "丙丁", 2),
    ]


def test_pictures_tell_their_text_alternative():
    source = '<embed embedtype="image" id="1" alt="流程图"/><embed embedtype="image" id="2"/>'
    assert read_rich_text(source).alternatives == ["流程图", ""]
