"""Findings on the review screen and before submission: shown with their place, dealt with without script."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.organisations.models import Body, Unit
from foundation.precheck import checks
from foundation.precheck.checks import run_checks
from foundation.precheck.models import Expression, FindingDecision
from foundation.precheck.services import dismiss
from foundation.signoff.models import PostTaskState
from tests.offices import appoint

pytestmark = pytest.mark.django_db
WRONG = "<p>自建国以来的文件。</p>"


def review(page) -> str:
    return reverse("signoff:review", args=[PostTaskState.objects.waiting().get(page_id=page.pk).pk])


def actions(text: str) -> list[str]:
    return re.findall(r'action="(/admin/precheck/[^"]+)"', text)


def part(text: str) -> str:
    return text.split('id="checks"', 1)[1].split('id="seals"', 1)[0]


@pytest.fixture
def page(office):
    return office.submit(office.document(content=[("text", WRONG)]))


@pytest.mark.rows("R-080")
def test_the_reviewer_sees_what_is_open_what_was_set_aside_and_what_is_fine(office, client):
    page = office.document(content=[("text", WRONG), ("text", "<p>住址：幸福镇和平村12号。</p>")])
    address = next(found for found in run_checks(page).confirm if found.kind == "address")
    dismiss(page, address.fingerprint, office.editor, "系办公地址。")
    page = office.submit(page)
    client.force_login(office.head)
    shown = part(client.get(review(page)).content.decode())
    assert shown.partition(">")[0].endswith(" open")
    assert "请核对 1 项" in shown and "正文第1段：“建国以来”表述不规范" in shown
    assert "林小北于" in shown and "理由：系办公地址。" in shown
    assert "幸福镇和平村12号" not in shown
    assert "银行卡号" in shown.split("未发现问题的检查")[1]


def test_all_fine_is_folded(office, client):
    page = office.submit(office.document())
    client.force_login(office.head)
    shown = part(client.get(review(page)).content.decode())
    assert " open" not in shown.partition(">")[0]
    assert "通过" in shown


@pytest.mark.rows("R-080")
def test_a_finding_is_set_aside_and_taken_back_at_the_step(office, client, page):
    client.force_login(office.head)
    where = review(page)
    (action,) = actions(client.get(where).content.decode())
    poor = client.post(action, {"reason": "好"})
    assert poor.status_code == 400
    assert "不少于4个字" in poor.content.decode() and ">好</textarea>" in poor.content.decode()
    done = client.post(action, {"reason": "引用原文标题。"})
    assert done.url == f"{where}#checks"
    shown = client.get(where).content.decode()
    (action,) = actions(shown)
    assert "通过" in part(shown) and "周正言于" in part(shown)
    client.post(action, {"reason": "应改为规范表述"})
    assert [row.decision for row in FindingDecision.objects.all()] == ["dismissed", "reopened"]
    assert "请核对 1 项" in part(client.get(where).content.decode())


@pytest.mark.rows("R-080", "R-061")
def test_a_mark_found_during_the_review_is_the_secrecy_reviewers(office, client):
    page = office.submit(office.document(content=[("text", "<p>本办法附件为空白样表。</p>")]))
    page = office.decide(page, office.head)
    # The list grew while the text was under review.
    Expression.objects.create(text="空白样表", category="secret", severity="must_fix")
    client.force_login(office.head)
    shown = client.get(review(page)).content.decode()
    assert "必须处理 1 项" in part(shown) and not actions(shown)
    client.force_login(office.secrecy)
    (action,) = actions(client.get(review(page)).content.decode())
    client.post(action, {"reason": "空白样表，不涉密。"})
    assert "沈慎之于" in part(client.get(review(page)).content.decode())


@pytest.mark.rows("R-080")
def test_a_mark_in_a_draft_is_judged_before_submission(office, client):
    page = office.document(overview="机密★5年")
    where = reverse("precheck_draft", args=[page.pk])
    client.force_login(office.editor)
    assert where in client.get(f"/admin/editorial/{page.pk}/").content.decode()
    assert not actions(client.get(where).content.decode())
    assert "沈慎之" in client.post(where, follow=True).content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["baomi@example.gov.cn"] and where in letter.body
    client.force_login(office.secrecy)
    (action,) = actions(client.get(where).content.decode())
    assert client.get(reverse("precheck_text", args=[page.pk])).status_code == 200
    client.post(action, {"reason": "引用标志样式，不涉密。"})
    assert office.submit(page).current_workflow_state


def test_strangers_see_neither_findings_nor_text(office, client):
    page = office.document(overview="机密★5年")
    other = Body.objects.create(name="示范县房管局", code="sfx-fgj")
    client.force_login(appoint("fang", "方路", "editor", other, Unit.objects.create(body=other, name="科")))
    for name in ("precheck_draft", "precheck_text"):
        assert client.get(reverse(name, args=[page.pk])).status_code == 302
    client.force_login(office.leader)
    assert client.get(reverse("precheck_text", args=[page.pk])).status_code == 302


def test_the_screen_checks_once_and_costs_the_same_with_many_findings(office, client, monkeypatch):
    runs = []

    def counted(page):
        runs.append(page.pk)
        return run_checks(page)

    for module in ("review", "gates"):
        monkeypatch.setattr(f"foundation.precheck.{module}.run_checks", counted)
    client.force_login(office.head)

    def cost(times: int) -> int:
        page = office.submit(office.document(content=[("text", WRONG)] * times))
        dismiss(page, checks.run_checks(page).confirm[0].fingerprint, office.head, "引用原文标题。")
        client.get(review(page))
        runs.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(review(page)).status_code == 200
        assert len(runs) == 1
        return len(captured)

    assert cost(12) <= cost(2)
