"""The body of a document: clauses stay addressable (每条有锚点), so that they can be cited and interpreted."""

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    """A heading: part of a compilation, chapter (章), section (节) or a plain heading (一、)."""

    level = blocks.ChoiceBlock(
        label="层级",
        choices=[("part", "篇/附件"), ("chapter", "章"), ("section", "节"), ("heading", "小标题")],
    )
    text = blocks.CharBlock(label="标题")
    anchor = blocks.CharBlock(label="锚点", required=False, help_text="留空自动生成")

    class Meta:
        icon = "title"
        label = "章节标题"
        template = "documents/blocks/heading.html"


class ArticleBlock(blocks.StructBlock):
    """One article (条) with its number and text (款、项)."""

    number = blocks.CharBlock(label="条号", help_text="如 第三条")
    text = blocks.RichTextBlock(label="条文", features=TEXT_FEATURES)
    anchor = blocks.CharBlock(label="锚点", required=False, help_text="留空自动生成，如 tiao-3")

    class Meta:
        icon = "list-ol"
        label = "条"
        template = "documents/blocks/article.html"


class FigureBlock(blocks.StructBlock):
    """A picture with its text alternative."""

    image = ImageBlock(label="图片")
    caption = blocks.CharBlock(label="图注", required=False)

    class Meta:
        icon = "image"
        label = "图片"
        template = "documents/blocks/figure.html"


class ElementBlock(blocks.StructBlock):
    """One element (要素) that the column asks for beside the page's own fields, e.g. 监理单位名称 (R-022).

    The same name may come again: the topics of a meeting, each with its document, or the progress of a project
    over time (R-039).
    """

    name = blocks.CharBlock(label="要素", max_length=60)
    value = blocks.CharBlock(label="内容", max_length=300, required=False)
    page = blocks.PageChooserBlock(
        label="相关文件", required=False, page_type=["documents.DocumentPage", "documents.InformationPage"]
    )

    class Meta:
        icon = "tag"
        label = "要素"
        form_classname = "struct-block element-block"


class DocumentBody(blocks.StreamBlock):
    """Chapters, articles, paragraphs, tables and pictures in their order."""

    heading = HeadingBlock()
    article = ArticleBlock()
    text = blocks.RichTextBlock(label="段落", features=TEXT_FEATURES, icon="pilcrow")
    table = TableBlock(label="表格", template="documents/blocks/table.html")
    figure = FigureBlock()

    class Meta:
        required = False
