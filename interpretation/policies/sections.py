"""The section 解读 on the editing screens of documents and of interpretations."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from disclosure.documents.side_panels import Section, days_in_words, reckoning
from foundation.rules.parameters import in_force, value
from foundation.signoff.waiting import WaitingRevision
from foundation.workdays.selectors import load_calendar

from .checks import needs_interpretation
from .models import InterpretationPage
from .selectors import DAYS, needing_interpretation
from .services import may_interpret
from .tracking import SUBMITTABLE, Tracked, state_of, track
from .watch import running_watch

_TEMPLATE = "policies/admin/document_section.html"


def document_section(page: DocumentPage, user) -> Section:
    """Whether the document needs an interpretation, by when, what there is, and the button 撰写解读."""
    tracked = _tracked(page)
    written = [
        {"page": one, "state": state_of(one)}
        for one in InterpretationPage.objects.filter(documents__document=page)
        .annotate(is_waiting=Exists(WaitingRevision.objects.filter(page_id=OuterRef("pk"))))
        .specific()  # without it Wagtail prefetches the states of the base class, which are none
        .prefetch_workflow_states()
        .order_by("pk")
    ]
    required = needs_interpretation(page)
    return Section(
        title="解读",
        summary=_summary(tracked, required, len(written), page.body_id),
        template=_TEMPLATE,
        context={
            "document": page,
            "tracked": tracked,
            "reckoning": reckoning(tracked.due.deadline) if tracked else None,
            "written": written,
            "required": required,
            "may_interpret": may_interpret(page, user),
            "to_submit": [one for one in written if one["state"] in SUBMITTABLE],
            "rule": in_force(DAYS, page.body_id),
        },
        tone=_tone(tracked),
    )


def watch_section(page: DocumentPage, user) -> Section | None:
    """舆情关注 of a key policy: until when, or that it begins with publication."""
    if not page.needs_watch:
        return None
    running = running_watch(page) if page.live else None
    days = value("watch.days", page.body_id)
    begins = "已办结" if page.live else f"文件公开后关注{days}日"
    return Section(
        title="舆情关注",
        summary=f"{running.due_on}到期" if running else begins,
        template="policies/admin/watch_section.html",
        context={"document": page},
    )


def interpretation_section(page: InterpretationPage, user) -> Section:
    """The clock of every document the interpretation explains."""
    documents = {link.document_id: link.document for link in page.documents.all() if link.document_id}
    tracked = _tracked_among(documents)
    rows = [{"document": document, "tracked": tracked.get(pk)} for pk, document in documents.items()]
    first = min(tracked.values(), key=lambda one: one.due.due_on, default=None)
    for row in rows:
        row["reckoning"] = reckoning(row["tracked"].due.deadline) if row["tracked"] else None
    return Section(
        title="解读时限",
        summary=_summary(first, True, 0, page.body_id) if documents else "选择所解读的文件后计算",
        template="policies/admin/interpretation_section.html",
        context={"rows": rows, "rule": in_force(DAYS, page.body_id)},
        tone=_tone(first),
    )


def _tracked_among(documents: dict[int, DocumentPage]) -> dict[int, Tracked]:
    """Clocks of the public documents that need an interpretation; two queries for any number."""
    found = list(needing_interpretation().filter(pk__in=documents))
    if not found:
        return {}
    calendar, today = load_calendar(), timezone.localdate()
    return {document.pk: track(document, calendar, today) for document in found}


def _tracked(page: DocumentPage) -> Tracked | None:
    return _tracked_among({page.pk: page}).get(page.pk)


def _summary(tracked: Tracked | None, required: bool, written: int, body_id: int | None) -> str:
    if tracked:
        words = days_in_words(left=tracked.left, late=tracked.late, done_on=tracked.due.done_on)
        provisional = "（暂定）" if tracked.due.deadline.provisional else ""
        return f"{tracked.due.due_on}{provisional}到期 · {words}"
    days = f"文件公开后{value(DAYS, body_id)}个工作日内公开"
    if not required:
        return f"已有{written}篇" if written else "本文件可以不解读"
    return f"{days} · 已起草{written}篇" if written else days


def _tone(tracked: Tracked | None) -> str:
    if tracked is None or tracked.due.done_on:
        return ""
    if tracked.late:
        return "critical"
    # One working day left: the reminder of R-089.
    return "warning" if tracked.left <= 1 else ""
