"""From a page with faults to the report, the decision, the closed gate and the nightly list."""

import hashlib

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from foundation.precheck import nightly, registry
from foundation.precheck.checks import run_checks
from foundation.precheck.enums import Category, Decision
from foundation.precheck.gates import precheck_gate
from foundation.precheck.models import Expression, FindingDecision, NightlyFinding, NightlyRun
from foundation.precheck.registry import FilePart, TextPart
from foundation.precheck.rules.finding import Finding, Kind, Severity
from foundation.precheck.selectors import decision_history, latest_run, nightly_counts, nightly_findings
from foundation.precheck.services import dismiss, reopen
from foundation.precheck.shipped import load_shipped_expressions
from foundation.signoff.gates import reasons
from tests.offices import appoint

from .makers import identity_number, word_file

ID = identity_number()
REASON = "该号码为虚构的填写示例，不属于任何人。"


def page_texts(page):
    yield TextPart("title", "标题", page.title)
    yield TextPart("overview", "内容概述", page.overview, "段")


@pytest.fixture(autouse=True)
def _only_our_providers(monkeypatch, office):
    """The pages under test have a title and an overview; what features register is their own tests' business."""
    monkeypatch.setattr(registry, "_texts", [page_texts])
    monkeypatch.setattr(registry, "_files", [])
    monkeypatch.setattr(registry, "_checks", {})
    cache.clear()
    Expression.objects.all().delete()


def attach(monkeypatch, *files: tuple[str, bytes]) -> list[str]:
    """Let the pages carry these files; returns the names of those actually read, as they are read."""
    read: list[str] = []

    def content(name: str, data: bytes):
        def give() -> bytes:
            read.append(name)
            return data

        return give

    parts = [
        FilePart("attachments", f"附件“{name}”", name, hashlib.sha256(data).hexdigest(), content(name, data))
        for name, data in files
    ]
    monkeypatch.setattr(registry, "_files", [lambda page: parts])
    return read


@pytest.mark.rows("R-080")
def test_report_says_what_where_and_what_is_fine(office):
    Expression.objects.create(text="布署", suggestion="部署", category=Category.TYPO)
    page = office.document(overview=f"第一段全面布署。\n第二段{ID}。")
    report = run_checks(page)
    (number,), (word,) = report.must_fix, report.confirm
    assert (number.field, number.place, number.excerpt[:3]) == ("overview", "内容概述第2段", ID[:3])
    assert (word.place, word.suggestion) == ("内容概述第1段", "建议改为“部署”。")
    assert "手机号码" in report.fine
    assert "公民身份号码" not in report.fine
    assert "附件无法读取" not in report.fine


def test_list_of_expressions_takes_effect_at_once(office, django_assert_num_queries):
    page = office.document(overview="全面布署。")
    assert not run_checks(page).open
    entry = Expression.objects.create(text="布署", suggestion="部署")
    assert len(run_checks(page).confirm) == 1
    entry.severity = Severity.MUST_FIX.value
    entry.save()
    assert len(run_checks(page).must_fix) == 1
    entry.is_active = False
    entry.save()
    assert not run_checks(page).open
    with django_assert_num_queries(1):
        run_checks(page)


@pytest.mark.rows("R-080")
def test_attachment_findings_name_file_and_place_and_are_read_once(office, monkeypatch):
    data = word_file(cell=ID, comment="再议", author="张某")
    read = attach(monkeypatch, ("名单.docx", data))
    page = office.document()
    report = run_checks(page)
    assert {(finding.kind.value, finding.place) for finding in report.open} == {
        ("identity", "附件“名单.docx”：正文表格1第1行"),
        ("traces", "附件“名单.docx”：批注"),
        ("metadata", "附件“名单.docx”：文件属性"),
    }
    assert all(finding.field == "attachments" for finding in report.open)
    assert run_checks(page) == report
    assert read == ["名单.docx"]


def test_missing_and_unreadable_attachments_stop_submission(office, monkeypatch):
    attach(monkeypatch, ("坏.pdf", b"%PDF broken"))
    page = office.document()
    (reason,) = precheck_gate(page)
    assert "坏.pdf" in reason.message and "损坏" in reason.message

    def gone():
        raise FileNotFoundError

    lost = FilePart("attachments", "附件“丢.pdf”", "丢.pdf", "0", gone)
    monkeypatch.setattr(registry, "_files", [lambda page: [lost]])
    (reason,) = precheck_gate(page)
    assert "文件已丢失" in reason.message


