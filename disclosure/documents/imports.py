"""Importing a policy document: one parsed file becomes a plan, the plan becomes one draft.

A plan is plain data that an official may correct; carrying it out is one transaction and never publishes.
"""

import json
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Body, User
from foundation.signoff.pages import SLUG_LENGTH, pinyin_slug

from .import_content import body_blocks
from .import_facts import field_values, issuer_doubt, tag_names
from .importing.blocks import Image, Notice, ParsedDocument
from .importing.numbers import parse_document_number
from .models import DocumentPage, ImportedFile, IndexNumber
from .services import keep_index_number

IMAGE_COLLECTION = "导入图片"
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_LIMITED = ("title", "document_number", "source", "phone")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Why a file is not imported: the document is there already. `page_id` is None when it was deleted."""

    message: str
    page_id: int | None


class DuplicateDocument(Exception):
    """The document is there already; `duplicate` names it."""

    def __init__(self, duplicate: Duplicate):
        super().__init__(duplicate.message)
        self.duplicate = duplicate


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What one file becomes: field values, body, index number to keep, warnings for the editor."""

    name: str
    digest: str
    body: Body
    column: ColumnPage
    values: dict[str, Any]
    content: list[dict[str, Any]] = field(repr=False)
    tags: list[str]
    index_number: str
    warnings: list[Notice]

    def in_column(self, column: ColumnPage) -> "ImportPlan":
        """The same plan for another column."""
        return replace(self, column=column)

    def corrected(self, values: dict[str, Any], tags: list[str], index_number: str) -> "ImportPlan":
        """The same plan with the facts an editor put right."""
        return replace(self, values=values, tags=tags, index_number=index_number)


def plan_import(parsed: ParsedDocument, organisation: Body, column: ColumnPage) -> ImportPlan:
    """What this file would become in this column. Reads nothing and writes nothing."""
    values, warnings = field_values(parsed)
    content = body_blocks(parsed)
    _drop_overlong(values, warnings)
    if doubt := issuer_doubt(parsed.facts.issuer, [organisation.name, organisation.short_name]):
        warnings.append(doubt)
    undescribed = sum(not image.alt for image in _images(content))
    if undescribed:
        warnings.append(f"有 {undescribed} 张图片没有文字说明，请在草稿中填写替代文字。")
    if parsed.linked_files:
        names = "、".join(linked.text or linked.href for linked in parsed.linked_files)
        warnings.append(f"原网页链接的文件未下载，请在草稿中作为附件上传：{names}")
    return ImportPlan(
        name=parsed.name,
        digest=parsed.sha256,
        body=organisation,
        column=column,
        values=values,
        content=content,
        tags=tag_names(parsed.facts.keywords),
        index_number=parsed.facts.index_number,
        warnings=[*parsed.notices, *map(Notice, warnings)],
    )


def imported_before(digest: str, body_id: int | None) -> Duplicate | None:
    """The document that this very file became for this body."""
    records = ImportedFile.objects.filter(digest=digest, body=body_id)
    record = records.values_list("page", "page__title").first()
    if record is None:
        return None
    return Duplicate(f"已导入过：《{record[1]}》（页面编号 {record[0]}）。", record[0])


def find_duplicate(plan: ImportPlan) -> Duplicate | None:
    """The document this file already is, or whose 文号 or 索引号 it has. At most three queries."""
    if before := imported_before(plan.digest, plan.body.pk):
        return before
    number = parse_document_number(plan.values["document_number"])
    if number and (same := _first_with_number(number.key)):
        message = f"文号“{number.display}”已用于《{same[1]}》（页面编号 {same[0]}），请核对是否为同一文件。"
        return Duplicate(message, same[0])
    return _index_duplicate(plan) if plan.index_number else None


def _first_with_number(key: str) -> tuple[int, str] | None:
    pages = DocumentPage.objects.filter(number_key=key).order_by("pk")
    return pages.values_list("pk", "title").first()


def _index_duplicate(plan: ImportPlan) -> Duplicate | None:
    issued = IndexNumber.objects.filter(value=plan.index_number).select_related("page").first()
    if issued is None:
        return None
    if issued.page is None:
        message = f"索引号“{plan.index_number}”已登记给一份已删除的文件，索引号不重复使用，请核对。"
    else:
        message = (
            f"索引号“{plan.index_number}”已用于《{issued.page.title}》（页面编号 {issued.page_id}），"
            "请核对是否为同一文件。"
        )
    return Duplicate(message, issued.page_id)


