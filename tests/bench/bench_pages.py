"""What readers wait for: a document against a bare Wagtail page, and a column of 50,000 against one of 500.

Everything runs in one process through Django's test client, so the network and the web server are left out. Pages
are made anew each time: what the site keeps (portal/serving/kept_pages.py) would leave nothing to measure.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases
from wagtail.models import Page

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.signoff import triggers
from foundation.signoff.services import publish_structure
from tests.offices import Office, open_office

from .bare.models import BarePage
from .bulk import fill_column
from .rows import Row, compare

MANY, FEW = 50_000, 500
ARTICLES = 40
# A page asked for with a parameter is not taken from what was kept.
ANEW = "?u=1"
SENTENCE = (
    "各乡镇人民政府、街道办事处和县政府有关部门应当按照职责分工，做好本领域政府信息公开工作，接受社会监督。"
)


@contextmanager
def scratch_database() -> Iterator[None]:
    """A new database for one bench."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)


def run() -> list[Row]:
    """Both comparisons with the number of queries of each page."""
    with scratch_database():
        office = open_office()
        document, bare = published_document(office), bare_page(office)
        many, few = (column_of(office, document, count) for count in (MANY, FEW))
        get = reader()
        return [
            compare("文件页与空白Wagtail页（毫秒）", lambda: get(document), lambda: get(bare), 2),
            Row("文件页：查询数", queries(get, document), 12),
            compare(f"栏目列表：{MANY}份与{FEW}份（毫秒）", lambda: get(many), lambda: get(few), 1.3),
            Row("栏目列表：查询数", queries(get, many), 12),
        ]


def reader():
    """Fetches a page as a reader does; anything but a full page is an error."""
    client = Client()

    def get(page: Page) -> None:
        response = client.get(page.url + ANEW)
        if response.status_code != 200:
            raise AssertionError(f"{page.url}: {response.status_code}")

    return get


def queries(get, page: Page) -> int:
    """How many queries one more reading costs."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        get(page)
    return len(captured)


def _articles() -> list[str]:
    return [f"第{number}项 {SENTENCE * 3}" for number in range(1, ARTICLES + 1)]


def published_document(office: Office) -> DocumentPage:
    """A document of forty paragraphs with everything a header shows, and its interpretation."""
    document = office.publish(
        office.document(
            kind="normative",
            genre="通知",
            subject="02",
            overview=SENTENCE,
            content=[("text", f"<p>{text}</p>") for text in _articles()],
        )
    )
    office.publish(office.interpretation(document))
    return document


def bare_page(office: Office) -> BarePage:
    """The same text as rich text on a page of stock Wagtail."""
    office.home.refresh_from_db()
    text = "".join(f"<p>{text}</p>" for text in _articles())
    page = BarePage(title="关于做好工作的通知", slug="bare", text=text)
    # Nobody signs it: it belongs to no office.
    triggers.remove(connection)
    try:
        office.home.add_child(instance=page)
    finally:
        triggers.install(connection)
    return page


def column_of(office: Office, pattern: DocumentPage, count: int) -> ColumnPage:
    """A public column with so many documents."""
    office.home.refresh_from_db()
    column = ColumnPage(title=f"文件{count}", body=office.body, unit=office.unit, column_type="policy")
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    column.refresh_from_db()
    fill_column(column, pattern, count)
    return column