@pytest.mark.rows("R-080")
def test_identity_number_blocks_with_its_position_until_dismissed(office):
    page = office.document(overview=f"联系人{ID}。")
    (reason,) = [reason for reason in reasons(page) if "抽查预检" in reason.message]
    assert reason.field == "overview"
    assert "内容概述第1段" in reason.message and ID not in reason.message
    with pytest.raises(ValidationError, match="身份"):
        office.submit(page)
    dismiss(page, run_checks(page).must_fix[0].fingerprint, office.editor, REASON)
    assert not list(precheck_gate(page))
    office.submit(page)


def test_dismissal_lasts_while_the_words_around_stay(office):
    page = office.document(overview=f"填写示例：{ID}。")
    dismiss(page, run_checks(page).must_fix[0].fingerprint, office.editor, REASON)
    page.overview = f"前面加了一段。\n填写示例：{ID}。\n后面也加了一段。"
    report = run_checks(page)
    assert not report.must_fix
    ((_finding, decision),) = report.dismissed
    assert (decision.person, decision.reason) == (office.editor, REASON)
    page.overview = f"经办人林某：{ID}。"
    assert len(run_checks(page).must_fix) == 1
    page.overview = f"填写示例：{ID}。\n填写示例：{identity_number(order='002')}。"
    assert len(run_checks(page).must_fix) == 1


def test_same_words_twice_are_dismissed_one_by_one(office):
    page = office.document(overview="\n".join([f"此处填写证件号码：{ID}。此处填写完毕以后"] * 2))
    first, second = run_checks(page).must_fix
    dismiss(page, first.fingerprint, office.editor, REASON)
    assert [finding.fingerprint for finding in run_checks(page).must_fix] == [second.fingerprint]


@pytest.mark.parametrize("reason", ["", "   ", "示例", "这是一个示例"])
def test_identity_number_asks_for_a_full_reason(office, reason):
    page = office.document(overview=ID)
    with pytest.raises(ValidationError, match="不少于10个字"):
        dismiss(page, run_checks(page).must_fix[0].fingerprint, office.editor, reason)
    assert not FindingDecision.objects.exists()


def test_only_people_of_the_body_decide_and_only_what_is_there(office):
    page = office.document(overview=ID)
    fingerprint = run_checks(page).must_fix[0].fingerprint
    school = Body.objects.create(
        name="示范县教育局", short_name="教育局", code="sfx-jyj", index_code="01234568-6"
    )
    room = Unit.objects.create(body=school, name="办公室")
    stranger = appoint("luren", "路遥远", PostKind.EDITOR, school, room)
    with pytest.raises(PermissionDenied):
        dismiss(page, fingerprint, stranger, REASON)
    with pytest.raises(ValidationError, match="刷新"):
        dismiss(page, "0" * 40, office.editor, REASON)
    dismiss(page, fingerprint, office.editor, REASON)
    with pytest.raises(ValidationError, match="刷新"):
        dismiss(page, fingerprint, office.editor, REASON)


@pytest.mark.rows("R-080")
def test_mark_of_secrecy_is_never_dismissed_by_an_editor(office):
    load_shipped_expressions(Expression)
    page = office.document(overview="机密★5年")
    (finding,) = run_checks(page).must_fix
    assert finding.kind == Kind.SECRET
    with pytest.raises(PermissionDenied, match="保密审查责任人"):
        dismiss(page, finding.fingerprint, office.editor, REASON)
    dismiss(page, finding.fingerprint, office.secrecy, "已核实，系引用标志样式。")
    assert not run_checks(page).must_fix


def test_decisions_are_kept_and_can_be_taken_back(office):
    page = office.document(overview=ID)
    fingerprint = run_checks(page).must_fix[0].fingerprint
    record = dismiss(page, fingerprint, office.editor, REASON)
    reopen(page, fingerprint, office.head, "请删去")
    assert len(run_checks(page).must_fix) == 1
    assert [entry.decision for entry in decision_history(page.pk)] == [Decision.DISMISSED, Decision.REOPENED]
    assert ID not in record.excerpt
    record.reason = "改"
    with pytest.raises(PermissionDenied):
        record.save()
    with pytest.raises(PermissionDenied):
        record.delete()


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    "statement", ["UPDATE precheck_findingdecision SET reason = ''", "DELETE FROM precheck_findingdecision"]
)
def test_the_database_refuses_to_change_or_delete_a_decision(office, statement):
    page = office.document(overview=ID)
    dismiss(page, run_checks(page).must_fix[0].fingerprint, office.editor, REASON)
    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert FindingDecision.objects.get().reason == REASON


