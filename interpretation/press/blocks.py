"""What press pages are made of beside their text. Recordings and questions stand as in interpretations."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from disclosure.documents.blocks import TEXT_FEATURES
from interpretation.policies.models import QuestionBlock, RecordingBlock

from .enums import Captions


class PhotoBlock(blocks.StructBlock):
    """A news photo with its text alternative, caption and photographer."""

    image = ImageBlock(label="照片")
    caption = blocks.CharBlock(label="图片说明", max_length=200)
    photographer = blocks.CharBlock(label="摄影", max_length=50, required=False)

    class Meta:
        icon = "image"
        label = "照片"


class VideoValue(blocks.StructValue):
    """A recording that can say how it is captioned."""

    @property
    def captions_in_words(self) -> str:
        return Captions(self["captions"]).label if self["captions"] else ""


class VideoBlock(RecordingBlock):
    """A recording on the office's own or a media site, with captions and transcript."""

    captions = blocks.ChoiceBlock(label="字幕", choices=Captions.choices, default=Captions.SHOWN)

    class Meta:
        icon = "media"
        label = "视频"
        value_class = VideoValue


class SpeakerBlock(blocks.StructBlock):
    """Somebody who speaks at a conference (发布人)."""

    name = blocks.CharBlock(label="姓名", max_length=50)
    post = blocks.CharBlock(label="单位和职务", max_length=100)

    class Meta:
        icon = "user"
        label = "发布人"
        label_format = "{name} {post}"


class PressQuestionBlock(QuestionBlock):
    """A question of a journalist and who answered it (答记者问)."""

    asked_by = blocks.CharBlock(label="提问媒体", max_length=100)
    answered_by = blocks.CharBlock(label="答问人", max_length=100)

    class Meta:
        icon = "help"
        label = "答记者问"
        label_format = "{question}"


class LiveTextBlock(blocks.StructBlock):
    """One entry of the live text (图文直播), as it was written down while the conference ran."""

    at = blocks.CharBlock(label="时间", max_length=5, help_text="如 10:05")
    speaker = blocks.CharBlock(label="发言人", max_length=100)
    text = blocks.TextBlock(label="内容")

    class Meta:
        icon = "comment"
        label = "直播文字"
        label_format = "{at} {speaker}"


MEDIA_BLOCKS = [("photo", PhotoBlock()), ("recording", VideoBlock())]
TEXT = [*TEXT_FEATURES, "h3", "image"]
