"""The ledger: verdicts are drafted, confirmed and grouped, and nobody overwrites anybody."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from foundation.organisations.services import sync_groups
from opinion.consultations.ledger import (
    assign,
    confirm_many,
    confirm_verdict,
    draft_many,
    draft_verdict,
    mark_of,
    put_in_theme,
    return_verdict,
)
from opinion.consultations.ledger_enums import Grouping, Progress
from opinion.consultations.ledger_models import LedgerEvent
from opinion.consultations.ledger_selectors import counters, groups, of_group, progress_of
from opinion.consultations.models import Opinion, OpinionTheme

from .ledgers import another_unit, answer_all, ended_consultation, written

pytestmark = pytest.mark.django_db
TEXTS = ["建议延长到零点。", "建议延长到 零点", "票价太高，请降低。", "建议增加班次。"]


@pytest.fixture
def page(office):
    return ended_consultation(office)


@pytest.fixture
def rows(page) -> list[Opinion]:
    return written(page, TEXTS)


def these(page):
    return Opinion.objects.filter(consultation=page)


def client_of(user) -> Client:
    sync_groups(user)
    client = Client()
    client.force_login(user)
    return client


def test_the_editor_drafts_and_the_head_confirms(office, rows):
    one = draft_verdict(office.editor, rows[0], 0, verdict="adopted", reason="")
    assert progress_of(one) == Progress.DRAFTED
    with pytest.raises(PermissionDenied, match="科室负责人"):
        confirm_verdict(office.editor, one, one.version)
    one = confirm_verdict(office.head, one, one.version)
    assert progress_of(one) == Progress.CONFIRMED
    assert [event.words for event in one.events.all()] == ["确认：采纳", "拟办：采纳"]
    one = return_verdict(office.head, one, one.version, reason="理由不充分，请补充")
    assert progress_of(one) == Progress.NONE


@pytest.mark.parametrize(
    ("verdict", "reason", "words"),
    [
        ("", "", "请选择采纳情况"),
        ("partly", " ", "采纳了哪些"),
        ("explained", "", "说明的内容"),
        ("nonsense", "", "采纳情况应为"),
        ("adopted", "长" * 2001, "现有2001字"),
    ],
)
def test_a_verdict_that_says_nothing_is_refused(office, rows, verdict, reason, words):
    with pytest.raises(ValidationError, match=words):
        draft_verdict(office.editor, rows[0], 0, verdict=verdict, reason=reason)


def test_the_second_of_two_officers_is_told_and_overwrites_nothing(office, page, rows):
    seen_by_both = rows[0].version
    draft_verdict(office.editor, rows[0], seen_by_both, verdict="adopted", reason="甲的理由")
    with pytest.raises(ValidationError, match=r"林小北.*没有写入"):
        draft_verdict(office.editor, rows[0], seen_by_both, verdict="rejected", reason="乙的理由")
    rows[0].refresh_from_db()
    assert rows[0].verdict_reason == "甲的理由"
    answer = client_of(office.editor).post(
        f"/admin/consultations/ledger/{page.pk}/opinions/{rows[0].pk}/",
        {"version": seen_by_both, "verdict": "rejected", "reason": "乙写了很久的理由"},
    )
    assert "没有覆盖对方的内容" in answer.content.decode()
    assert "乙写了很久的理由" in answer.content.decode()


def test_groups_are_found_by_theme_clause_and_likeness(office, page, rows):
    chosen = these(page).filter(pk__in=[rows[0].pk, rows[1].pk])
    assert put_in_theme(office.editor, page, chosen, mark_of(chosen), name="运营时间") == 2
    assert [(one.name, one.number) for one in groups(these(page), Grouping.THEME)] == [
        ("运营时间", 2),
        ("未归类", 2),
    ]
    (alike,) = groups(these(page), Grouping.SAME)
    assert alike.number == 2
    assert set(of_group(these(page), Grouping.SAME, alike.key)) == {rows[0], rows[1]}
    assert [one.name for one in groups(these(page), Grouping.CLAUSE)] == ["全文"]


def test_merging_a_theme_into_another_leaves_none_empty(office, page, rows):
    for name, of in (("时间", rows[:2]), ("运营时间", rows[2:])):
        chosen = these(page).filter(pk__in=[one.pk for one in of])
        put_in_theme(office.editor, page, chosen, mark_of(chosen), name=name)
    chosen = these(page).filter(theme__name="时间")
    put_in_theme(office.editor, page, chosen, mark_of(chosen), name="运营时间")
    assert [theme.name for theme in OpinionTheme.objects.all()] == ["运营时间"]
    assert Opinion.objects.filter(theme__name="运营时间").count() == 4


def test_a_group_gets_one_verdict_with_one_reason_and_confirmed_ones_stay(office, page, rows):
    draft_verdict(office.editor, rows[0], 0, verdict="rejected", reason="已另有规定")
    confirm_verdict(office.head, rows[0], 1)
    chosen = these(page)
    assert draft_many(office.editor, page, chosen, mark_of(chosen), verdict="adopted", reason="已修改") == 3
    assert confirm_many(office.head, page, chosen, mark_of(chosen)) == 3
    rows[0].refresh_from_db()
    assert rows[0].verdict == "rejected"
    assert counters(these(page)).unanswered == 0


def test_an_opinion_that_arrives_while_the_group_is_decided_is_told(office, page, rows):
    chosen = these(page)
    mark = mark_of(chosen)
    written(page, ["刚收到的来信。"], source="letter")
    with pytest.raises(ValidationError, match="有变化，没有写入"):
        draft_many(office.editor, page, chosen, mark, verdict="adopted", reason="")
    assert not these(page).exclude(verdict="").exists()


def test_a_unit_sees_and_answers_only_what_it_was_given(office, page, rows):
    unit, editor, head = another_unit(office)
    chosen = these(page).filter(pk=rows[2].pk)
    assert client_of(editor).get(f"/admin/consultations/ledger/{page.pk}/").status_code == 404
    assign(office.editor, page, chosen, mark_of(chosen), unit=unit)
    shown = client_of(editor).get(f"/admin/consultations/ledger/{page.pk}/").content.decode()
    assert "票价太高" in shown and "增加班次" not in shown
    with pytest.raises(PermissionDenied, match="没有交由"):
        draft_verdict(editor, rows[3], 0, verdict="adopted", reason="")
    draft_verdict(editor, rows[2], 1, verdict="explained", reason="票价经成本监审核定。")
    with pytest.raises(PermissionDenied):
        confirm_verdict(office.head, Opinion.objects.get(pk=rows[2].pk), 2)
    confirm_verdict(head, Opinion.objects.get(pk=rows[2].pk), 2)


def test_withdrawn_and_held_opinions_need_no_answer(office, page, rows):
    Opinion.objects.filter(pk=rows[0].pk).update(withdrawn_at=timezone.now())
    Opinion.objects.filter(pk=rows[1].pk).update(held_at=timezone.now(), held_reason="侮辱他人")
    found = counters(these(page))
    assert (found.all, found.unanswered, found.held, found.withdrawn) == (4, 2, 1, 1)
    with pytest.raises(ValidationError, match="已由提出人撤回"):
        draft_verdict(office.editor, rows[0], 0, verdict="adopted", reason="")


def test_what_was_done_stays_on_record(office, page, rows):
    answer_all(office, page)
    event = LedgerEvent.objects.first()
    with pytest.raises(PermissionDenied):
        event.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM consultations_ledgerevent")


def test_the_screens_lead_through_the_ledger(office, page, rows):
    editor, head = client_of(office.editor), client_of(office.head)
    at = f"/admin/consultations/ledger/{page.pk}/"
    assert "还有 4 条未答复" in editor.get("/admin/consultations/ledger/").content.decode()
    for query in (
        "",
        "?progress=none&source=web",
        "?theme=0&q=延长",
        "?p=x&unit=zz&by=same&key=zz",
        "groups/?by=near",
    ):
        assert editor.get(at + query).status_code == 200
    for act in ("theme", "assign", "draft", "confirm"):
        assert (
            editor.get(f"{at}acts/{act}/?ids={rows[0].pk}&ids=x&ids=99999999999999999999").status_code == 200
        )
    mark = mark_of(these(page).filter(text__icontains="延长"))
    answer = editor.post(f"{at}acts/draft/?all=1&q=延长", {"mark": mark, "verdict": "adopted", "reason": ""})
    assert answer.status_code == 302
    stale = editor.post(
        f"{at}acts/draft/?all=1&q=延长", {"mark": mark, "verdict": "rejected", "reason": "我写的理由"}
    ).content.decode()
    assert "没有写入" in stale and "我写的理由" in stale
    rows[0].refresh_from_db()
    done = head.post(f"{at}opinions/{rows[0].pk}/", {"act": "confirm", "version": rows[0].version})
    assert done.status_code == 302
    assert "还有 3 条未答复" in head.get(at).content.decode()


def test_leaders_read_and_outsiders_see_nothing(office, page, rows):
    at = f"/admin/consultations/ledger/{page.pk}/"
    leader = client_of(office.leader)
    assert leader.get(at).status_code == 200
    assert leader.get(f"{at}sheets/export/").status_code != 200
    assert client_of(office.secrecy).get(at).status_code == 404


LEDGER_QUERIES = 15  # issue 6


@pytest.mark.parametrize("where", ["", "{pk}/", "{pk}/?progress=none&q=延长", "{pk}/groups/?by=same"])
def test_the_ledger_costs_few_queries_however_many_opinions(
    office, page, rows, where, django_assert_max_num_queries
):
    written(page, ["建议延长到零点。"] * 2000)
    client, at = client_of(office.editor), "/admin/consultations/ledger/" + where.format(pk=page.pk)
    client.get(at)
    with django_assert_max_num_queries(LEDGER_QUERIES):
        client.get(at)


def test_turning_pages_keeps_the_filter(office, page):
    written(page, ["建议延长到零点。"] * 60)
    shown = (
        client_of(office.editor).get(f"/admin/consultations/ledger/{page.pk}/?source=web").content.decode()
    )
    assert "第 1 页，共 2 页" in shown and 'href="?source=web&amp;p=2"' in shown
