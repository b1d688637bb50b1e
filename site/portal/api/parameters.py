"""What a request to the interface may ask for, and how it is refused. Pure: asks no database."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from disclosure.documents.public_catalogue import Chosen

# Technical bounds, no legal source.
PAGE_SIZE, LARGEST_PAGE_SIZE = 20, 100
_LONGEST_SHOWN = 30
_FILTERS = ("year", "body", "column")
ALLOWED = (*_FILTERS, "page", "page_size")
ALLOWED_OF_CATALOGUE = (*_FILTERS, "state", "page", "page_size")
# Of each parameter: what it has to look like, and how that is said.
_SHAPES = {
    "year": (re.compile(r"(?:19|20)[0-9]{2}"), "应为四位年份，如 2026"),
    "body": (re.compile(r"[-a-zA-Z0-9_]{1,30}"), "应为机构代码，由字母、数字、连字符组成"),
    "column": (re.compile(r"[0-9]{1,9}"), "应为栏目编号，由数字组成"),
    "state": (re.compile(r"withdrawn"), "只能是 withdrawn（已撤下），不填为已公开"),
    "page": (re.compile(r"[1-9][0-9]{0,5}"), "应为大于 0 的页码"),
    "page_size": (re.compile(r"[1-9][0-9]?|100"), f"应为 1 至 {LARGEST_PAGE_SIZE} 的整数"),
}


class BadParameter(ValueError):
    """The request cannot be answered; the message tells the caller in Chinese what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of a list."""

    chosen: Chosen
    page: int
    page_size: int


def read_list_parameters(parameters: QueryDict, allowed: Collection[str]) -> Asked:
    """Everything a list is asked for. An empty value counts as none given. Raises BadParameter."""
    values = {}
    for name in parameters:
        if name not in allowed:
            raise BadParameter(f"不支持参数“{_shown(name)}”，可用的参数有：{'、'.join(allowed)}。")
        given = parameters.getlist(name)
        if len(given) > 1:
            raise BadParameter(f"参数“{name}”只能出现一次。")
        shape, advice = _SHAPES[name]
        if given[0] and not shape.fullmatch(given[0]):
            raise BadParameter(f"参数“{name}”的值“{_shown(given[0])}”不正确：{advice}。")
        values[name] = given[0]
    page, page_size = values.pop("page", ""), values.pop("page_size", "")
    return Asked(Chosen(**values), int(page or 1), int(page_size or PAGE_SIZE))


def refuse_parameters(parameters: QueryDict) -> None:
    """For addresses that take none. Raises BadParameter."""
    if parameters:
        raise BadParameter(f"本地址不接受参数“{_shown(next(iter(parameters)))}”。")


def _shown(text: str) -> str:
    """A value short enough for a message, without what cannot be read."""
    return "".join(char for char in text if char.isprintable())[:_LONGEST_SHOWN]
