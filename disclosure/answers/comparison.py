"""What the catalogue and the public site have about what was asked (条例 16, 36(1); R-071, R-174).

Looked at before anything is withheld as 内部事务, 过程性信息 or 执法案卷: where a rule requires openness, it prevails.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from disclosure.catalogue.models import CatalogueItem
from disclosure.catalogue.openness import duty_of
from disclosure.requests import steps
from disclosure.requests.models import CaseItem
from foundation.organisations.models import User
from foundation.search.queries import LONGEST_QUERY, Query
from foundation.search.segmentation import fold, pairs, pieces
from foundation.search.selectors import Hit, find

# More than fits a screen is not compared by anybody. Technical.
MOST = 6
# Words of the request itself, which are in every application and say nothing of what is asked.
_ASKING = re.compile(
    "申请|公开|获取|提供|政府信息|信息|关于|有关|相关|情况|材料|资料|文件|全文|以及|我|本人|单位|的"
)
# Pairs of characters that very different titles share.
_OF_ANY_TITLE = frozenset({"年度", "报告", "工作", "方案", "通知", "公告", "意见", "办法", "决定", "会议"})
# Found by some of the words only: how many pairs a title has to share, and how many pages are looked at.
_ALIKE, _LOOKED_AT = 2, 20
# What the name of an item shares with the application counts more than what its long description shares.
_OF_NAME, _OF_CONTENT, _ENOUGH = 3, 1, 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Items of the catalogue and public pages that may concern what was asked, nearest first."""

    items: Sequence[CatalogueItem] = ()
    hits: Sequence[Hit] = ()

    def belonging(self, chosen: Collection[str]) -> list[CatalogueItem]:
        """The items ticked by the officer."""
        return [item for item in self.items if str(item.pk) in chosen]


def compare(item: CaseItem) -> Comparison:
    """Look up what one matter asks for. One query more than a search has."""
    asked = _ASKING.sub(" ", _words_of(item))
    return Comparison(_items_about(asked, item.case.body.kind), _pages_about(asked))


def check_belonging(found: Comparison, chosen: Collection[str]) -> None:
    """What a column of the catalogue has to hold is not withheld on these grounds. Raises ValidationError."""
    if belonging := found.belonging(chosen):
        duties = "；".join(duty_of(one) for one in belonging)
        raise ValidationError(
            {
                "belongs": f"申请的信息属于{duties}。列入主动公开目录的，不得以此为由不予公开，"
                "请退回上一步，选择“有规定应当公开”。"
            }
        )


def keep(item: CaseItem, found: Comparison, openness: str, by: User) -> None:
    """Write into the story of the case what was compared and what came of it."""
    duties = "；".join(duty_of(one) for one in found.items)
    pages = "、".join(f"《{hit.entry.title}》" for hit in found.hits) or "没有相近的信息"
    said = f"相近的{duties}，经核对不属于" if duties else "目录中没有相近的事项"
    steps.note(
        item.case,
        "compare",
        f"第{item.order}项对照主动公开目录和已公开信息：{said}；已公开：{pages}。核对说明：{openness}",
        by=by,
        item=item,
        label="对照目录",
        catalogue=[one.pk for one in found.items],
        pages=[hit.entry.page_id for hit in found.hits],
    )


def _words_of(item: CaseItem) -> str:
    """The matter itself; of an application with one matter its short name as well."""
    is_only = item.case.text == item.text
    return f"{item.case.subject} {item.text}" if is_only else item.text


def _pages_about(asked: str) -> list[Hit]:
    """Public pages by the site's own search; of what merely holds some of the words, those with a title like it."""
    words = " ".join(asked.split())[:LONGEST_QUERY]
    if not words:
        return []
    found = find(Query(words), size=_LOOKED_AT)
    telling = _pairs(asked) - _OF_ANY_TITLE
    near = [
        hit for hit in found.hits
        if not found.approximate or len(telling & _pairs(hit.entry.title)) >= _ALIKE
    ]  # fmt: skip
    return near[:MOST]


def _items_about(asked: str, body_kind: str) -> list[CatalogueItem]:
    """Items in use on the site that share words with what was asked; one query.

    A pair of characters that very many items have (管理, 服务) says nothing and does not count.
    """
    in_use = CatalogueItem.objects.filter(columns__live=True).distinct()
    items = [one for one in in_use if not one.applies_to or body_kind in one.applies_to]
    names = {one.pk: _pairs(f"{one.level1} {one.level2} {one.level3}") for one in items}
    contents = {one.pk: _pairs(one.content) for one in items}
    spread = Counter(pair for one in items for pair in names[one.pk] | contents[one.pk])
    telling = {pair for pair in _pairs(asked) - _OF_ANY_TITLE if spread[pair] <= max(3, len(items) // 8)}
    scores = {
        one.pk: _OF_NAME * len(telling & names[one.pk]) + _OF_CONTENT * len(telling & contents[one.pk])
        for one in items
    }
    near = sorted((one for one in items if scores[one.pk] >= _ENOUGH), key=lambda one: -scores[one.pk])
    return near[:MOST]


def _pairs(text: str) -> set[str]:
    return {
        pair for piece in pieces(fold(text)) if piece.is_han for pair in pairs(piece.text) if len(pair) == 2
    }
