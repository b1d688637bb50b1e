"""The public catalogue: all columns at once after publication, marked after a takedown, downloadable (R-011)."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-011")]

ADDRESS = "/catalogue/"


def rows_of(client, **chosen) -> list[dict[str, str]]:
    answer = client.get(ADDRESS, {"format": "csv"} | chosen)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def page(office):
    return office.publish(office.document(title="关于防汛工作的通知", overview="部署今年防汛工作。"))


def test_what_is_published_is_in_the_catalogue_with_all_its_columns(office, client, page):
    (row,) = rows_of(client)
    assert (row["名称"], row["内容概述"], row["生成日期"]) == (
        "关于防汛工作的通知",
        "部署今年防汛工作。",
        "2026-01-05",
    )
    assert row["索引号"] == page.index_number and row["发布机构"] == office.body.name
    assert row["有效性"] == "有效" and row["地址"].endswith(page.url)
    assert "关于防汛工作的通知" in client.get(ADDRESS).content.decode()


def test_what_was_taken_down_is_marked_not_gone(office, client, page):
    office.take_down(page)
    assert not rows_of(client)
    (row,) = rows_of(client, state="withdrawn")
    assert row["名称"] == "关于防汛工作的通知" and row["有效性"].startswith("已撤下")
    assert row["地址"] == ""


def test_drafts_are_not_in_it(office, client):
    office.submit(office.document())
    assert not rows_of(client)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"body": "sfx-zfb"}, 1),
        ({"body": "nobody"}, 0),
        ({"year": "1999"}, 0),
        ({"year": "nonsense", "column": "x'"}, 1),
    ],
)
def test_it_is_limited_as_asked(client, page, chosen, count):
    assert len(rows_of(client, **chosen)) == count
    assert client.get(ADDRESS, chosen).status_code == 200


def test_the_other_downloads_hold_the_same(client, page):
    told = json.loads(b"".join(client.get(ADDRESS, {"format": "json"}).streaming_content))
    assert [entry["title"] for entry in told] == [row["名称"] for row in rows_of(client)]
    sheet = load_workbook(io.BytesIO(client.get(ADDRESS, {"format": "xlsx"}).content)).active
    assert [cell.value for cell in sheet[2]][1] == "关于防汛工作的通知"


def test_a_title_that_looks_like_a_formula_is_harmless_in_a_spreadsheet(office, client):
    office.publish(office.document(title='=HYPERLINK("x")'))
    assert rows_of(client)[0]["名称"].startswith("'=")


def test_the_queries_do_not_grow_with_the_entries(office, client, page, django_assert_max_num_queries):
    for _ in range(3):
        office.publish(office.document())
    with django_assert_max_num_queries(12):
        client.get(ADDRESS)
