"""What once taken down for good does not come back."""

from collections.abc import Iterable
from typing import Any

from .enums import TakedownKind
from .gates import Reason, register_gate
from .takedown_models import Takedown


@register_gate
def deleted_gate(page: Any) -> Iterable[Reason]:
    """A page taken down as 删除 is a record; what shall be public again is a new page."""
    last = Takedown.objects.filter(page_id=page.pk).order_by("-pk").first() if page.pk else None
    if last and last.kind == TakedownKind.DELETE:
        yield Reason("本页已按“删除”办理撤下，只作档案保存，不能再次公开。确需公开的，请另建新稿送审。")
