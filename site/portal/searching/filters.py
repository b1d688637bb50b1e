"""The filters of a search as readers are offered them: values with counts, chosen ones to be taken away. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclosure.documents.enums import Validity
from foundation.search.sources import kind_labels

from .addresses import Address

LABELS = {
    "kind": "类别",
    "validity": "有效性",
    "category": "文件类别",
    "year": "年份",
    "body": "发布机构",
    "genre": "体裁",
    "subject": "主题分类",
    "item": "目录事项",
}
DATES = {"since": "公开日期不早于", "until": "公开日期不晚于"}
# Values shown before the reader asks for the rest.
SHOWN = 6
# What applies today stands first.
_VALIDITIES = [
    one.label
    for one in (Validity.IN_FORCE, Validity.AMENDED, Validity.NOT_YET, Validity.LAPSED, Validity.ABOLISHED)
]
Facets = Mapping[str, Sequence[tuple[str, str, int]]]


@dataclass(frozen=True, slots=True)
class Option:
    """A value to filter by; its address takes it away again where it is chosen."""

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one filter."""

    name: str
    label: str
    options: list[Option]

    @property
    def first(self) -> list[Option]:
        """Those shown at once; a chosen one always is."""
        return [*self.options[:SHOWN], *(one for one in self.options[SHOWN:] if one.is_chosen)]

    @property
    def more(self) -> list[Option]:
        """The rest."""
        return [one for one in self.options[SHOWN:] if not one.is_chosen]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force and the address without it."""

    label: str
    value: str
    address: str


def groups(facets: Facets, address: Address, names: Sequence[str]) -> list[Group]:
    """Filters that tell results apart: more than one value, or one that is chosen."""
    made = []
    for name in names:
        rows = list(facets.get(name, ()))
        if name == "validity":
            rows.sort(
                key=lambda row: _VALIDITIES.index(row[0]) if row[0] in _VALIDITIES else len(_VALIDITIES)
            )
        chosen = getattr(address.query, name)
        if len(rows) > 1 or (chosen and rows):
            made.append(Group(name, LABELS[name], [_option(name, row, chosen, address) for row in rows]))
    return made


def _option(name: str, row: tuple[str, str, int], chosen: str, address: Address) -> Option:
    value, label, count = row
    is_chosen = value == chosen
    return Option(label, count, address.to(**{name: "" if is_chosen else value}), is_chosen)


def chosen(address: Address) -> list[Chosen]:
    """The filters in force, in the order they are offered."""
    labels = kind_labels()
    return [
        Chosen(label, labels.get(value, value) if name == "kind" else value, address.to(**{name: ""}))
        for name, label in (LABELS | DATES).items()
        if name not in address.fixed and (value := getattr(address.query, name))
    ]
