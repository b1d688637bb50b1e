"""The interface for programs: what is public and nothing else, as described, refused in words."""

import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import RelatedDocument
from foundation.signoff.services import publish_structure
from portal.api.views import DESCRIPTION
from tests.bench.bulk import fill_column
from tests.public import read, text

pytestmark = pytest.mark.django_db
V1 = "/api/v1/"


def get(address: str, **parameters: str) -> Any:
    answer = Client().get(f"{V1}{address}", parameters)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def published_on(office, day: str, **fields):
    with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
        return office.publish(office.document(**fields))


@pytest.fixture
def articles(office):
    """A live document with clauses, a table, and an older document it is based on."""
    basis = published_on(office, "2026-02-02", title="上位文件")
    document = office.document(
        title="示范县养老服务办法",
        overview="规范养老服务。",
        content=[
            ("heading", {"level": "chapter", "text": "第一章 总则", "anchor": ""}),
            ("article", {"number": "第一条", "text": "<p>为了规范养老服务，制定本办法。</p>", "anchor": ""}),
            ("text", "<p>其他事项<b>另行</b>规定。</p>"),
            ("table", {"data": [["项目", "标准"], ["补贴", None]]}),
        ],
    )
    document.relations = [RelatedDocument(target=basis, relation="basis")]
    document.tags.add("养老")
    document.save_revision(user=office.editor)
    with time_machine.travel("2026-03-05T10:00:00+08:00", tick=False):
        return office.publish(document)


def test_a_document_is_told_whole(office, articles):
    told = get(f"documents/{articles.pk}/")
    assert told["url"] == f"http://testserver{articles.url}"
    assert told["index_number"] == articles.index_number
    assert told["body"] == {"code": office.body.code, "name": office.body.name}
    assert told["column"] == {"id": office.column.pk, "title": "政策文件"}
    assert told["written_on"] == "2026-01-05"
    assert told["published_at"] == "2026-03-05T10:00:00+08:00"
    assert told["validity"] == {"code": "in_force", "label": "有效"}
    assert told["keywords"] == ["养老"]
    assert [(part["type"], part["anchor"], part["label"]) for part in told["clauses"]] == [
        ("heading", "zhang-1", "第一章 总则"), ("article", "tiao-1", "第一条"), ("text", "", ""), ("table", "", ""),
    ]  # fmt: skip
    assert told["text"].splitlines() == [
        "第一章 总则", "第一条", "为了规范养老服务，制定本办法。", "其他事项另行规定。", "项目\t标准", "补贴\t",
    ]  # fmt: skip
    (relation,) = told["relations"]
    assert relation["title"] == "上位文件" and relation["url"].startswith("http://testserver/")
    anchors = read(articles.url).xpath("//*[@class='body-text']//@id")
    assert {part["anchor"] for part in told["clauses"] if part["anchor"]} <= set(anchors)


def test_an_interpretation_is_told_with_its_document_and_the_document_with_it(office, articles):
    page = office.publish(
        office.interpretation(
            articles,
            interpreter="王建国",
            clause_notes=[("note", {"clause": "第一条", "text": "<p>说明目的。</p>"})],
            media=[("question", {"question": "谁可以申请？", "answer": "<p>本县老人。</p>"})],
        )
    )
    told = get(f"interpretations/{page.pk}/")
    assert [one["id"] for one in told["documents"]] == [articles.pk]
    assert told["interpreter"] == "王建国"
    assert told["sections"][0] == {"label": "制定背景", "text": "制定背景的说明。", "not_applicable": ""}
    assert told["clause_notes"] == [{"clause": "第一条", "text": "说明目的。"}]
    assert told["questions"] == [{"question": "谁可以申请？", "answer": "本县老人。"}]
    assert [one["title"] for one in get(f"documents/{articles.pk}/")["interpretations"]] == [page.title]
    assert [one["id"] for one in get("interpretations/")["results"]] == [page.pk]


def test_lists_tell_the_newest_first_and_lead_from_page_to_page(office):
    made = [published_on(office, f"2026-03-{day:02}") for day in (2, 3, 4, 5, 6)]
    address, seen = f"{V1}documents/?page_size=2&year=2026", []
    while address:
        told = Client().get(address).json()
        assert told["count"] == 5
        seen += [one["id"] for one in told["results"]]
        last, address = address, told["next"]
    assert seen == [page.pk for page in reversed(made)]
    assert Client().get(last).json()["previous"].endswith("page_size=2&year=2026&page=2")


@pytest.mark.parametrize("kind", ["documents", "interpretations", "catalogue"])
@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"body": "sfx-zfb"}, 1),
        ({"body": "nobody"}, 0),
        ({"year": "1999"}, 0),
        ({"column": "999999999"}, 0),
        ({"year": ""}, 1),
    ],
)
def test_lists_are_limited_as_asked(office, kind, chosen, count):
    document = office.publish(office.document())
    office.publish(office.interpretation(document))
    assert get(f"{kind}/", **chosen)["count"] == count
    assert get(f"{kind}/", column=str(office.column.pk))["count"] == 1


def test_what_is_not_public_is_nowhere(office):
    document = office.publish(office.document(title="将要撤下的文件"))
    draft = office.document(title="尚未公开的文件")
    submitted = office.submit(office.document(title="正在审签的文件"))
    interpretation = office.interpretation(document)
    office.take_down(document)
    for page in (document, draft, submitted):
        answer = Client().get(f"{V1}documents/{page.pk}/")
        assert answer.status_code == 404 and "不再公开" in answer.json()["message"]
    assert Client().get(f"{V1}interpretations/{interpretation.pk}/").status_code == 404
    assert get("documents/")["count"] == get("interpretations/")["count"] == get("catalogue/")["count"] == 0
    (gone,) = get("catalogue/", state="withdrawn")["results"]
    assert gone["title"] == "将要撤下的文件" and gone["validity"].startswith("已撤下") and gone["url"] == ""