def carry_out(plan: ImportPlan, user: User | None = None) -> DocumentPage:
    """Create the draft. All or nothing. Raises DuplicateDocument.

    The body's row is locked, so that the same file confirmed twice at once becomes one draft.
    """
    stored: list[Any] = []
    try:
        with transaction.atomic():
            Body.objects.select_for_update(no_key=True).get(pk=plan.body.pk)
            if duplicate := find_duplicate(plan):
                raise DuplicateDocument(duplicate)
            return _create_draft(plan, user, stored)
    except BaseException:
        # The rows are rolled back with the transaction; files on disk are not.
        for image in stored:
            image.file.delete(save=False)
        raise


def _create_draft(plan: ImportPlan, user: User | None, stored: list[Any]) -> DocumentPage:
    page = DocumentPage(
        **plan.values,
        content=json.dumps(_with_stored_images(plan, user, stored), ensure_ascii=False),
        body=plan.body,
        unit=plan.column.unit,
        slug=_free_slug(plan),
        owner=user,
        live=False,
        has_unpublished_changes=True,
    )
    if plan.tags:
        page.tags.add(*plan.tags)
    # Both saves would index the references of the page; once, at the end, is a third cheaper.
    with disable_reference_index_auto_update():
        plan.column.add_child(instance=page)
        # Validated a moment ago by add_child.
        page.save_revision(user=user, clean=False)
    ReferenceIndex.create_or_update_for_object(page)
    if plan.index_number:
        keep_index_number(page, plan.index_number)
    ImportedFile.objects.create(digest=plan.digest, body=plan.body, name=plan.name[:255], page=page)
    return page


def _free_slug(plan: ImportPlan) -> str:
    """The address the title gives; when taken, with the beginning of the file's digest.

    Wagtail tries -2, -3 … one query each, which a folder of like-named files would pay thousands of times.
    """
    slug = pinyin_slug(plan.values["title"])
    if not Page.objects.child_of(plan.column).filter(slug=slug).exists():
        return slug
    ending = f"-{plan.digest[:10]}"
    return f"{slug[: SLUG_LENGTH - len(ending)].rstrip('-')}{ending}"


def _drop_overlong(values: dict[str, Any], warnings: list[str]) -> None:
    """Empty what does not fit its field, keeping the text in a warning; a title is shortened."""
    for name in _LIMITED:
        model_field = DocumentPage._meta.get_field(name)
        if len(values[name]) <= model_field.max_length:
            continue
        warnings.append(
            f"{model_field.verbose_name}超过 {model_field.max_length} 字，请核对后填写。原文：{values[name]}"
        )
        values[name] = values[name][: model_field.max_length] if name == "title" else ""


def _images(content: list[dict[str, Any]]) -> list[Image]:
    return [block["value"]["image"]["image"] for block in content if block["type"] == "figure"]


def _with_stored_images(plan: ImportPlan, user: User | None, stored: list[Any]) -> list[dict[str, Any]]:
    """The content with every picture saved and named by its key; saved ones are added to `stored`."""
    if not _images(plan.content):
        return plan.content
    collection = _image_collection()
    content = []
    for block in plan.content:
        if block["type"] == "figure":
            image = block["value"]["image"]
            stored.append(_store(image["image"], len(stored) + 1, plan, collection, user))
            image = image | {"image": stored[-1].pk}
            block = {"type": "figure", "value": block["value"] | {"image": image}}
        content.append(block)
    return content


def _store(image: Image, position: int, plan: ImportPlan, collection: Collection, user: User | None):
    title = image.alt or f"{plan.values['title']} 图{position}"
    name = f"{plan.digest[:16]}-{position}{_SUFFIXES[image.content_type]}"
    model = get_image_model()
    return model.objects.create(
        title=title[:255],
        description=image.alt[:255],
        file=ContentFile(image.data, name=PurePath(name).name),
        file_size=len(image.data),
        collection=collection,
        uploaded_by_user=user,
    )


def _image_collection() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=IMAGE_COLLECTION).first() or root.add_child(name=IMAGE_COLLECTION)
