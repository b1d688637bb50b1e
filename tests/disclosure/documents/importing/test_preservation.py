"""Whatever a document consists of, its text comes out complete and in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.documents.importing.reading import read_document
from tests.disclosure.documents.importing import word
from tests.disclosure.documents.importing.layouts import plain

CHARS = st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF)
SENTENCE = st.text(CHARS, min_size=1, max_size=30).map(lambda text: text + "。")
NUMBER = st.integers(1, 12)
CHINESE = st.sampled_from("一二三四五六七八九十")
LINE = st.one_of(
    SENTENCE,
    st.builds("第{}章 {}".format, CHINESE, st.text(CHARS, min_size=1, max_size=8)),
    st.builds("第{}节　{}".format, CHINESE, st.text(CHARS, min_size=1, max_size=8)),
    st.builds("第{}条 {}".format, CHINESE, SENTENCE),
    st.builds("第{}条{}".format, CHINESE, SENTENCE),
    st.builds("{}、{}".format, CHINESE, SENTENCE),
    st.builds("（{}）{}".format, CHINESE, SENTENCE),
    st.builds("{}.{}".format, NUMBER, SENTENCE),
    st.builds("({}){}".format, NUMBER, SENTENCE),
    st.builds("附件{}".format, NUMBER),
    st.builds("附件{}：{}".format, NUMBER, st.text(CHARS, min_size=2, max_size=8)),
    st.builds("附件：1.{}".format, SENTENCE),
    st.just("目录"),
    st.builds("{}、《{}》；".format, NUMBER, st.text(CHARS, min_size=2, max_size=8)),
    st.just("2024年3月1日"),
    st.just("示范县人民政府"),
    st.just("（此件主动公开）"),
    st.just("主办单位：示范县人民政府 地址：示范路1号"),
)
DOCUMENT = st.lists(LINE, min_size=1, max_size=25)


def accounted(document, lines):
    """The lines neither in the body nor put aside, compared as one text in the order of the body."""
    aside = {entry.place for entry in document.set_aside}
    kept = "".join(plain(line) for place, line in enumerate(lines, 1) if place not in aside)
    return "".join(plain(text) for text in document.texts()), kept


@settings(max_examples=150, deadline=None)
@given(DOCUMENT)
def test_text_files(lines):
    body, kept = accounted(read_document("\n".join(lines).encode(), "稿.txt"), lines)
    assert body == kept


@settings(max_examples=30, deadline=None)
@given(DOCUMENT)
def test_word_files(lines):
    body, kept = accounted(read_document(word.of_paragraphs(*lines), "稿.docx"), lines)
    assert body == kept


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_web_pages(lines):
    html = (
        "<html><body><div id='zoom'>" + "".join(f"<p>{line}</p>" for line in lines) + "</div></body></html>"
    )
    body, kept = accounted(read_document(html.encode(), "稿.html"), lines)
    assert body == kept


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_anchors_are_unique(lines):
    anchors = list(read_document("\n".join(lines).encode(), "稿.txt").anchors())
    assert len(anchors) == len(set(anchors))
