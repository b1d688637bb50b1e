"""What was public elsewhere comes in a batch that a leader signs once; each page goes live once, or says why not."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.signoff import batches, triggers
from foundation.signoff.enums import ClearanceKind, Decision, ItemState
from foundation.signoff.migration_models import MigrationBatch, MigrationItem
from foundation.signoff.models import Clearance, Seal
from foundation.signoff.selectors import may_see_record
from foundation.signoff.verification.findings import Breach
from foundation.signoff.verification.run import verify
from tests.offices import appoint

pytestmark = pytest.mark.django_db
LONG_AGO = dt.datetime(2016, 3, 1, 1, 30, tzinfo=dt.UTC)


def fresh(page) -> DocumentPage:
    return DocumentPage.objects.get(pk=page.pk)


def imported(office, count: int = 3, **fields) -> list[DocumentPage]:
    values = {"original_published_at": LONG_AGO, "written_on": dt.date(2016, 2, 20), "document_number": ""}
    return [office.document(**(values | {"printed_on": None} | fields)) for _ in range(count)]


@pytest.fixture
def importer(office):
    return appoint("qianyi", "千易", PostKind.EDITOR, office.body, office.unit)


@pytest.fixture
def batch(office, importer) -> MigrationBatch:
    """Three imported documents on a list, not signed yet."""
    imported(office)
    return collected(office)


def collected(office) -> MigrationBatch:
    call_command(
        "collect_batch", "--organisation", office.body.code, "--name", "2016年政策文件",
        "--source", "县政府原门户网站", "--user", "qianyi", stdout=io.StringIO(),
    )  # fmt: skip
    return MigrationBatch.objects.latest("pk")


def open_samples(batch: MigrationBatch) -> None:
    keys = [item.pk for item in batches.samples_of(batch)]
    batch.items.filter(pk__in=keys).update(opened_at=timezone.now())


def sign(batch: MigrationBatch, user) -> Seal:
    open_samples(batch)
    return batches.sign_batch(
        batch, user, shown_digest=batch.list_digest(), checks=list(batches.CHECKS), address="10.0.0.8"
    )


def publish(*keys: int) -> str:
    said = io.StringIO()
    call_command("publish_batch", *map(str, keys), stdout=said)
    return said.getvalue()


def test_one_signature_publishes_the_list(office, batch, client):
    seal = sign(batch, office.leader)
    assert "本次公开 3 件" in publish(batch.pk)
    for item in batch.items.all():
        page = DocumentPage.objects.get(pk=item.page_id)
        clearance = Clearance.objects.get(page_id=page.pk)
        assert (clearance.kind, clearance.seal) == (ClearanceKind.MIGRATION, seal)
        assert clearance.content_digest == page.current_digest() == item.content_digest
        assert page.live
        assert page.public_date == dt.date(2016, 3, 1)
        assert page.index_number
        html = client.get(page.get_url()).content.decode()
        assert "2016-03-01" in html
    assert (seal.content_digest, seal.decision, seal.person) == (
        batch.list_digest(),
        Decision.MIGRATED,
        office.leader,
    )
    assert verify(lambda count: None).findings == []


def test_only_what_was_public_elsewhere_and_has_no_faults_is_listed(office, importer):
    good = imported(office, 1)[0]
    left_out = {
        "没有填写原发布时间": imported(office, 1, original_published_at=None)[0],
        "正文为空": imported(office, 1, content=[])[0],
        "定时": imported(office, 1, go_live_at=timezone.now() + dt.timedelta(days=1))[0],
    }
    office.submit(imported(office, 1)[0])
    office.publish(imported(office, 1)[0])
    batch = collected(office)
    assert [item.page_id for item in batch.items.all()] == [good.pk]
    said = {row["page"]: row["why"] for row in batch.left_out}
    for why, page in left_out.items():
        assert why in said[page.pk]


def test_who_may_sign(office, batch, importer):
    other = appoint("lingdao2", "林岛", PostKind.LEADER, office.body)
    batch.writers.add(other)
    for user, why in ((office.head, "签发领导"), (importer, "签发领导"), (other, "拟稿人")):
        with pytest.raises(PermissionDenied, match=why):
            sign(batch, user)
    own = MigrationBatch.objects.create(name="自组", body=office.body, created_by=office.leader)
    batches.list_page(own, imported(office, 1)[0].pk)
    with pytest.raises(PermissionDenied, match="组批人"):
        sign(own, office.leader)
    sign(batch, office.leader)
    with pytest.raises(PermissionDenied, match="已经签发"):
        sign(batch, office.leader)


def test_what_is_signed_is_what_was_shown(office, batch):
    open_samples(batch)
    shown = {"shown_digest": batch.list_digest(), "checks": list(batches.CHECKS)}
    with pytest.raises(ValidationError, match="核对"):
        batches.sign_batch(batch, office.leader, **shown | {"checks": []})
    batches.list_page(batch, imported(office, 1)[0].pk)
    with pytest.raises(ValidationError, match="改动"):
        batches.sign_batch(batch, office.leader, **shown)
    with pytest.raises(ValidationError, match="没有打开"):
        batches.sign_batch(batch, office.leader, **shown | {"shown_digest": batch.list_digest()})


def test_a_page_edited_after_the_signature_falls_out(office, batch):
    sign(batch, office.leader)
    edited, resaved, _ = (DocumentPage.objects.get(pk=item.page_id) for item in batch.items.all())
    edited.overview = "签发后又改"
    edited.save_revision(user=office.editor)
    resaved.save_revision(user=office.editor)
    with pytest.raises(CommandError) as failed:
        publish()
    assert failed.value.returncode == 1
    assert not fresh(edited).live
    assert fresh(resaved).live
    item = batch.items.get(page_id=edited.pk)
    assert (item.state, "改动" in item.reason) == (ItemState.FELL_OUT, True)


def test_killed_in_the_middle_and_run_again_each_page_goes_live_once(office, importer, monkeypatch):
    imported(office, 6)
    batch = collected(office)
    sign(batch, office.leader)
    settle, done = batches._settle, []

    def killed_at_the_fourth(item, why_not=""):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(item.pk)
        return settle(item, why_not)

    monkeypatch.setattr(batches, "_settle", killed_at_the_fourth)
    with pytest.raises(CommandError) as stopped:
        publish(batch.pk)
    assert stopped.value.returncode == 130
    assert DocumentPage.objects.live().count() == 3  # the fourth was under way: all of it is undone
    assert verify(lambda count: None).findings == []

    monkeypatch.setattr(batches, "_settle", settle)
    assert "本次公开 3 件" in publish(batch.pk)
    assert "本次公开 0 件" in publish(batch.pk)
    assert DocumentPage.objects.live().count() == 6
    assert Clearance.objects.filter(kind=ClearanceKind.MIGRATION).count() == 6
    assert (
        Seal.objects.filter(decision=Decision.PUBLISHED, page_id__in=batch.items.values("page_id")).count()
        == 6
    )


def test_nothing_of_an_unsigned_batch_goes_live(office, batch):
    assert "本次公开 0 件" in publish()
    with pytest.raises(CommandError, match="尚未签发"):
        publish(batch.pk)
    batches.publish_item(batch.items.first())
    assert not DocumentPage.objects.live().exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signoff_migrationitem SET content_digest = 'x'",
        "DELETE FROM signoff_migrationitem",
        "UPDATE signoff_migrationbatch SET seal_id = NULL",
        "UPDATE signoff_migrationbatch SET name = 'x'",
    ],
)
def test_a_signed_list_stands(office, batch, statement):
    sign(batch, office.leader)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_signed_list_takes_no_more_pages(office, batch):
    sign(batch, office.leader)
    page = imported(office, 1)[0]
    with pytest.raises(PermissionDenied):
        batches.list_page(batch, page.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        MigrationItem.objects.create(
            batch=batch, page_id=page.pk, revision_id=1, content_digest="x", title="x",
            original_published_at=LONG_AGO,
        )  # fmt: skip


def test_a_list_tampered_with_is_noticed(office, batch):
    sign(batch, office.leader)
    publish()
    triggers.remove(connection)
    other = batch.items.last()
    MigrationItem.objects.filter(pk=other.pk).update(content_digest="0" * 64)
    found = verify(lambda count: None)
    assert found.counts[Breach.SEAL_UNFIT] == 3


def test_the_sheet_shows_the_batch(office, batch, importer, client):
    sign(batch, office.leader)
    publish()
    page_id = batch.items.first().page_id
    for user in (office.leader, importer):
        assert may_see_record(page_id, user)
    assert not may_see_record(page_id, office.head)
    client.force_login(office.leader, backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(reverse("signoff:sheet", args=[page_id])).content.decode()
    assert "历史迁移批次" in html
    assert "2016年政策文件" in html
    assert batch.list_digest() in html


def test_the_leader_opens_samples_and_signs_on_one_screen(office, batch, importer, client):
    client.force_login(office.leader, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("signoff:migration", args=[batch.pk])
    html = client.get(url).content.decode()
    assert "签发本批次（3 件）" in html
    assert batches.STATEMENT.format(count=3) in html
    data = {"checks": list(batches.CHECKS), "shown_digest": batch.list_digest()}
    assert "没有打开" in client.post(url, data).content.decode()
    for item in batch.items.all():
        opened = client.get(reverse("signoff:migration_item", args=[batch.pk, item.pk]))
        assert item.title in opened.content.decode()
    assert "已签发批次" in client.post(url, data, follow=True).content.decode()
    batch.refresh_from_db()
    assert batch.seal.person == office.leader
    assert batch.name in client.get(reverse("signoff:migrations")).content.decode()

    client.force_login(office.head, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code in (302, 403)


def test_leaders_are_told_of_a_batch(office, importer, mailoutbox, django_capture_on_commit_callbacks):
    imported(office, 1)
    with django_capture_on_commit_callbacks(execute=True):
        collected(office)
    assert [message.to for message in mailoutbox] == [[office.leader.email]]
    assert "历史迁移批次" in mailoutbox[0].subject
