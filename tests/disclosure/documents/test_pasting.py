"""What comes from Word into the text of a document keeps its words and paragraphs, and no style of its own (R-276)."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from disclosure.documents.blocks import TEXT_FEATURES

WORD = (
    '<p class="MsoNormal" style="font-family:宋体;color:red;margin-left:2em"><span style="font-size:22pt">为了规范'
    '<b style="color:#ff0000">补贴发放</b></span>，<font color="red" face="黑体">制定本办法</font>。</p>'
    '<p class="MsoNormal" align="center"><o:p>本办法适用于本县。</o:p></p>'
)
EMPHASIS = {"style": "color-red", "offset": 0, "length": 2}


@pytest.fixture
def editor() -> ContentstateConverter:
    """The two ways of the editing field of a document's paragraphs."""
    return ContentstateConverter(features=TEXT_FEATURES)


@pytest.mark.rows("R-276")
def test_text_from_word_keeps_its_words_and_no_foreign_style(editor):
    stored = editor.to_database_format(editor.from_database_format(WORD))
    assert not any(foreign in stored for foreign in ("style", "Mso", "font", "color", "align", "o:p", "span"))
    assert "为了规范<b>补贴发放</b>，制定本办法。" in stored
    assert "本办法适用于本县。" in stored and stored.count("<p") == 2


@pytest.mark.rows("R-276")
def test_a_style_that_the_editor_does_not_offer_is_not_stored(editor):
    block = {"key": "a", "text": "红字通知", "type": "unstyled", "depth": 0, "entityRanges": []}
    sent = {"blocks": [block | {"inlineStyleRanges": [EMPHASIS]}], "entityMap": {}}
    stored = editor.to_database_format(json.dumps(sent))
    assert "红字通知" in stored and "color" not in stored
