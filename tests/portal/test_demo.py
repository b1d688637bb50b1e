"""示范县 as an official or a reader finds it after `make demo`."""

import datetime as dt
import io
from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from disclosure.catalogue.models import BodyPage, CatalogueItem, ColumnPage
from disclosure.columns.enums import Health
from disclosure.columns.health import health_of_columns
from disclosure.documents.enums import Validity
from disclosure.documents.models import Attachment, DocumentPage, InformationPage
from disclosure.guides.models import GuidePage
from foundation.duties.models import Duty
from foundation.duties.reminder_models import Reminder
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from foundation.search.models import AttachmentText
from foundation.search.queries import Query
from foundation.search.selectors import find
from foundation.signoff.enums import ClearanceKind, Decision
from foundation.signoff.gates import reasons
from foundation.signoff.models import Clearance, PostTaskState, Seal
from foundation.workdays.selectors import load_calendar
from interpretation.policies.models import InterpretationPage
from interpretation.policies.selectors import due_of, needing_interpretation
from portal.demo.schedule import plans
from portal.demo.text import topics
from portal.management.commands.load_demo import ACCOUNTS, DEMO_PASSWORD
from portal.models import StandardPage
from tests.databases import restore_migrated_rows

# Without collected static files WhiteNoise warns; tests serve none.
pytestmark = pytest.mark.filterwarnings("ignore:No directory at")
CONTENT = (DocumentPage, InformationPage, InterpretationPage, BodyPage, GuidePage, StandardPage)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The county, built once for this file and rolled back after it; gives what the command printed."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        from django.conf import settings

        patch.setattr(settings, "MEDIA_ROOT", str(tmp_path_factory.mktemp("media")))
        patch.delenv("DEMO_PASSWORD", raising=False)
        restore_migrated_rows()
        printed = io.StringIO()
        call_command("load_demo", stdout=printed)
        yield printed.getvalue()
        transaction.set_rollback(True)


def _get(url: str):
    return Client().get(url)


@pytest.mark.rows("R-061", "R-076", "R-077")
@pytest.mark.parametrize("model", CONTENT)
def test_everything_public_went_through_the_chain_by_different_people(demo, model):
    live = model.objects.live()
    assert live.exists()
    for page in live:
        assert Clearance.objects.filter(
            page_id=page.pk, revision_id=page.live_revision_id, kind=ClearanceKind.CHAIN
        ).exists()
        approved = Seal.objects.filter(page_id=page.pk, decision=Decision.APPROVED)
        # Normative documents go through four levels and the secrecy review, others through three.
        assert len({seal.person_id for seal in approved}) == len(approved) >= 4
        assert page.owner_id not in {seal.person_id for seal in approved}


def test_sixty_documents_of_five_years(demo):
    live = DocumentPage.objects.live()
    assert live.count() == 60
    years = set(live.values_list("written_on__year", flat=True))
    assert len(years) >= 5
    assert max(years) <= timezone.localdate().year


@pytest.mark.rows("R-271", "R-272")
def test_numbers_and_dates_of_every_document_agree(demo):
    live = DocumentPage.objects.live()
    for page in live:
        assert f"〔{page.written_on.year}〕" in page.document_number
        assert page.written_on <= page.printed_on <= page.public_date <= timezone.localdate()
        assert page.index_number.startswith(page.body.index_code)
    assert len(set(live.values_list("document_number", flat=True))) == live.count()
    assert not live.filter(effective_on__lt=F("printed_on")).exists()


def test_no_check_objects_to_what_is_public(demo):
    objections = {
        page.title: [reason.message for reason in reasons(page)]
        for model in CONTENT
        for page in model.objects.live()
    }
    assert {title: found for title, found in objections.items() if found} == {}


def test_every_validity_can_be_seen(demo):
    assert set(DocumentPage.objects.live().values_list("validity", flat=True)) == set(Validity.values)


def test_abolished_documents_name_what_abolished_them(demo):
    for page in DocumentPage.objects.live().filter(validity=Validity.ABOLISHED):
        newer = DocumentPage.objects.live().get(document_number=page.abolished_by)
        assert page.pk in newer.relations.values_list("target", flat=True)


@pytest.mark.rows("R-012")
def test_the_catalogue_has_its_73_columns(demo):
    assert CatalogueItem.objects.count() == 73
    assert ColumnPage.objects.live().filter(item__isnull=False).count() == 73


def test_work_waits_at_every_step(demo):
    waiting = set(PostTaskState.objects.waiting().values_list("post_kind", flat=True))
    assert waiting == {
        PostKind.UNIT_HEAD, PostKind.SECRECY_REVIEWER, PostKind.OFFICE_REVIEWER, PostKind.LEADER,
    }  # fmt: skip
    returned = Seal.objects.get(decision=Decision.RETURNED)
    assert "请补充" in returned.opinion
    assert not Page.objects.get(pk=returned.page_id).live
    drafts = DocumentPage.objects.filter(live=False).exclude(
        pk__in=Seal.objects.filter(decision=Decision.SUBMITTED).values("page_id")
    )
    assert drafts.count() >= 2


