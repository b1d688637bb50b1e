"""Which chain a page goes through, and what a change of a chain does to what is under review."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.documents.enums import DocumentKind
from foundation.organisations.enums import BodyKind, PostKind
from foundation.organisations.models import Appointment, Body, Post
from foundation.signoff.chains.models import Chain, ChainStep
from foundation.signoff.chains.services import load_profile, revise
from foundation.signoff.enums import Decision
from foundation.signoff.models import Seal
from tests.offices import LONG_AGO, appoint


def names(page) -> list[str]:
    return list(page.get_workflow().tasks.values_list("name", flat=True))


def short_chain(office, **scope) -> Chain:
    """初审、保密审查、签发 for the scope."""
    chain = Chain.objects.create(name="低风险栏目两级", **scope)
    rows = (
        ("初审", PostKind.UNIT_HEAD, "review"),
        ("保密审查", PostKind.SECRECY_REVIEWER, "secrecy"),
        ("签发", PostKind.LEADER, "signature"),
    )
    for order, (name, post, kind) in enumerate(rows):
        ChainStep.objects.create(
            chain=chain, sort_order=order, name=name, post=post, kind=kind, checks="已核对"
        )
    chain = Chain.objects.get(pk=chain.pk)
    revise(chain, None, "低风险栏目")
    return chain


def changed(chain: Chain, reason: str = "调整", **options) -> Chain:
    """The chain after its edited steps were put in force."""
    fresh = Chain.objects.get(pk=chain.pk)
    revise(fresh, None, reason, **options)
    return fresh


@pytest.fixture
def default(office) -> Chain:
    return Chain.objects.get()


@pytest.mark.rows("R-078")
def test_two_levels_for_one_low_risk_column_hold_only_there(office, default):
    elsewhere = office.document()
    short_chain(office, column=office.column)
    here = office.document()

    assert names(here) == ["初审", "保密审查", "签发"]
    elsewhere.move(office.home, pos="last-child")
    assert len(names(type(elsewhere).objects.get(pk=elsewhere.pk))) == 4


@pytest.mark.rows("R-077", "R-078")
def test_a_short_chain_never_weakens_what_needs_four_levels(office, default):
    short_chain(office, column=office.column)
    assert "分管负责人审核" in names(office.document(kind=DocumentKind.NORMATIVE))
    assert "分管负责人审核" in names(office.document(needs_four_reviews=True))


@pytest.mark.rows("R-077")
def test_four_reviews_need_the_fourth_signature(office):
    page = office.submit(office.document(needs_four_reviews=True))
    for user in (office.head, office.secrecy, office.reviewer):
        page = office.decide(page, user)

    with pytest.raises(PermissionDenied):
        office.decide(page, office.leader)
    assert not type(page).objects.get(pk=page.pk).live
    page = office.decide(office.decide(page, office.deputy), office.leader)
    assert page.live


@pytest.fixture
def county(office) -> Body:
    """The government above the office, with its own people."""
    county = Body.objects.create(name="示范县人民政府", code="sfx", kind=BodyKind.GOVERNMENT)
    office.body.parent = county
    office.body.save()
    for username, name, kind in (
        ("xfushen", "程复核", PostKind.OFFICE_REVIEWER),
        ("xfenguan", "夏分管", PostKind.DEPUTY_LEADER),
        ("xlingdao", "江县长", PostKind.LEADER),
    ):
        setattr(county, kind, appoint(username, name, kind, county))
    return county


@pytest.mark.rows("R-079")
def test_what_a_department_drafts_in_the_governments_name_goes_to_the_government_office(office, county):
    page = office.submit(office.document(in_government_name=True))
    seen = []
    by_post = {
        "科室负责人初审": office.head,
        "保密审查": office.secrecy,
        "责任部门意见": office.leader,
        "办公室复审": county.office_reviewer,
        "分管负责人审核": county.deputy_leader,
        "领导签发": county.leader,
    }
    while page.workflow_in_progress:
        step = page.current_workflow_task_state.task.name
        seen.append(step)
        if step == "办公室复审":
            with pytest.raises(PermissionDenied):
                office.decide(page, office.reviewer)
        page = office.decide(page, by_post[step])
    assert seen == list(by_post)
    assert page.live


def test_the_governments_name_needs_a_government(office):
    with pytest.raises(ValidationError, match="没有所属的政府"):
        office.submit(office.document(in_government_name=True))


def test_what_is_under_review_keeps_its_chain(office, default):
    page = office.submit(office.document())
    default.steps.filter(name="办公室复审").delete()
    changed(default)

    assert len(names(office.document())) == 3
    for user in (office.head, office.secrecy):
        page = office.decide(page, user)
    with pytest.raises(PermissionDenied):
        office.decide(page, office.leader)
    page = office.decide(office.decide(page, office.reviewer), office.leader)
    assert page.live


def test_a_change_may_add_a_step_to_what_is_under_review(office, default):
    page = office.submit(office.document())
    page = office.decide(page, office.head)
    ChainStep.objects.create(
        chain=default, sort_order=3, name="分管加审", post=PostKind.DEPUTY_LEADER, checks="已加审"
    )
    signature = default.steps.get(kind="signature")
    signature.sort_order = 9
    signature.save()
    changed(default, also_open=True)

    for user in (office.secrecy, office.reviewer):
        page = office.decide(page, user)
    with pytest.raises(PermissionDenied):
        office.decide(page, office.leader)
    page = office.decide(office.decide(page, office.deputy), office.leader)
    assert page.live
    added = Seal.objects.get(decision=Decision.EXTENDED)
    assert added.page_id == page.pk and added.checks == ["分管加审"]


@pytest.mark.rows("R-277", "R-279")
def test_a_change_is_sealed_with_its_reason_and_author(office, default):
    default.steps.filter(name="办公室复审").update(checks="要素齐全\n链接有效")
    revise(Chain.objects.get(pk=default.pk), office.leader, "县政府办要求")

    seal = Seal.objects.filter(decision=Decision.CHAIN_CHANGED).last()
    assert (seal.person, seal.opinion) == (office.leader, "县政府办要求")
    assert [version.number for version in default.versions.all()] == [2, 1]


def test_saving_without_a_change_makes_no_version(office, default):
    changed(default)
    assert default.versions.count() == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_without_a_reason_is_refused(office, default, reason):
    default.steps.filter(name="办公室复审").update(checks="要素齐全")
    with pytest.raises(ValidationError, match="变更理由"):
        changed(default, reason=reason)


def test_a_weak_chain_is_never_put_in_force(office, default):
    default.steps.filter(kind="secrecy").delete()
    with pytest.raises(ValidationError, match="保密审查"):
        changed(default)
    assert len(names(office.document())) == 4


def test_a_chain_and_its_versions_are_not_deleted(office, default):
    with pytest.raises(PermissionDenied, match="停用"):
        default.delete()
    with pytest.raises(PermissionDenied):
        default.versions.all().delete()


def test_a_returned_text_that_now_needs_more_gets_the_longer_chain(office):
    page = office.decide(office.submit(office.document()), office.head, "reject", "应作四审四校")
    page.needs_four_reviews = True
    page.save_revision(user=office.editor)
    page.current_workflow_state.resume(office.editor)

    steps = []
    page = type(page).objects.get(pk=page.pk)
    while page.workflow_in_progress:
        steps.append(page.current_workflow_task_state.task.name)
        page = office.decide(page, office.holder_of_open_step(page))
    assert "分管负责人审核" in steps and page.live


def test_one_person_who_is_the_only_holder_of_two_steps_is_noticed_before_submission(office, client):
    Appointment.objects.filter(user=office.reviewer).delete()
    Appointment.objects.create(
        post=Post.objects.get(body=office.body, kind=PostKind.OFFICE_REVIEWER),
        user=office.leader,
        starts_on=LONG_AGO,
    )
    from foundation.signoff.selectors import vacancies

    page = office.document()
    (reason,) = vacancies(page.get_workflow(), page, {office.editor.pk})
    assert "唯一人选" in reason.message


def test_a_jurisdictions_chain_holds_for_its_body_and_below(office, county):
    load_profile("shengzhou", county)
    assert names(office.document())[0] == "初审初校"
    assert load_profile("shengzhou", county).versions.count() == 1


def test_a_page_outside_every_chain_cannot_be_submitted(office, default):
    default.is_active = False
    default.save()
    assert office.document().get_workflow() is None
