"""What the editor of a clarification should confirm, without being refused."""

from collections.abc import Iterator

from foundation.signoff.gates import Reason

from .models import RumourCase
from .page_models import ClarificationPage
from .rules import has_marker


def clarification_check(page) -> Iterator[Reason]:
    """A title that says it puts something right; where it came from; the column it belongs to."""
    if not isinstance(page, ClarificationPage):
        return
    if page.title and not has_marker(page.title):
        yield Reason("标题没有“不实”“澄清”“辟谣”“情况说明”等字样，请确认读者只看标题不会误解。", "title")
    if page.pk and not RumourCase.objects.filter(page=page.pk).exists():
        yield Reason("本稿没有关联澄清事项，首次处置时限、核实和复查都不会记录。")
    if not page.related_column_id:
        yield Reason("未选相关栏目，读者找不到同一业务的其他信息。", "related_column")
