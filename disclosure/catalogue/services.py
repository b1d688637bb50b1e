"""What happens in the catalogue: templates are loaded, columns built and given to units, live pages listed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from foundation.organisations.models import Body, Unit, User
from foundation.signoff.services import publish_structure

from .models import BodyPage, CatalogueItem, CatalogueTemplate, ColumnEntry, ColumnPage, LeaderRecord
from .planning import PlannedColumn, plan_columns
from .rights import settle_rights, stranded
from .shipped import read_template

ASSIGNED = "catalogue.assign_unit"


@dataclass(frozen=True, slots=True)
class BuiltColumns:
    """What building did. ``root`` is the column 政府信息公开."""

    root: ColumnPage
    added: int
    kept: int


@transaction.atomic
def load_template(code: str) -> CatalogueTemplate:
    """Bring a shipped template into the database. Safe to repeat: texts follow the file, no item ever goes.

    Raises UnknownTemplate.
    """
    shipped = read_template(code)
    template, _ = CatalogueTemplate.objects.update_or_create(
        code=code, defaults={"name": shipped.name, "year": shipped.year, "source": shipped.source}
    )
    for facts in shipped.items:
        facts = dict(facts)
        CatalogueItem.objects.update_or_create(
            template=template, number=facts.pop("number"), defaults=_complete(facts)
        )
    return template


def _complete(facts: dict) -> dict:
    """The facts of an item with every column the file leaves out at its default."""
    blank = CatalogueItem()
    fields = [field.attname for field in CatalogueItem._meta.concrete_fields]
    defaults = {name: getattr(blank, name) for name in fields if name not in ("id", "template_id", "number")}
    return defaults | facts


def build_columns(
    template: CatalogueTemplate,
    home: Page,
    body: Body,
    unit: Unit | None = None,
    report: Callable[[str, int, int], None] | None = None,
) -> BuiltColumns:
    """Build the columns of a template below ``home`` for a body; what is there already stays as it is.

    An item that names a unit of the body (责任单位) goes to that unit, every other column to ``unit``; without
    one it stays unallocated. Each column is its own transaction: a run that was cut off is simply run again.
    ``report`` hears (title, done, total) after each column.
    """
    plan = plan_columns(template.items.all(), body.kind)
    units = {one.name: one for one in body.units.all()}
    pages: dict[tuple[str, ...], ColumnPage] = {}
    added = 0
    for done, planned in enumerate(plan, start=1):
        parent_id = pages[planned.path[:-1]].pk if len(planned.path) > 1 else home.pk
        parent = Page.objects.get(pk=parent_id)
        top = pages[plan[0].path] if pages else None
        page = _existing(planned, parent, top, body)
        if page is None:
            owner = units.get(planned.item.department, unit) if planned.item else unit
            page = _add_column(planned, parent, body, owner, str(template))
            added += 1
        pages[planned.path] = page
        if report:
            report(planned.title, done, len(plan))
    root = ColumnPage.objects.get(pk=pages[plan[0].path].pk)  # its counts of children have changed
    return BuiltColumns(root=root, added=added, kept=len(plan) - added)


def _existing(planned: PlannedColumn, parent: Page, top: ColumnPage | None, body: Body) -> ColumnPage | None:
    """The column built earlier: by its item wherever it was moved to, else by its title below the parent."""
    if planned.item and top and (page := _of_item(planned.item, top)):
        return page
    page = ColumnPage.objects.child_of(parent).filter(title=planned.title, body=body).first()
    if page and page.item_id is None and planned.item and not page.has_unpublished_changes:
        page.item = planned.item
        publish_structure(page, f"对应目录事项：{planned.item}")
    return page


def _of_item(item: CatalogueItem, top: ColumnPage) -> ColumnPage | None:
    return ColumnPage.objects.descendant_of(top).filter(item=item).first()


@transaction.atomic
def _add_column(
    planned: PlannedColumn, parent: Page, body: Body, unit: Unit | None, ground: str
) -> ColumnPage:
    column = ColumnPage(
        title=planned.title,
        item=planned.item,
        body=body,
        unit=unit,
        column_type=planned.column_type,
        description=planned.description,
        keywords=planned.keywords,
        requirement=planned.requirement,
    )
    parent.add_child(instance=column)
    publish_structure(column, f"装载目录：{ground}")
    return column


@transaction.atomic
def assign_column(column: ColumnPage, unit: Unit | None, user: User | None = None) -> None:
    """Allocate a column to a unit (R-268): its editors work in it and below it; the former unit's no longer.

    Sub-columns with a unit of their own stay with it. Logged. Raises ValidationError when the unit belongs to
    another body, when the column has a change that is not yet public, or when a column above holds information
    that its unit could then no longer reach.
    """
    column = ColumnPage.objects.get(pk=column.pk)
    former = column.unit
    if unit and unit.body_id != column.body_id:
        raise ValidationError(f"“{unit}”不属于栏目的发布机构，请另选本机构的科室。")
    if column.has_unpublished_changes and column.live:
        raise ValidationError(f"栏目“{column.title}”有尚未公开的修改，请先办结审签再调整责任科室。")
    column.unit = unit
    if column.live:
        publish_structure(column, f"栏目责任分工：{unit or '未分配'}")
    else:
        column.save_revision(user=user)
        column.save()
    settle_rights(column)
    if blocked := stranded(column):
        names = "、".join(f"“{page.title}”" for page in blocked)
        raise ValidationError(
            f"上级栏目{names}中直接存有信息，分出下级栏目后原责任科室将无法维护。请先把这些信息移入下级栏目。"
        )
    log(
        instance=column,
        action=ASSIGNED,
        user=user,
        data={"former": str(former or "未分配"), "unit": str(unit or "未分配")},
    )


def statutory_refusal(thing: CatalogueItem | ColumnPage) -> str:
    """Why this item or column may not be deleted, in words for the administrator; empty when it may.

    条例 20 and 21 may be added to, never taken from (R-013). One of two columns for the same item may go.
    """
    item = thing if isinstance(thing, CatalogueItem) else thing.item
    if item is None or not item.is_statutory:
        return ""
    if isinstance(thing, ColumnPage):
        if ColumnPage.objects.filter(item=item, body=thing.body_id).exclude(pk=thing.pk).exists():
            return ""
        return (
            f"栏目“{thing.title}”是法定公开事项，不能删除。"
            "本机关没有这项职能的，请编辑栏目，在“未产生信息说明”中选择“无此职能”并写明理由。"
        )
    return (
        f"“{item.name}”是法定公开事项，不能删除。本机关没有这项职能的，请在栏目中标记“无此职能”并写明理由。"
    )


@transaction.atomic
def list_in_columns(page: Page) -> None:
    """Bring the column entries of a live page in line with where it is filed. Safe to repeat."""
    parent = page.get_parent().specific
    public_date = page.public_date
    secondary = page.secondary_columns.all() if hasattr(page, "secondary_columns") else []
    columns = {column.pk: False for column in secondary}
    if isinstance(parent, ColumnPage):
        columns[parent.pk] = True
    ColumnEntry.objects.filter(page_id=page.pk).exclude(column_id__in=columns).delete()
    for column_id, is_primary in columns.items():
        ColumnEntry.objects.update_or_create(
            column_id=column_id,
            page_id=page.pk,
            defaults={
                "is_primary": is_primary,
                "kind": page.listing_kind,
                "public_date": public_date,
                "year": public_date.year,
                "period": getattr(page, "period_name", ""),
            },
        )


def unlist(page: Page) -> None:
    """Take a page that is no longer live out of every column."""
    ColumnEntry.objects.filter(page_id=page.pk).delete()


@transaction.atomic
def record_leaders(page: BodyPage) -> None:
    """Keep which leaders the public page names from now on, and until when it named others. Safe to repeat."""
    now = timezone.now()
    shown = {leader.facts: leader for leader in page.leader_rows.all()} if page.live else {}
    for record in LeaderRecord.objects.filter(page_id=page.pk, public_until=None):
        if shown.pop(record.facts, None) is None:
            record.public_until = now
            record.save(update_fields=["public_until"])
    for leader in shown.values():
        facts = dict(zip(leader.FACTS, leader.facts, strict=True))
        LeaderRecord.objects.create(page_id=page.pk, body_id=page.body_id, public_from=now, **facts)
