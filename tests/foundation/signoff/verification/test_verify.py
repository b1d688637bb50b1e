"""Whoever reaches past the triggers is noticed: every row that matters, changed by SQL, is found and named."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from disclosure.documents.models import Attachment, DocumentPage
from foundation.organisations.enums import PostKind
from foundation.signoff import triggers
from foundation.signoff.check_models import SealCheck
from foundation.signoff.digests import record_digest
from foundation.signoff.enums import Decision
from foundation.signoff.file_models import SealedFile
from foundation.signoff.models import Clearance, Seal, SealHead
from foundation.signoff.verification.findings import Breach
from foundation.signoff.verification.run import verify
from tests.foundation.signoff.files.samples import document
from tests.offices import appoint

pytestmark = pytest.mark.django_db


def look(with_files: bool = False):
    return verify(lambda count: None, with_files=with_files)


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def erase(seal: Seal) -> None:
    """Take a record away together with what its foreign keys would miss."""
    sql("DELETE FROM attributes_attributedecision WHERE seal_id = %s", seal.pk)
    sql("DELETE FROM signoff_seal WHERE id = %s", seal.pk)


@pytest.fixture
def live(office) -> DocumentPage:
    page = office.document()
    page.attachments.add(Attachment(document=document(office.editor, "附件一")))
    page.tags.add("防汛")
    page.save_revision(user=office.editor)
    return office.publish(DocumentPage.objects.get(pk=page.pk))


@pytest.fixture
def unguarded(live) -> DocumentPage:
    """As if somebody with rights in the database had dropped the triggers."""
    triggers.remove(connection)
    return live


def test_an_honest_site_has_nothing_to_report(office, live):
    changed = office.publish(office.document())
    changed.overview = "新的概述"
    changed.save_revision(user=office.editor)
    office.publish(DocumentPage.objects.get(pk=changed.pk))
    office.take_down(office.publish(office.document()))
    office.decide(office.submit(office.document()), office.head, "reject", comment="请补充")
    result = look(with_files=True)
    assert result.findings == []
    assert result.walk.records == Seal.objects.count()
    assert result.pages == DocumentPage.objects.live().count() + 2  # the home page and the column
    assert result.compared_in_full == 0


def _page_table(column: str, value: str):
    return lambda page: sql(
        f"UPDATE wagtailcore_page SET {column} = %s WHERE id = %s",  # noqa: S608
        value,
        page.pk,
    )


def _document_table(column: str, value: str):
    return lambda page: sql(
        f"UPDATE documents_documentpage SET {column} = %s WHERE page_ptr_id = %s",  # noqa: S608
        value,
        page.pk,
    )


def _add_co_issuer(page) -> None:
    sql(
        "INSERT INTO documents_documentpage_co_issuers (documentpage_id, body_id) VALUES (%s, %s)",
        page.pk, page.body_id,
    )  # fmt: skip


def _change_revision(page) -> None:
    revision = page.live_revision
    content = revision.content | {"overview": "改过的概述"}
    sql("UPDATE wagtailcore_revision SET content = %s WHERE id = %s", json.dumps(content), revision.pk)


def _publish_by_hand(page) -> None:
    """A draft of somebody who holds no signature, put live with a permission made by hand."""
    draft = page.get_latest_revision_as_object()
    draft.overview = "未经审签"
    revision = draft.save_revision()
    sql("UPDATE documents_documentpage SET overview = %s WHERE page_ptr_id = %s", "未经审签", page.pk)
    sql("UPDATE wagtailcore_page SET live_revision_id = %s WHERE id = %s", revision.pk, page.pk)
    forged = Clearance.objects.get(page_id=page.pk)
    Clearance.objects.create(
        page_id=page.pk,
        revision_id=revision.pk,
        kind=forged.kind,
        content_digest=draft.current_digest(),
        seal=forged.seal,
    )


def _last_seal(page) -> Seal:
    return Seal.objects.filter(page_id=page.pk, decision=Decision.APPROVED).last()


TAMPERINGS = {
    "改标题": (_page_table("title", "改过的标题"), Breach.PAGE_CHANGED),
    "改网址段": (_page_table("slug", "gaiguo"), Breach.PAGE_CHANGED),
    "改正文": (_document_table("content", "[]"), Breach.PAGE_CHANGED),
    "改成文日期": (_document_table("written_on", "2026-01-06"), Breach.PAGE_CHANGED),
    "改首次公开时间": (_page_table("first_published_at", "2020-01-01 00:00:00+00:00"), Breach.DATE_CHANGED),
    "删附件": (
        lambda page: sql("DELETE FROM documents_attachment WHERE page_id = %s", page.pk),
        Breach.PAGE_CHANGED,
    ),
    "删主题词": (
        lambda page: sql("DELETE FROM documents_documenttag WHERE content_object_id = %s", page.pk),
        Breach.PAGE_CHANGED,
    ),
    "加联合发文机关": (_add_co_issuer, Breach.PAGE_CHANGED),
    "改签发的版本": (_change_revision, Breach.REVISION_CHANGED),
    "伪造许可": (_publish_by_hand, Breach.SEAL_UNFIT),
    "改许可的指纹": (
        lambda page: sql(
            "UPDATE signoff_clearance SET content_digest = %s WHERE page_id = %s", "0" * 64, page.pk
        ),
        Breach.SEAL_UNFIT,
    ),
    "删许可": (
        lambda page: sql("DELETE FROM signoff_clearance WHERE page_id = %s", page.pk),
        Breach.NOT_CLEARED,
    ),
    "许可挂到前一级": (
        lambda page: sql(
            "UPDATE signoff_clearance SET seal_id = %s WHERE page_id = %s",
            Seal.objects.filter(page_id=page.pk, decision=Decision.SUBMITTED).get().pk,
            page.pk,
        ),
        Breach.SEAL_UNFIT,
    ),
    "改意见": (
        lambda page: sql("UPDATE signoff_seal SET opinion = %s WHERE id = %s", "不同意", _last_seal(page).pk),
        Breach.RECORD_CHANGED,
    ),
    "改签字人": (
        lambda page: sql(
            "UPDATE signoff_seal SET person_name = %s WHERE id = %s", "无此人", _last_seal(page).pk
        ),
        Breach.RECORD_CHANGED,
    ),
    "改链头": (lambda page: SealHead.objects.update(digest="f" * 64), Breach.TAIL_MISSING),
}


@pytest.mark.rows("R-277")
@pytest.mark.parametrize("what", TAMPERINGS)
def test_every_tampering_is_named(unguarded, what):
    tamper, breach = TAMPERINGS[what]
    tamper(unguarded)
    result = look()
    assert breach in result.counts
    found = next(finding for finding in result.findings if finding.breach == breach)
    assert breach.remedy in str(found)
    if breach not in (Breach.TAIL_MISSING,):
        assert unguarded.title in str(found) or "改过的标题" in str(found)


def test_a_record_taken_out_of_the_middle_leaves_a_gap(unguarded):
    seal = Seal.objects.filter(page_id=unguarded.pk, decision=Decision.APPROVED).first()
    erase(seal)
    result = look()
    assert result.counts[Breach.RECORD_MISSING] == 1
    assert Breach.CHAIN_INCOMPLETE in result.counts
    assert result.first.breach == Breach.RECORD_MISSING


def _cut_tail(count: int) -> None:
    """The newest records taken off and the head set back, so that the chain alone looks whole."""
    for seal in list(Seal.objects.order_by("-pk")[:count]):
        erase(seal)
    SealHead.objects.update(digest=Seal.objects.last().digest)


def test_a_return_taken_off_the_end_is_missed_at_its_step(office, unguarded):
    page = office.submit(office.document())
    office.decide(page, office.head, "reject", comment="请补充联系电话")
    _cut_tail(1)
    result = look()
    assert [finding.breach for finding in result.findings] == [Breach.TAIL_MISSING]
    assert page.title in str(result.first)


def test_a_publication_taken_off_the_end_is_missed_at_its_page(unguarded):
    _cut_tail(1)
    assert [finding.breach for finding in look().findings] == [Breach.NOT_RECORDED]


def test_records_that_were_there_last_night_are_missed(office, unguarded):
    page = office.document()
    submitted = office.submit(page)
    call_command("verify_seals", "--nightly", stdout=io.StringIO())
    submitted.current_workflow_state.cancel(user=office.editor)
    assert look().findings == []
    _cut_tail(3)
    assert Breach.TAIL_MISSING in look().counts


def test_a_page_type_that_grew_a_field_is_compared_in_full_and_found_whole(unguarded):
    """A release may change what a row's imprint covers; the signed revision still says what is right."""
    seal = Seal.objects.filter(page_id=unguarded.pk, decision=Decision.PUBLISHED).get()
    seal.imprint = "a" * 64
    rest = Seal.objects.filter(pk__gt=seal.pk)
    assert not rest.exists()
    digest = record_digest(seal.chained_fields, seal.previous_digest)
    sql("UPDATE signoff_seal SET imprint = %s, digest = %s WHERE id = %s", "a" * 64, digest, seal.pk)
    SealHead.objects.update(digest=digest)
    result = look()
    assert result.findings == []
    assert result.compared_in_full == 1


