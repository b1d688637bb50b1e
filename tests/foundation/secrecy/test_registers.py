"""The classified register, inspections, vacant posts, and who may do what."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.organisations.enums import BodyKind, PostKind
from foundation.organisations.models import Appointment, Body, Post
from foundation.rules.parameters import parameter
from foundation.secrecy.enums import ReferralTopic
from foundation.secrecy.inspections import inspect, report_remedy
from foundation.secrecy.models import Basis, ClassifiedEntry, Inspection, Referral
from foundation.secrecy.referrals import open_for_page
from foundation.secrecy.selectors import vacant_posts
from foundation.signoff.models import EmergencyMeasure
from tests.offices import LONG_AGO, appoint

pytestmark = pytest.mark.django_db

WHY = "附件三列有公民身份号码，不应公开。"


def entry_form(secrecy, **fields) -> dict[str, object]:
    return {
        "body": secrecy.office.body.pk,
        "title": "关于某专项工作的请示",
        "level": "confidential",
        "period": "20年",
        "officer": "方立诚",
        "made_on": "2026-03-02",
    } | fields


class TestClassified:
    @pytest.mark.rows("R-074")
    def test_an_entry_holds_no_content_and_takes_no_file(self, client, secrecy):
        client.force_login(secrecy.office.secrecy)
        address = reverse("secrecy:classified_new")
        html = client.get(address).content.decode()
        assert 'type="file"' not in html
        assert "不是涉密信息系统" in html
        upload = {"file": SimpleUploadedFile("mi.pdf", b"%PDF-1.4")}
        html = client.post(address, entry_form(secrecy) | upload).content.decode()
        assert "不接收任何文件" in html
        assert "关于某专项工作的请示" in html
        assert not ClassifiedEntry.objects.exists()
        client.post(address, entry_form(secrecy))
        assert ClassifiedEntry.objects.get().level == "confidential"
        assert not [f for f in ClassifiedEntry._meta.get_fields() if hasattr(f, "upload_to")]

    @pytest.mark.rows("R-074")
    @pytest.mark.parametrize("missing", ["level", "period", "officer", "made_on", "title"])
    def test_every_mark_is_needed(self, client, secrecy, missing):
        client.force_login(secrecy.second)
        client.post(reverse("secrecy:classified_new"), entry_form(secrecy, **{missing: ""}))
        assert not ClassifiedEntry.objects.exists()

    def test_the_title_itself_may_be_withheld(self, client, secrecy):
        client.force_login(secrecy.second)
        client.post(reverse("secrecy:classified_new"), entry_form(secrecy, title="", title_withheld="on"))
        assert str(ClassifiedEntry.objects.get()) == "（标题不登记）"

    def test_another_bodys_entries_are_neither_read_nor_written(self, client, secrecy):
        other = Body.objects.create(name="示范县民政局", code="sfx-mzj")
        stranger = appoint("mzbm", "石民政", PostKind.SECRECY_REVIEWER, other)
        entry = ClassifiedEntry.objects.create(
            body=secrecy.office.body,
            title="关于某专项工作的请示",
            level="secret",
            period="10年",
            officer="方立诚",
            made_on="2026-03-02",
        )
        client.force_login(stranger)
        assert "关于某专项" not in client.get(reverse("secrecy:classified")).content.decode()
        assert client.get(reverse("secrecy:classified_edit", args=[entry.pk])).status_code == 404
        client.post(reverse("secrecy:classified_new"), entry_form(secrecy))
        assert ClassifiedEntry.objects.count() == 1


class TestInspection:
    @pytest.fixture
    def page(self, secrecy):
        return secrecy.office.publish(secrecy.office.document())

    @pytest.mark.rows("R-068")
    def test_what_should_not_be_public_is_down_at_once_and_to_be_remedied(self, secrecy, page):
        found = inspect(page, secrecy.supervisor, finding="not_public", reason=WHY)
        page = type(page).objects.get(pk=page.pk)
        assert not page.live
        assert found.measure == EmergencyMeasure.objects.get()
        assert found.measure.reason == WHY
        remedy = report_remedy(found, secrecy.office.secrecy, text="已核查，将删去附件三后重新送审。")
        assert found.remedies.get() == remedy

    @pytest.mark.rows("R-068")
    def test_the_whole_finding_on_the_screens(self, client, secrecy, page):
        client.force_login(secrecy.supervisor)
        html = client.get(reverse("secrecy:inspections")).content.decode()
        assert page.title in html
        client.post(reverse("secrecy:inspect", args=[page.pk]), {"finding": "not_public", "reason": WHY})
        assert not type(page).objects.get(pk=page.pk).live
        client.force_login(secrecy.office.secrecy)
        address = reverse("secrecy:inspection", args=[Inspection.objects.get().pk])
        client.post(address, {"action": "remedy", "text": "已删去附件三，正在重新送审。"})
        assert "已删去附件三" in client.get(address).content.decode()

    def test_a_finding_needs_its_reason(self, secrecy, page):
        with pytest.raises(ValidationError):
            inspect(page, secrecy.supervisor, finding="not_public", reason="不行")
        assert type(page).objects.get(pk=page.pk).live

    def test_nobody_inspects_outside_the_own_area(self, secrecy, page):
        other = Body.objects.create(name="邻县人民政府", code="linxian", kind=BodyKind.GOVERNMENT)
        stranger = appoint("linxian", "邻监督", PostKind.SUPERVISOR, other)
        for user in (stranger, secrecy.office.secrecy, secrecy.operator):
            with pytest.raises(PermissionDenied):
                inspect(page, user, finding="fine")


@pytest.mark.rows("R-063")
def test_bodies_without_both_reviewers_are_listed(secrecy):
    assert vacant_posts() == []
    other = Body.objects.create(name="示范县民政局", code="sfx-mzj")
    both = appoint("mzbm", "石民政", PostKind.SECRECY_REVIEWER, other)
    assert vacant_posts() == [(other, ["缺保密复审人（保密工作机构）"])]
    post = Post.objects.create(body=other, kind=PostKind.SECRECY_SECOND, title="保密复审人")
    Appointment.objects.create(post=post, user=both, starts_on=LONG_AGO)
    assert vacant_posts() == [(other, ["初审和复审是同一人，须另有一人"])]


@pytest.mark.parametrize(
    ("key", "number"),
    [("review.referral_days", 10), ("review.referral_ext", 7), ("review.third_party_days", 15)],
)
def test_every_period_names_its_basis_and_ceiling(key, number):
    found = parameter(key)
    assert (found.default, found.ceiling) == (number, number)
    assert found.basis


def test_the_shipped_library_has_an_article_for_every_question(db):
    from foundation.secrecy.enums import Question
    from tests.databases import restore_migrated_rows

    restore_migrated_rows()
    assert set(Basis.objects.values_list("question", flat=True)) == set(Question.values)


# Who opens which screen: y = yes.
ROLES = (
    "editor", "head", "secrecy", "reviewer", "leader", "second", "main", "supervisor", "operator", "root",
)  # fmt: skip
SCREENS = {
    # screen            ed hd se rv ld 2d mn sv op root
    "waiting":         "n  n  y  y  y  y  y  y  n  n",
    "referral":        "y  y  y  y  y  y  y  y  n  n",
    "classified":      "n  n  y  n  n  y  y  n  n  n",
    "classified_new":  "n  n  y  n  n  y  n  n  n  n",
    "consult":         "n  n  y  y  n  y  n  n  n  n",
    "open_for_page":   "y  y  y  y  n  n  n  n  n  n",
    "inspect":         "n  n  n  n  n  n  n  y  n  n",
    "basis_index":     "n  n  y  y  y  y  y  y  y  n",
    "basis_add":       "n  n  n  n  n  y  n  n  y  n",
    "addressee_add":   "n  n  n  n  n  y  n  n  y  n",
}  # fmt: skip


def _opens(client, screen: str, page, live, referral) -> bool:
    """Whether the screen lets this person work: refusals redirect, say why, or show no form."""
    addresses = {
        "waiting": reverse("secrecy:waiting"),
        "referral": reverse("secrecy:referral", args=[referral.pk]),
        "classified": reverse("secrecy:classified"),
        "classified_new": reverse("secrecy:classified_new"),
        "consult": f"{reverse('secrecy:consult')}?page={page.pk}",
        "open_for_page": reverse("secrecy:open_for_page", args=[page.pk]),
        "inspect": reverse("secrecy:inspect", args=[live.pk]),
        "basis_index": reverse("secrecy_bases:index"),
        "basis_add": reverse("secrecy_bases:add"),
        "addressee_add": reverse("secrecy_addressees:add"),
    }
    response = client.get(addresses[screen])
    if response.status_code != 200:
        return False
    html = response.content.decode()
    wants_form = screen in ("consult", "open_for_page", "inspect", "classified_new")
    return not wants_form or 'class="signoff-form secrecy-record-form"' in html


@pytest.fixture
def people(secrecy, django_user_model):
    office = secrecy.office
    root = django_user_model.objects.create_superuser("root", "root@example.gov.cn", "x")
    return {
        "editor": office.editor, "head": office.head, "secrecy": office.secrecy,
        "reviewer": office.reviewer, "leader": office.leader, "second": secrecy.second,
        "main": secrecy.main, "supervisor": secrecy.supervisor, "operator": secrecy.operator, "root": root,
    }  # fmt: skip


@pytest.mark.rows("R-063", "R-068", "R-074")
def test_who_opens_which_screen(client, secrecy, people):
    page = secrecy.office.document()
    live = secrecy.office.publish(secrecy.office.document())
    referral = open_for_page(
        secrecy.office.document(),
        secrecy.office.editor,
        topic=ReferralTopic.BUSINESS,
        information_name="会议纪要",
        content="专题会议纪要",
        doubt="不能确定是否属于过程性信息。",
    )
    assert Referral.objects.count() == 1
    found = {}
    for role in ROLES:
        client.force_login(people[role])
        for screen in SCREENS:
            found[screen, role] = _opens(client, screen, page, live, referral)
    expected = {
        (screen, role): mark == "y"
        for screen, marks in SCREENS.items()
        for role, mark in zip(ROLES, marks.split(), strict=True)
    }
    assert {key for key in found if found[key] != expected[key]} == set()


@pytest.mark.parametrize(
    ("who", "items"),
    [
        ("editor", {"referrals"}),
        ("head", {"referrals"}),
        ("secrecy", {"waiting", "referrals", "consultations", "classified", "inspections"}),
        ("leader", {"waiting", "referrals", "consultations", "inspections"}),
        ("main", {"waiting", "referrals", "consultations", "classified", "inspections"}),
        ("supervisor", {"waiting", "referrals", "consultations", "inspections"}),
        ("operator", set()),
        ("root", set()),
    ],
)
def test_the_menu_shows_what_one_has_to_do(client, people, who, items):
    client.force_login(people[who])
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    names = ("waiting", "referrals", "consultations", "classified", "inspections")
    assert {name for name in names if f'"{reverse(f"secrecy:{name}")}"' in html} == items
