"""How often a column has to be updated: its own frequency, its catalogue item's period, or its category's."""

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from foundation.rules.parameters import parameter, value

from .enums import Every
from .models import ColumnCare
from .rules import Frequency

# 国办秘函〔2019〕19号 by column category; the figures and their sources are parameters.
_BY_TYPE = {
    ColumnType.NEWS: ("column.dynamic_days", Every.DAYS),
    ColumnType.NOTICE: ("column.notice_months", Every.MONTHS),
    ColumnType.POLICY: ("column.policy_months", Every.MONTHS),
    ColumnType.INTERPRETATION: ("column.interp_months", Every.MONTHS),
    ColumnType.DATA: ("column.stat_months", Every.MONTHS),
}


def frequency_of(column: ColumnPage, care: ColumnCare | None) -> Frequency | None:
    """None when nothing says how often; dated duties (固定日期) are another matter."""
    if care and care.number:
        return Frequency(care.number, care.unit_of_time, care.source or "本栏目规定")
    if column.item and any(row.get("every") == "month" for row in column.item.schedule):
        return Frequency(1, Every.MONTHS, f"目录事项：{column.item.time_limit}")
    if column.column_type in _BY_TYPE:
        key, unit = _BY_TYPE[ColumnType(column.column_type)]
        return Frequency(value(key, column.body), unit, parameter(key).basis)
    return None
