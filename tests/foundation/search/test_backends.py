"""The admin's own search finds Chinese words. Fails when the private parts of modelsearch that it stands on move."""

import pytest
from django.db import connection
from modelsearch import index
from modelsearch.query import Phrase
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture
def pages(office):
    office.document(title="关于营业执照办理的通知", document_number="示政办发〔2026〕7号")
    office.document(title="关于农村道路养护的通知")
    return get_search_backend()


def titles(found) -> list[str]:
    return [page.title for page in found]


@pytest.mark.parametrize(
    "words",
    [
        "执照",
        "营业执照",
        "执照 办理",
        "执照办理",
        "执",
        "示政办发〔2026〕7号",
        "示政办发(2026) 7",
        Phrase("营业执照"),
    ],
)
def test_words_inside_a_sentence_are_found(pages, words):
    assert titles(pages.search(words, Page.objects.all(), operator="and"))[:1] == ["关于营业执照办理的通知"]
    assert pages.search(words, Page.objects.all(), operator="and").count() == 1


def test_the_title_comes_first_and_typing_finds_beginnings(pages, office):
    office.document(title="公告", content=[("text", "<p>营业执照见附件。</p>")])
    assert titles(pages.search("营业执照", Page.objects.all()))[0] == "关于营业执照办理的通知"
    assert titles(pages.autocomplete("营业执", Page.objects.all())) == ["关于营业执照办理的通知"]


@pytest.mark.parametrize(
    "words",
    ['"', " ", "' OR 1=1 --", "\x00", "《》", "(" * 500, "执照" * 5_000, "😀"],
    ids=lambda words: ascii(words)[:20],
)
def test_no_query_breaks_the_admins_search(pages, words):
    list(pages.search(words, Page.objects.all()))
    list(pages.autocomplete(words, Page.objects.all()))


def test_other_models_are_searched_the_same_way(pages):
    document = get_document_model().objects.create(title="营业执照申请表", file="a.docx")
    index.insert_or_update_object(document)
    assert titles(pages.search("执照", get_document_model().objects.all())) == ["营业执照申请表"]


def test_the_hooks_in_modelsearch_are_where_they_were():
    """If this fails, read ``foundation/search/backends`` beside the new modelsearch before changing the test."""
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres import postgres as module

        compiler = module.PostgresSearchQueryCompiler
    else:
        from modelsearch.backends.database.sqlite import sqlite as module

        compiler = module.SQLiteSearchQueryCompiler
        assert callable(module.normalize)
        assert module.MatchExpression(["title"], None).columns == ["title"]
        assert callable(compiler.build_search_query)
    assert "foundation.search" in module.ObjectIndexer.__module__
    parent = module.ObjectIndexer.__mro__[1]
    assert callable(parent.prepare_value)
    assert "ObjectIndexer" in parent.__module__ or "ObjectIndexer" in _names(module, "add_items")
    assert "_refresh_title_norms" in _names(module, "add_items")


def _names(module, method: str) -> set[str]:
    indexes = [one for name, one in vars(module).items() if name in ("SQLiteIndex", "PostgresIndex")]
    code = getattr(indexes[0], method).__code__
    inner = (constant.co_names for constant in code.co_consts if hasattr(constant, "co_names"))
    return set(code.co_names).union(*inner)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
def test_postgresql_has_the_index_over_title_and_body(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_admin_title_body'")
        assert "(title || body)" in cursor.fetchone()[0]
