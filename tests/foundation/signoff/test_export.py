"""Records leave the house whole: a third party recomputes the chain from the file alone; nobody sees too much."""

import hashlib
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.signoff.models import Seal, SealHead
from foundation.signoff.selectors import may_see_record, visible_seals
from tests.offices import appoint

pytestmark = pytest.mark.django_db


def recomputed(lines: str) -> str:
    """The recipe of the README: the newest digest, from the file alone."""
    previous = "0" * 64
    for line in map(json.loads, lines.splitlines()):
        text = json.dumps(line["record"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert line["previous"] == previous
        previous = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
        assert line["digest"] == previous
    return previous


@pytest.mark.rows("R-277")
def test_the_chain_can_be_recomputed_from_the_file_alone(office, tmp_path):
    page = office.publish(office.document())
    office.take_down(page)
    office.decide(office.submit(office.document()), office.head, "reject", comment="请补充“附件”\n第二行")
    said = io.StringIO()
    call_command("export_seals", stdout=said)
    assert recomputed(said.getvalue()) == SealHead.objects.get().digest
    assert len(said.getvalue().splitlines()) == Seal.objects.count()

    path = tmp_path / "seals.jsonl"
    call_command("export_seals", "--output", str(path), stdout=io.StringIO())
    assert path.read_text(encoding="utf-8") == said.getvalue()
    forged = said.getvalue().replace("请补充", "请增加")
    with pytest.raises(AssertionError):
        recomputed(forged)


@pytest.fixture
def others(office):
    """Another editor's signed page, with which the office's editor has nothing to do."""
    colleague = appoint("tongshi", "童时", PostKind.EDITOR, office.body, office.unit)
    page = office.document(owner=colleague)
    page.revisions.update(user=colleague)
    page.get_workflow().start(page, colleague)
    return page


@pytest.mark.parametrize("who", ["editor", "head", "secrecy", "leader", "supervisor", "superuser"])
def test_the_report_shows_what_the_sheet_would_show(office, others, who, django_user_model):
    office.decide(office.submit(office.document()), office.head)
    user = {
        "supervisor": lambda: appoint("jiandu", "简督", PostKind.SUPERVISOR, office.body),
        "superuser": lambda: django_user_model.objects.create_superuser("root", "r@example.gov.cn", "x"),
    }.get(who, lambda: getattr(office, who))()
    pages = set(Seal.objects.values_list("page_id", flat=True))
    may = {page for page in pages if may_see_record(page, user)}
    assert set(visible_seals(user).values_list("page_id", flat=True)) == may
    assert (others.pk in may) == (who == "supervisor")


def test_report_filters_and_exports(office, others, client):
    page = office.publish(office.document())
    client.force_login(office.editor, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("signoff:records")
    html = client.get(url, {"person_name": "方立诚"}).content.decode()
    assert page.title in html
    assert "周正言" not in html
    assert others.title not in client.get(url).content.decode()
    for query in (
        {"page_title": "没有的标题"},
        {"decision": "returned"},
        {"at_to": "2020-01-01"},
        {"page_id": others.pk},
    ):
        assert page.title not in client.get(url, query).content.decode(), query
    for query in ({"unit": office.unit.pk}, {"body": office.body.pk}, {"page_id": page.pk}):
        assert page.title in client.get(url, query).content.decode(), query
    sheet = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "内容指纹" in sheet
    assert Seal.objects.filter(page_id=page.pk).last().digest in sheet
    assert others.title not in sheet
    assert client.get(url, {"export": "xlsx"}).status_code == 200


def test_the_report_costs_the_same_for_many_records(office, client, django_assert_max_num_queries):
    for _ in range(3):
        office.publish(office.document())
    client.force_login(office.leader, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("signoff:records"))
    with django_assert_max_num_queries(14):
        client.get(reverse("signoff:records"))