def test_an_open_change_is_not_told_before_it_is_signed(office, articles):
    articles.overview = "草稿中的概述。"
    articles.save_revision(user=office.editor)
    assert get(f"documents/{articles.pk}/")["overview"] == "规范养老服务。"


def test_no_member_of_staff_is_named(office, articles):
    staff = {user.get_full_name() for user in (office.editor, *office.approvers)}
    staff |= {user.username for user in (office.editor, *office.approvers)}
    told = json.dumps([get(f"documents/{articles.pk}/"), get("documents/")], ensure_ascii=False)
    assert not [name for name in staff if name in told]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"page_size": "101"}, "1 至 100"),
        ({"page_size": "0"}, "1 至 100"),
        ({"page": "0"}, "大于 0"),
        ({"page": "２"}, "大于 0"),
        ({"page": "9999"}, "共 1 页"),
        ({"page": "9" * 400}, "大于 0"),
        ({"year": "26"}, "四位年份"),
        ({"year": "2026' OR 1=1--"}, "四位年份"),
        ({"body": "\x01"}, "机构代码"),
        ({"column": "-1"}, "栏目编号"),
        ({"owner": "bianji"}, "可用的参数有"),
        ({"fields": "*"}, "不支持参数"),
        ({"year": ["2025", "2026"]}, "只能出现一次"),
    ],
)
@pytest.mark.parametrize("kind", ["documents", "meetings", "catalogue"])
def test_what_cannot_be_answered_is_refused_in_words(office, kind, parameters, words):
    answer = Client().get(f"{V1}{kind}/", parameters)
    assert answer.status_code == 400
    assert words in answer.json()["message"]
    assert len(answer.json()["message"]) < 200
    assert "Surrogate-Control" not in answer


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_changed(office, method):
    answer = getattr(Client(), method)(f"{V1}documents/")
    assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD"


def test_answers_may_be_kept_and_are_not_sent_twice(office, articles):
    for address, shown in {
        "documents/": "lists", "interpretations/": "lists", "catalogue/": "lists",
        f"documents/{articles.pk}/": f"page-{articles.pk}",
    }.items():  # fmt: skip
        first = Client().get(f"{V1}{address}")
        assert first["Surrogate-Key"] == f"site {shown}"
        assert first["Access-Control-Allow-Origin"] == "*" and not first.cookies
        again = Client().get(f"{V1}{address}", headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304


def test_a_list_costs_the_same_with_many_documents(office, django_assert_max_num_queries):
    pattern = office.publish(office.document())
    long = ColumnPage(title="很长的栏目", body=office.body, unit=office.unit)
    type(office.home).objects.get().add_child(instance=long)
    publish_structure(long, "建立栏目")
    fill_column(long, pattern, 150)
    get("documents/")
    with django_assert_max_num_queries(5):
        assert len(get("documents/", page_size="100")["results"]) == 100
    with django_assert_max_num_queries(9):
        get(f"documents/{pattern.pk}/")


KINDS = (
    "documents", "interpretations", "consultations", "consultation-results", "meetings", "press-releases",
    "press-conferences", "clarifications", "catalogue",
)  # fmt: skip


def conforms(value: Any, schema: dict[str, Any], told: dict[str, Any], where: str = "") -> None:
    """The part of JSON Schema that the description uses."""
    if "$ref" in schema:
        schema = told["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "oneOf" in schema:
        if value is not None:
            conforms(value, schema["oneOf"][0], told, where)
        return
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = {
        "string": str,
        "integer": int,
        "array": list,
        "object": dict,
        "null": type(None),
        "boolean": bool,
    }
    assert any(isinstance(value, kinds[name]) for name in names), where
    if "enum" in schema:
        assert value in schema["enum"], where
    if isinstance(value, dict):
        assert value.keys() == schema["properties"].keys() == set(schema["required"]), where
        for name, part in value.items():
            conforms(part, schema["properties"][name], told, f"{where}/{name}")
    for part in value if isinstance(value, list) else ():
        conforms(part, schema["items"], told, f"{where}/[]")


def test_every_answer_is_as_described(office, articles, said_and_answered):
    page = office.publish(office.interpretation(articles))
    told = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    assert Client().get(f"{V1}openapi.json").json() == told
    keys = {"Document": articles.pk, "Interpretation": page.pk} | {
        name: one.pk for name, one in said_and_answered.items()
    }
    for path, methods in told["paths"].items():
        for status, answer in methods["get"]["responses"].items():
            schema = answer["content"]["application/json"]["schema"]
            name = schema["$ref"].rsplit("/", 1)[1].removesuffix("Detail")
            address = path.format(id={"404": 999999999}.get(status, keys.get(name, articles.pk)))
            got = Client().get(address, {"unknown": "1"} if status == "400" else {})
            assert got.status_code == int(status), (address, got.content)
            conforms(got.json(), schema, told, f"{address} {status}")


def test_people_find_every_address_parameter_and_body_explained(office):
    told = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    page = text(read("/api/").find(".//main"))
    for path, methods in told["paths"].items():
        assert path in page and methods["get"]["summary"] in page
        assert all(parameter["description"] in page for parameter in methods["get"]["parameters"])
    assert office.body.code in page
