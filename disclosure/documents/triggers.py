"""The database's own refusal to have anything live that is not 主动公开 for everybody."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger

from .enums import Audience, Openness
from .models import DocumentPage, InformationPage

NOT_PROACTIVE = "公开属性不是主动公开，不能在网站公开"


def openness_triggers() -> Iterator[Trigger]:
    """While the page is live its row keeps 主动公开 and 社会公开, publications included."""
    restricted = (
        f"(NEW.openness <> '{Openness.PROACTIVE.value}' OR NEW.audience <> '{Audience.SOCIETY.value}')"
    )
    for model in (DocumentPage, InformationPage):
        table = model._meta.db_table
        live = "EXISTS (SELECT 1 FROM wagtailcore_page w WHERE w.id = NEW.page_ptr_id AND w.live)"
        for event in ("INSERT", "UPDATE"):
            yield Trigger(
                f"{table}_openness_{event.lower()}", table, event, f"{restricted} AND {live}", NOT_PROACTIVE
            )
