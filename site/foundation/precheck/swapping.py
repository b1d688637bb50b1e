"""A file of the libraries exchanged for another wherever a draft uses it: rows, blocks and rich text."""

import re
from copy import copy
from typing import Any, TypeAlias

from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

File: TypeAlias = AbstractDocument | AbstractImage
_TAG = re.compile(r"<(?:a|embed)\b[^>]*>")


def swap(page: Any, old: File, new: File) -> int:
    """Put ``new`` in every place of ``old`` in the page in memory; returns how many places there were."""
    swapping = _Swapping(old, new)
    for relation in get_all_child_relations(type(page)):
        swapping.rows(page, relation)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            setattr(page, field.name, swapping.block(field.stream_block, getattr(page, field.name)))
        elif isinstance(field, RichTextField):
            setattr(page, field.name, swapping.source(getattr(page, field.name)))
        elif swapping.points(field) and getattr(page, field.attname) == old.pk:
            setattr(page, field.name, new)
            swapping.places += 1
    return swapping.places


class _Swapping:
    """One exchange, counting the places."""

    def __init__(self, old: File, new: File) -> None:
        self.old, self.new, self.places = old, new, 0
        kind = "image" if isinstance(old, AbstractImage) else "document"
        self._mark = re.compile(rf'\b(?:linktype|embedtype)="{kind}"')
        self._key = re.compile(rf'\bid="{old.pk}"')

    def rows(self, page: Any, relation: Any) -> None:
        """Child rows that point at the file, such as attachments."""
        names = [field.name for field in relation.related_model._meta.fields if self.points(field)]
        if not names:
            return
        accessor = relation.get_accessor_name()
        rows = list(getattr(page, accessor).all())
        for row in rows:
            for name in names:
                if getattr(row, f"{name}_id") == self.old.pk:
                    setattr(row, name, self.new)
                    self.places += 1
        setattr(page, accessor, rows)

    def points(self, field: Any) -> bool:
        """Whether a field is a foreign key to the library."""
        return bool(field.many_to_one) and field.related_model is type(self.old)

    def block(self, block: blocks.Block, value: Any) -> Any:
        """The value of a block with the file exchanged."""
        match block:
            case ImageBlock():
                return self._picture(value)
            case ImageChooserBlock() | DocumentChooserBlock():
                return self._chosen(value)
            case blocks.RichTextBlock():
                return RichText(self.source(value.source)) if value else value
            case blocks.BaseStreamBlock():
                return self._stream(value)
            case blocks.ListBlock():
                return self._each(block, value)
            case blocks.BaseStructBlock():
                for name, child in block.child_blocks.items():
                    value[name] = self.block(child, value[name])
        return value

    def _stream(self, value: StreamValue) -> StreamValue:
        for at, child in enumerate(value):
            value[at] = (child.block_type, self.block(child.block, child.value), child.id)
        return value

    def _each(self, block: blocks.ListBlock, value: Any) -> Any:
        for at, child in enumerate(value):
            value[at] = self.block(block.child_block, child)
        return value

    def _chosen(self, value: Any) -> Any:
        if not self._is_old(value):
            return value
        self.places += 1
        return self.new

    def _picture(self, value: Any) -> Any:
        """A picture with the text alternative that was written for this place."""
        if not self._is_old(value):
            return value
        self.places += 1
        picture = copy(self.new)
        picture.contextual_alt_text, picture.decorative = value.contextual_alt_text, value.decorative
        return picture

    def _is_old(self, value: Any) -> bool:
        return isinstance(value, type(self.old)) and value.pk == self.old.pk

    def source(self, source: str) -> str:
        """Stored rich text with the key exchanged in its links and pictures."""
        return _TAG.sub(self._tag, source)

    def _tag(self, match: re.Match[str]) -> str:
        tag = match[0]
        if not self._mark.search(tag) or not self._key.search(tag):
            return tag
        self.places += 1
        return self._key.sub(f'id="{self.new.pk}"', tag, count=1)
