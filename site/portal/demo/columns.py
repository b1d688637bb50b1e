"""The columns of 示范县: the catalogue of 73 items, and one column for each body below the county government."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from disclosure.catalogue.enums import Absence
from disclosure.catalogue.models import ColumnPage
from disclosure.catalogue.services import build_columns, load_template
from foundation.signoff.services import publish_structure
from portal.models import HomePage

from .people import COUNTY, Staff
from .text import Topic

TEMPLATE = "shaoxing-2024"
BODIES_COLUMN = "部门和乡镇"
# 立法法 §80, §81, §93: only provinces and cities with districts make 地方性法规 and 规章.
_NO_FUNCTION = {8, 9}
_NO_FUNCTION_REASON = "县级人民政府没有制定地方性法规和政府规章的职权，本栏目不会产生信息。"
_NOT_YET_REASON = "原网站的此类信息正在逐条核对整理，整理完成后在本栏目公开。"
# Left without a word, so that 栏目体检 has something to find.
_LEFT_EMPTY = {17, 56, 60}


@dataclass(frozen=True)
class Columns:
    """Where things are filed: columns by the number of their catalogue item, and by the code of their body."""

    by_item: dict[int, ColumnPage]
    by_body: dict[str, ColumnPage]

    def for_document(self, topic: Topic, item: int) -> tuple[ColumnPage, list[ColumnPage]]:
        """Primary column and columns by reference. A body files in its own column, the county in its catalogue."""
        by_topic = self.by_item[topic.item]
        if own := self.by_body.get(topic.body):
            return own, [self.by_item[item], by_topic]
        return self.by_item[item], [by_topic]


def create_columns(home: HomePage, staffs: dict[str, Staff], report: Callable[[str], None]) -> Columns:
    """Build everything; columns are the frame of the site and need no chain."""
    county = staffs[COUNTY]
    template = load_template(TEMPLATE)
    built = build_columns(
        template, home, county.body, county.unit, report=lambda title, done, total: report(f"栏目：{title}")
    )
    created = list(ColumnPage.objects.descendant_of(built.root).select_related("item"))
    by_item = {column.item.number: column for column in created if column.item}
    for column in created:
        if "市政府" in column.title:
            # The template is a city's.
            column.title = column.title.replace("市政府", "县政府")
            publish_structure(column, "建立栏目")
    parent = ColumnPage(
        title=BODIES_COLUMN,
        body=county.body,
        column_type="functions",
        description="县政府部门、乡镇街道和公共企事业单位的信息公开",
        keywords="部门,乡镇,公共企事业单位",
    )
    home.refresh_from_db()
    home.add_child(instance=parent)
    publish_structure(parent, "建立栏目")
    by_body = {}
    for code, staff in staffs.items():
        if code != COUNTY:
            by_body[code] = _body_column(parent, staff)
            report(f"栏目：{staff.body}")
    return Columns(by_item, by_body)


def _body_column(parent: ColumnPage, staff: Staff) -> ColumnPage:
    column = ColumnPage(
        title=staff.body.name,
        body=staff.body,
        unit=staff.unit,
        column_type="catalogue",
        description=f"{staff.body.name}制发的文件、解读和机构信息",
        keywords=f"{staff.body.short_name},政策文件,机构职能",
    )
    parent.refresh_from_db()
    parent.add_child(instance=column)
    publish_structure(column, "建立栏目")
    return column


def explain_empty_columns(columns: Columns) -> None:
    """未产生信息说明 where the county has nothing (R-036), expected within one to three months."""
    today = timezone.localdate()
    empty = [
        (number, column)
        for number, column in columns.by_item.items()
        if number not in _LEFT_EMPTY and not column.entries.exists() and column.get_children().count() == 0
    ]
    for number, column in empty:
        column.refresh_from_db()
        if number in _NO_FUNCTION:
            column.absence, column.absence_reason = Absence.NO_FUNCTION, _NO_FUNCTION_REASON
        else:
            column.absence, column.absence_reason = Absence.NOT_PRODUCED, _NOT_YET_REASON
            column.absence_until = today + dt.timedelta(days=30 + number % 9 * 7)
        publish_structure(column, "建立栏目时登记的未产生信息说明")