def test_platform_operators_keep_up_the_list_of_expressions(office, client):
    operator = appoint("yunwei", "云维安", PostKind.OPERATOR, office.body)
    client.force_login(operator)
    assert client.get("/admin/snippets/precheck/expression/add/").status_code == 200
    client.force_login(office.editor)
    assert client.get("/admin/snippets/precheck/expression/add/").status_code == 302


def test_checks_of_features_take_part(office, monkeypatch):
    def no_alt_text(page):
        yield Finding(Kind.ALT_TEXT, Severity.CONFIRM, "图片缺少替代文字", field="content", place="图片1")

    registry.register_check(no_alt_text, Kind.ALT_TEXT)
    page = office.document()
    (finding,) = run_checks(page).confirm
    dismiss(page, finding.fingerprint, office.editor, "装饰图片。")
    assert not run_checks(page).open


def test_a_long_list_is_told_in_part(office):
    numbers = [identity_number(order=f"{order:03}") for order in range(30)]
    told = list(precheck_gate(office.document(overview="；".join(numbers))))
    assert len(told) == 21
    assert "另有10处" in told[-1].message


@pytest.fixture
def live_pages(office):
    """Three documents on the public site, the second with a number that came in before the pre-check did."""
    pages = [office.publish(office.document()) for _number in range(3)]
    faulty = pages[1].pk

    def texts(page):
        if page.pk == faulty:
            yield TextPart("overview", "内容概述", f"联系人{ID}")

    registry._texts[:] = [texts]
    return pages


def test_nightly_run_lists_open_findings_and_replaces_them(live_pages, office, capsys):
    call_command("run_prechecks")
    (row,) = nightly_findings(Severity.MUST_FIX)
    assert (row.page_id, row.kind) == (live_pages[1].pk, "identity")
    assert ID not in row.excerpt
    assert nightly_counts() == {"identity": 1}
    assert latest_run().finished_at and "未能检查0页" in capsys.readouterr().out
    dismiss(live_pages[1], row.fingerprint, office.editor, REASON)
    call_command("run_prechecks")
    assert not nightly_findings().exists()
    assert NightlyRun.objects.count() == 2


def test_broken_off_run_goes_on_where_it_stopped(live_pages, monkeypatch):
    checked: list[int] = []

    def stop_at_second(page):
        if len(checked) == 2:
            raise KeyboardInterrupt
        checked.append(page.pk)
        return real(page)

    real = nightly.run_checks
    monkeypatch.setattr(nightly, "run_checks", stop_at_second)
    with pytest.raises(CommandError, match="从中断处继续"):
        call_command("run_prechecks")
    monkeypatch.setattr(nightly, "run_checks", lambda page: checked.append(page.pk) or real(page))
    call_command("run_prechecks")
    assert len(checked) == len(set(checked)) == nightly.live_pages().count()
    assert NightlyRun.objects.count() == 1


def test_page_that_cannot_be_checked_does_not_stop_the_run(live_pages, monkeypatch, caplog):
    real = nightly.run_checks

    def fail_once(page):
        if page.pk == live_pages[0].pk:
            raise RuntimeError("broken provider")
        return real(page)

    monkeypatch.setattr(nightly, "run_checks", fail_once)
    call_command("run_prechecks")
    assert dict(NightlyFinding.objects.values_list("page_id", "kind")) == {
        live_pages[0].pk: "failed",
        live_pages[1].pk: "identity",
    }
    assert latest_run().failures == 1
    assert "failed" in caplog.text


def test_page_is_checked_as_it_is_typed(office):
    page = DocumentPage(title=f"公示{ID}", body=office.body, unit=office.unit)
    (finding,) = run_checks(page).must_fix
    assert finding.place == "标题"


def test_list_of_expressions_is_kept_up_in_the_admin(office, admin_client):
    form = {
        "text": "全面布属",
        "suggestion": "全面部署",
        "category": Category.TYPO,
        "severity": Severity.CONFIRM.value,
        "exceptions": "",
        "source": "",
        "is_active": "on",
    }
    admin_client.post("/admin/snippets/precheck/expression/add/", form)
    listing = admin_client.get("/admin/snippets/precheck/expression/", {"q": "布属"}).content.decode()
    assert "全面部署" in listing
    assert len(run_checks(office.document(overview="全面布属。")).confirm) == 1