@pytest.mark.rows("R-089")
def test_some_interpretations_are_late_and_others_were_on_time(demo):
    today = timezone.localdate()
    late, on_time = [], []
    for document in needing_interpretation():
        due = due_of(document, document.interpreted_at)
        (late if due.is_late(today) else on_time).append(document)
    assert len(late) >= 3
    assert len(on_time) >= 15
    assert not any(document.interpreted_at for document in late)


def test_public_pages_answer(demo):
    home = Site.objects.get().root_page
    pages = Page.objects.live().descendant_of(home, inclusive=True)
    failed = [page.url for page in pages if _get(page.url).status_code != 200]
    assert failed == []


def test_words_of_attachments_are_found_without_any_job(demo):
    texts = AttachmentText.objects.all()
    assert texts.exists() and not texts.exclude(failure="").exists()
    hits = find(Query("工作联系表")).hits
    assert any(hit.attachment and "联系表" in hit.attachment.name for hit in hits)


def test_attachments_can_be_downloaded(demo):
    kinds = set()
    for attachment in Attachment.objects.filter(page__live=True).select_related("document"):
        response = _get(attachment.document.url)
        assert response.status_code == 200
        assert b"".join(response.streaming_content)
        kinds.add(attachment.document.file_extension)
    assert kinds == {"docx", "pdf", "txt"}


def test_the_title_search_finds_a_document(demo):
    assert "示医保发〔" in Client().get("/search/", {"q": "门诊统筹"}).content.decode()


def test_every_account_in_the_table_logs_in(demo):
    for _role, username, _what in ACCOUNTS:
        assert username in demo
        user = authenticate(request=None, username=username, password=DEMO_PASSWORD)
        assert user is not None
        assert user.has_perm("wagtailadmin.access_admin")


def test_bodies_of_every_sort_are_there(demo):
    kinds = set(Body.objects.values_list("kind", flat=True))
    assert {"government", "department", "township", "enterprise"} <= kinds
    assert Body.objects.filter(is_vertical=True).exists()
    assert BodyPage.objects.live().count() == Body.objects.count()


def test_a_second_run_keeps_what_was_entered(demo):
    draft = DocumentPage.objects.filter(live=False).first()
    Page.objects.filter(pk=draft.pk).update(draft_title="我改过的标题")
    before = list(Page.objects.order_by("pk").values_list("pk", "draft_title"))
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    assert list(Page.objects.order_by("pk").values_list("pk", "draft_title")) == before
    assert "保留现有数据" in printed.getvalue()


@pytest.mark.parametrize(
    "today",
    [
        dt.date(2026, 1, 1),
        dt.date(2026, 2, 23),
        dt.date(2026, 10, 8),
        dt.date(2026, 12, 31),
        dt.date(2028, 2, 29),
    ],
)
def test_the_dates_are_possible_on_whatever_day_it_is_loaded(db, today):
    restore_migrated_rows()
    found = plans(topics(), today, load_calendar())
    assert len(found) == 60
    assert len({plan.number for plan in found}) == 60
    for plan in found:
        assert plan.written_on <= plan.printed_on <= (plan.published_on or today) <= today
        assert plan.earlier is None or plan.earlier.written_on < plan.written_on
        assert plan.abolished_on is None or plan.abolished_on <= today


def test_a_site_that_is_in_use_is_left_alone(office):
    before = Page.objects.count()
    with pytest.raises(CommandError, match="已有网站"):
        call_command("load_demo")
    assert Page.objects.count() == before


def test_production_refuses(settings):
    settings.SETTINGS_MODULE = "portal.settings.production"
    with pytest.raises(CommandError, match="正式环境"):
        call_command("load_demo")


@pytest.mark.rows("R-036", "R-268")
def test_the_first_look_at_the_columns_shows_a_kept_site(demo):
    found = Counter(row.health for row in health_of_columns())
    assert found[Health.PLACEHOLDER] >= 30
    # Something to find, and less than what fails a site (国办秘函〔2019〕19号: 5 empty, 10 not updated).
    assert 0 < found[Health.EMPTY] < 5
    assert found[Health.OVERDUE] < 5


@pytest.mark.rows("R-270")
def test_the_first_look_at_the_ledger_shows_a_year_of_work(demo):
    today = timezone.localdate()
    assert Duty.objects.met().count() >= 20
    late = Duty.objects.open().overdue(today)
    assert 2 <= late.filter(kind="interp.publish").count() <= 4
    county = Duty.objects.open().filter(kind="interp.publish", body__code="sfx", due_on__gte=today)
    assert county.exists()
    assert Reminder.objects.filter(recipient__username="bianji").exists()
