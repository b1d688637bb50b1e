"""What changes when a parameter is set: only the body concerned, only its new cases, only from the day on."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from disclosure.documents.models import Attachment
from disclosure.documents.openness import openness_label
from disclosure.documents.time_limits import time_limit
from foundation.organisations.models import Body
from foundation.rules.models import System
from foundation.rules.parameters import value
from foundation.rules.services import set_parameter
from foundation.secrecy.releases import record_decision
from foundation.signoff.chains.services import load_profile as load_chain
from foundation.signoff.gates import Stage, reasons
from foundation.workdays.selectors import load_calendar
from interpretation.policies.checks import document_check
from interpretation.policies.selectors import due_of, needing_interpretation
from interpretation.policies.tracking import overdue

DAY = dt.date(2026, 3, 2)  # a Monday
WITHHELD = {
    "openness": "withheld",
    "openness_reason": "N6",
    "openness_basis": "《中华人民共和国政府信息公开条例》第十六条",
    "openness_note": "属于本单位后勤管理的内部事务信息",
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(dt.datetime.combine(DAY, dt.time(1), dt.UTC)):
        yield


@pytest.fixture
def other(office):
    """Another bureau of the county."""
    return Body.objects.create(name="示范县财政局", code="sfx-czj")


def put(key, what, body, on=DAY, **more):
    return set_parameter(
        key,
        what,
        body=body,
        effective_from=on,
        by=None,
        **({"basis": "《示范县财政局政务公开实施细则》第五条", "reason": "按实施细则执行"} | more),
    )


def told(page, stage=Stage.SUBMISSION):
    return "".join(reason.message for reason in reasons(page, stage=stage))


@pytest.mark.rows("R-003", "R-280")
def test_the_rules_of_one_bureau_change_its_days_from_their_day_on(office, other):
    rules = System.objects.create(
        title="示范县人民政府办公室政务公开实施细则",
        authority="示范县人民政府办公室",
        effective_on="2026-03-09",
    )
    put("pub.days.default", 10, office.body, on=dt.date(2026, 3, 9), basis="第五条", system=rules)
    earlier = {"written_on": dt.date(2026, 3, 6), "printed_on": dt.date(2026, 3, 6)}
    later = {"written_on": dt.date(2026, 3, 9), "printed_on": dt.date(2026, 3, 9)}
    with time_machine.travel(dt.datetime(2026, 3, 10, 1, tzinfo=dt.UTC)):
        # 20 working days from 6 March over 清明 (off 4 to 6 April), 10 from 9 March.
        assert time_limit(office.document(**earlier)).due.deadline.due == dt.date(2026, 4, 3)
        assert time_limit(office.document(**later)).due.deadline.due == dt.date(2026, 3, 23)
        assert time_limit(office.document(**later, body=other)).due.deadline.due == dt.date(2026, 4, 7)
        assert (value("pub.days.default", office.body), value("pub.days.default", other)) == (10, 20)


def test_a_step_keeps_the_day_it_was_given(office):
    page = office.submit(office.document())
    given = page.current_workflow_task_state.specific.due_on
    put("review.step_days", 1, office.body)
    page.refresh_from_db()
    assert page.current_workflow_task_state.specific.due_on == given == dt.date(2026, 3, 4)
    second = office.submit(office.document())
    assert second.current_workflow_task_state.specific.due_on == dt.date(2026, 3, 3)


@pytest.fixture
def mixed(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = office.document()
    file = get_document_model().objects.create(title="名单", file=ContentFile(b"%PDF-1.4 x", name="md.pdf"))
    page.attachments = [Attachment(document=file, openness="withheld")]
    return page


@pytest.mark.rows("R-059")
def test_mixed_attributes_wait_for_the_split_or_are_refused_at_once(office, mixed):
    split = "请把该附件拆分为单独的文件"
    assert split in told(mixed)
    put("attr.mixing", "split_before_signature", office.body)
    assert split not in told(mixed)
    assert split in told(mixed, Stage.SIGNATURE)


@pytest.mark.rows("R-045")
def test_without_an_internal_scope_nothing_is_confined_to_the_body(office):
    page = office.document(**WITHHELD, audience="inside")
    under_review = office.submit(office.document(**WITHHELD, audience="inside"))
    assert not told(page)
    put("attr.internal_scope", False, office.body)
    assert "不设“单位内部公开”范围" in told(page)
    # What was submitted before goes on under the rules of its day.
    with time_machine.travel(dt.datetime(2026, 3, 3, 1, tzinfo=dt.UTC)):
        put("attr.internal_scope", True, office.body, on=dt.date(2026, 3, 3))
        put("attr.internal_scope", False, office.body, on=dt.date(2026, 3, 4))
    with time_machine.travel(dt.datetime(2026, 3, 4, 1, tzinfo=dt.UTC)):
        later = office.document(**WITHHELD, audience="inside")
        assert "不设“单位内部公开”范围" in told(later)
    assert under_review.workflow_in_progress


@pytest.mark.rows("R-044")
def test_the_name_of_the_third_attribute_is_the_bodys_own(office, other):
    put("attr.label.none", "免予公开", office.body)
    assert openness_label("withheld", office.body) == "免予公开"
    assert openness_label("withheld", other) == "不予公开"
    page = office.document(**(WITHHELD | {"openness_note": "内部"}))
    assert "选择“免予公开”的" in told(page)


@pytest.mark.rows("R-073")
@pytest.mark.parametrize(("decider", "refused"), [("agency_head", True), ("leading_group", False)])
def test_only_the_decider_of_the_bodys_rules_decides(office, decider, refused):
    put("review.override_decider", "leading_group", office.body)

    def decide():
        return record_decision(
            office.secrecy,
            body=office.body,
            page_title="环境监测报告",
            subject="trade_secret",
            decider=decider,
            participants="方立诚",
            finding="yes",
            outcome="open",
            reasons="不公开会严重影响下游居民的饮水安全。",
            decided_on=DAY,
        )

    if refused:
        with pytest.raises(ValidationError, match="政务公开领导小组"):
            decide()
    else:
        assert decide().decider == "leading_group"


@pytest.mark.rows("R-078")
@pytest.mark.parametrize(
    ("levels", "profile", "fits"), [(2, "jinhua", True), (3, "jinhua", False), (3, "default", True)]
)
def test_a_chain_has_the_levels_that_the_body_asks_for(office, levels, profile, fits):
    put("review.levels", levels, office.body)
    if fits:
        assert load_chain(profile, office.body).versions.exists()
    else:
        with pytest.raises(ValidationError, match="合计须为3至4级"):
            load_chain(profile, office.body)


def complaints(page):
    return "".join(reason.message for reason in document_check(page))


@pytest.mark.rows("R-084", "R-090")
@pytest.mark.parametrize(
    ("sync", "asks", "refuses"), [("within", False, False), ("warn", True, False), ("require", False, True)]
)
def test_how_far_the_interpretation_goes_along(office, sync, asks, refuses):
    put("interp.sync", sync, office.body)
    page = office.document(is_important=True)
    assert ("尚未起草" in complaints(page)) is asks
    assert ("须有解读而尚未起草" in told(page)) is refuses
    office.interpretation(page)
    assert "须有解读而尚未起草" not in told(page)
    assert "尚未起草" not in complaints(page)


@pytest.mark.rows("R-093")
@pytest.mark.parametrize(("kinds", "needs"), [(["normative"], True), (["regulation"], False), ([], False)])
def test_which_documents_need_an_interpretation(office, kinds, needs):
    put("interp.required_types", kinds, office.body)
    page = office.document(kind="normative")
    assert ("尚未起草" in complaints(page)) is needs
    page = office.publish(page)
    assert needing_interpretation().filter(pk=page.pk).exists() is needs


@pytest.mark.rows("R-089", "R-280")
def test_a_shorter_interpretation_period_holds_for_what_is_published_from_then_on(office, other):
    before = office.publish(office.document(kind="normative"))
    with time_machine.travel(dt.datetime(2026, 3, 3, 1, tzinfo=dt.UTC)):
        put("interp.max_days", 1, office.body, on=dt.date(2026, 3, 3))
        after = office.publish(office.document(kind="normative"))
    assert due_of(before).due_on == dt.date(2026, 3, 5)
    assert due_of(after).due_on == dt.date(2026, 3, 4)
    with time_machine.travel(dt.datetime(2026, 3, 6, 1, tzinfo=dt.UTC)):
        late = overdue(needing_interpretation(), load_calendar())
        assert set(late.values_list("pk", flat=True)) == {before.pk, after.pk}
