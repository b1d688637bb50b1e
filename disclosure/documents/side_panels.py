"""The panel at the top of an editing screen: 检查, 时限, 解读 … in one place, kept up to date by autosave.

Sections are registered per page type, so that a feature above this one adds its own.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.forms import Media
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.admin.panels import Panel

from foundation.signoff.pages import SignedPage
from foundation.workdays.rules import Deadline, ExplainedDay

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the panel: a template with its context, and a summary that is seen while it is closed."""

    title: str
    summary: str
    template: str
    context: dict[str, object]
    tone: str = ""  # "critical", "warning" or empty: how the summary is coloured
    is_open: bool = False

    def body(self) -> SafeString:
        return render_to_string(self.template, self.context)


SectionFactory = Callable[[SignedPage, object], Section | None]
_sections: dict[tuple[type[SignedPage], SectionFactory], int] = {}


def register_section(page_type: type[SignedPage], factory: SectionFactory, *, order: int) -> None:
    """Show ``factory(page, user)`` on the editing screens of this page type; None shows nothing."""
    _sections[page_type, factory] = order


def sections_of(page: SignedPage, user) -> list[Section]:
    """All sections of a saved page, lowest ``order`` first."""
    in_order = sorted(_sections, key=_sections.__getitem__)
    made = (factory(page, user) for page_type, factory in in_order if isinstance(page, page_type))
    return [section for section in made if section]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """怎么算的: the sentence, and the days of a period as weeks of a calendar, Monday first."""

    deadline: Deadline
    weeks: list[list[ExplainedDay | None]]
    weekdays: str = WEEKDAYS


def reckoning(deadline: Deadline) -> Reckoning:
    """How a deadline was counted, ready to be drawn."""
    days = deadline.explain()
    cells: list[ExplainedDay | None] = [None] * (days[0].day.weekday() if days else 0)
    cells.extend(days)
    cells.extend([None] * (-len(cells) % 7))
    return Reckoning(deadline, [cells[i : i + 7] for i in range(0, len(cells), 7)])


def days_in_words(*, left: int, late: int, done_on: dt.date | None) -> str:
    """还有3个工作日, 今日到期, 已超期2天, 按时完成 or 超期2天完成."""
    if done_on:
        return f"超期{late}天公开" if late else "按期公开"
    if late:
        return f"已超期{late}天"
    return f"还有{left}个工作日" if left else "今日到期"


class EditorialPanel(Panel):
    """Shows the sections of the page as it was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "documents/admin/panels/editorial.html"

        def get_context_data(self, parent_context=None) -> dict[str, object]:
            context = super().get_context_data(parent_context)
            saved = bool(self.instance.pk)
            context["sections"] = sections_of(self.instance, self.request.user) if saved else []
            context["refresh_url"] = reverse("documents_editorial", args=[0])
            return context

        @property
        def media(self) -> Media:
            return Media(css={"all": ["documents/editorial.css"]}, js=["documents/editorial.js"])


def render_sections(sections: Iterable[Section]) -> SafeString:
    """The inside of the panel, as the page shows it and as autosave fetches it."""
    return render_to_string("documents/admin/panels/sections.html", {"sections": list(sections)})
