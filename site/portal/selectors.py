"""Reads of the public site: the page an address leads to and the frame around it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Page, Site

from disclosure.catalogue.enums import PLATFORM_PARTS, ColumnType
from disclosure.catalogue.models import ColumnPage
from disclosure.catalogue.selectors import column_tree, frame_columns, newest
from disclosure.documents.models import DocumentPage, InformationPage
from disclosure.guides.models import GuidePage
from interpretation.clarifications.models import ClarificationPage
from interpretation.policies.models import InterpretationPage
from interpretation.press.models import PressConferencePage, PressReleasePage
from opinion.consultations.models import ConsultationPage, ConsultationResultPage
from opinion.decisions.models import MeetingPage

from .models import SiteIdentity
from .serving import version
from .visit_models import DailyVisits

# Rows that the pages of a type always show, fetched with them.
SHOWN_WITH = {
    ClarificationPage: ("body", "related_column"),
    ColumnPage: ("body", "item"),
    ConsultationPage: ("body", "decision__catalogue", "course__results_page"),
    DocumentPage: ("body",),
    GuidePage: ("body",),
    InformationPage: ("body",),
    InterpretationPage: ("body",),
    MeetingPage: ("body", "decision", "notice"),
    PressConferencePage: ("body",),
    PressReleasePage: ("body",),
    ConsultationResultPage: ("body", "notice"),
}
HOME_DOCUMENTS, HOME_ROWS = 16, 8
# Sections, their parts and the parts of these; the site map has all. Technical, no legal source.
HOME_LEVELS = 3
# The version makes it exact; the time only bounds what a cache holds. Technical, no legal source.
FRAME_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a page: the site's identity, the main navigation, the way from the home page."""

    identity: SiteIdentity
    home: Page
    navigation: list[ColumnPage]
    trail: list[ColumnPage]
    tree: list[ColumnPage]

    @property
    def column(self) -> ColumnPage | None:
        """The column the reader is in."""
        return self.trail[-1] if self.trail else None


def frame_of(request: HttpRequest, page: Page | None) -> Frame | None:
    """The frame of a page, or of a screen that is no page; None where no site is set up yet.

    Two queries; none where the frame was made since the last public change. Pages of one column share theirs.
    """
    key = f"frame:{version.current()}:{request.get_host()}:{_place_of(page)}"
    if frame := cache.get(key):
        return frame
    frame = _frame(request, page)
    # Made before a change that came meanwhile, it is found under no version that will be asked for.
    cache.set(key, frame, FRAME_SECONDS)
    return frame


def _place_of(page: Page | None) -> str:
    """The path on which the frame depends: a column's own, of any other page that of what it stands in."""
    if page is None:
        return ""
    return page.path if isinstance(page, ColumnPage) else page.path[: -Page.steplen]


def _frame(request: HttpRequest, page: Page | None) -> Frame | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    home = site.root_page
    columns = frame_columns(home, page)
    trail = [column for column in columns if page is not None and page.path.startswith(column.path)]
    section = trail[0].path if trail else None
    return Frame(
        identity=SiteIdentity.for_request(request),
        home=home,
        navigation=[column for column in columns if column.depth == home.depth + 1],
        trail=trail,
        tree=[
            column for column in columns
            if section and column.path.startswith(section) and column.depth > home.depth + 1
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnNode:
    """A live column with the live columns below it."""

    column: ColumnPage
    children: list["ColumnNode"]


def column_nodes(columns: list[ColumnPage], home: Page) -> list[ColumnNode]:
    """Columns in tree order as a tree. One below a column that is not live is left out, as no way leads there."""
    children_at: dict[str, list[ColumnNode]] = {home.path: []}
    for column in columns:
        siblings = children_at.get(column.path[: -Page.steplen])
        if siblings is not None:
            siblings.append(ColumnNode(column, children_at.setdefault(column.path, [])))
    return children_at[home.path]


def platform_entries(columns: list[ColumnPage]) -> list[ColumnPage]:
    """The columns of the five parts of the platform: those beside the guide, where several are of one kind."""
    guide = next((column for column in columns if column.column_type == ColumnType.GUIDE), None)
    beside = guide.path[: -Page.steplen] if guide else ""
    entries: dict[str, ColumnPage] = {}
    for column in sorted(columns, key=lambda column: column.path[: -Page.steplen] != beside):
        entries.setdefault(column.column_type, column)
    return [entries[kind] for kind in PLATFORM_PARTS if kind in entries]


def page_at(home: Page, path_components: list[str]) -> Page | None:
    """The live page at an address below the home page; None if there is none.

    One query for a document, three for anything else, whatever the depth. The path alone has no index.
    """
    url_path = f"{home.url_path}{'/'.join(path_components)}/"
    address = {"slug": path_components[-1], "url_path": url_path, "live": True}
    if document := _with_relations(DocumentPage).filter(**address).order_by().first():
        return document
    found = Page.objects.filter(**address).order_by().values_list("pk", "content_type_id").first()
    if found is None:
        return None
    pk, content_type = found
    return _with_relations(ContentType.objects.get_for_id(content_type).model_class() or Page).get(pk=pk)


def _with_relations(model: type[Page]) -> QuerySet[Page]:
    """With what the page shows of other tables, 浏览次数 among it: no query of its own."""
    visits = DailyVisits.objects.filter(page_id=OuterRef("pk")).order_by().values("page_id")
    return model._default_manager.select_related(*SHOWN_WITH.get(model, ())).annotate(
        visits=Coalesce(Subquery(visits.annotate(all=Sum("visits")).values("all")), 0)
    )


def home_content(home: Page) -> dict[str, object]:
    """The newest of each kind, the entries of the disclosure platform and the columns of the site."""
    columns = column_tree(home)
    entries = platform_entries(columns)
    upper = [column for column in columns if column.depth <= home.depth + HOME_LEVELS]
    return {
        "documents": newest(DocumentPage, HOME_DOCUMENTS),
        "interpretations": newest(InterpretationPage, HOME_ROWS),
        "information": newest(InformationPage, HOME_ROWS),
        "entries": entries,
        # One click to the application itself, and one way there: its column is among the others.
        "requests_column": next((one for one in entries if one.column_type == ColumnType.ON_REQUEST), None),
        "nodes": column_nodes(upper, home),
    }