def test_a_file_exchanged_on_disk_is_named(live):
    sealed = SealedFile.objects.get(page_id=live.pk)
    path = Path(default_storage.path(sealed.name))
    path.write_bytes(path.read_bytes() + b"more")
    assert look().findings == []
    result = look(with_files=True)
    assert [finding.breach for finding in result.findings] == [Breach.FILE_CHANGED]
    assert "附件一" in str(result.first)


def test_the_command_names_the_first_and_counts_the_rest(unguarded):
    sql("UPDATE signoff_seal SET opinion = %s WHERE page_id = %s", "改", unguarded.pk)
    said = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("verify_seals", stdout=said)
    assert failed.value.returncode == 1
    first = Seal.objects.filter(page_id=unguarded.pk).first()
    assert f"第一处断裂：记录被改动：第 {first.pk} 号记录《{unguarded.title}》" in said.getvalue()
    assert f"记录被改动 {Seal.objects.filter(page_id=unguarded.pk).count()} 处" in said.getvalue()


def test_an_interrupted_run_says_so_and_has_changed_nothing(live, monkeypatch):
    def interrupt(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("foundation.signoff.management.commands.verify_seals.verify", interrupt)
    with pytest.raises(CommandError) as stopped:
        call_command("verify_seals", "--nightly")
    assert stopped.value.returncode == 130
    assert not SealCheck.objects.exists()


def test_operators_and_supervisors_are_told_once(office, unguarded, django_capture_on_commit_callbacks):
    operator = appoint("yunwei", "余维", PostKind.OPERATOR, office.body)
    supervisor = appoint("jiandu", "简督", PostKind.SUPERVISOR, office.body)

    def night() -> list:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True), contextlib.suppress(CommandError):
            call_command("verify_seals", "--nightly", stdout=io.StringIO())
        return list(mail.outbox)

    assert night() == []
    sql("UPDATE wagtailcore_page SET title = '改过' WHERE id = %s", unguarded.pk)
    told = night()
    assert {message.to[0] for message in told} == {operator.email, supervisor.email}
    assert "公开内容与签发的版本不一致" in told[0].body
    assert night() == []
    sql("UPDATE signoff_seal SET opinion = '改' WHERE id = %s", _last_seal(unguarded).pk)
    assert "新发现 1 处" in night()[0].subject
    assert SealCheck.objects.count() == 4


def test_a_check_cannot_be_changed_afterwards(live):
    call_command("verify_seals", "--nightly", stdout=io.StringIO())
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("UPDATE signoff_sealcheck SET records = 0")
