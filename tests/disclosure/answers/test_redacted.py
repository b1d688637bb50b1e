"""部分公开: what is withheld is in no file that leaves the office, seen with two independent libraries each."""

import datetime as dt
import io
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.oxml import parse_xml

from disclosure.answers import delivery, drafting
from disclosure.answers.models import SignedAnswer
from disclosure.requests.enums import Leaf, State, Way
from disclosure.requests.models import Case
from foundation.redactions.services import check_redaction, register_redaction
from foundation.signoff.gates import reasons
from tests.foundation.signoff.files.samples import document

from .answering import OPEN, TO_GROUNDS, accepted, decided, signed

pytestmark = pytest.mark.django_db
SECRET = "SECRET-4711"
SHOWN = "Open road works"
WAY = f"{TO_GROUNDS} ask_denied_1:no ask_denied_2:no ask_denied_3:yes part_denied_3:yes"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


def drawn(words: str) -> bytes:
    stream = f"BT /F1 12 Tf 40 700 Td ({words}) Tj ET".encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


def with_history(before: str, now: str) -> bytes:
    """A PDF whose page said ``before`` in an earlier version that is still in the file, and says ``now``."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        drawn(before),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (%s) /Author (%s) >>" % (before.encode(), before.encode()),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    first = len(data)
    data += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % first
    changed = len(data)
    data += b"4 0 obj\n%s\nendobj\n" % drawn(now)
    second = len(data)
    data += b"xref\n4 1\n%010d 00000 n \n" % changed
    data += b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        first,
        second,
    )
    return data


def everything_in_pdf(data: bytes) -> str:
    """All that two libraries find: text, properties, every object, and the bytes as they are."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        found = [str(opened.docinfo), str(opened.open_metadata())]
        for one in opened.objects:
            found.append(repr(one))
            if isinstance(one, pikepdf.Stream):
                found.append(one.read_bytes().decode("latin-1"))
    read = pypdfium2.PdfDocument(data)
    found += [page.get_textpage().get_text_bounded() for page in read]
    found.append(str(read.get_metadata_dict()))
    return "\n".join([*found, data.decode("latin-1")])


def everything_in_docx(data: bytes) -> str:
    """All that two libraries find: paragraphs, tables and properties; and every part of the package."""
    opened = docx.Document(io.BytesIO(data))
    found = [paragraph.text for paragraph in opened.paragraphs]
    found += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    about = opened.core_properties
    found += [about.author, about.title, about.comments, about.last_modified_by]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return "\n".join(found)


def redacted(office, *, checked: bool = True):
    original = document(office.editor, "养护合同", with_history(SECRET, f"{SHOWN} {SECRET}"))
    copy = register_redaction(
        office.editor,
        original=original,
        upload=SimpleUploadedFile("zhegai.pdf", with_history(SECRET, SHOWN)),
        title="养护合同（遮盖件）",
        unit=office.unit,
        places="N3 第1页第1行坐标",
    )
    if checked:
        check_redaction(copy, office.head, agreed=True, opinion="已与原件逐处核对。")
    return copy


@pytest.mark.rows("R-060", "R-173")
def test_a_partial_answer_leaves_nothing_withheld_in_any_file(office, client):
    case = accepted(office, items=["养护合同"])
    reasons_given = {
        "withheld": "第1页第1行的坐标",
        "reasons": "坐标公开后可能危及公共安全，其余内容可以公开。",
    }
    decided(case.items.get(), WAY, office.editor, **reasons_given)
    page = drafting.write_draft(case, by=office.editor)
    assert any("提供给申请人的文件" in one.message for one in reasons(page))
    page = drafting.add_redacted(page, by=office.editor, redaction=redacted(office))
    case = signed(office, page)
    answer = SignedAnswer.objects.get(case=case)
    with answer.letter.file.open("rb") as handle:
        letter = everything_in_docx(handle.read())
    assert SECRET not in letter
    for words in ("第1页第1行坐标", "危及", "应当先申请行政复议", "部分公开"):
        assert words in letter
    (row,) = answer.files
    with delivery.document_of(row).open_file() as handle:
        found = everything_in_pdf(handle.read())
    assert SHOWN in found and SECRET not in found
    delivery.deliver(case, by=office.clerk, way=Way.PICK_UP, on=dt.date(2026, 3, 4), proof_words="本人签收")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.leaf) == (State.CLOSED, Leaf.PARTIAL)


@pytest.mark.rows("R-060")
def test_an_unchecked_copy_and_a_plain_file_do_not_do_for_a_partial_answer(office):
    case = accepted(office)
    given = {"withheld": "第1页第1行的坐标", "reasons": "坐标公开后可能危及公共安全，其余内容可以公开。"}
    decided(case.items.get(), WAY, office.editor, **given)
    page = drafting.write_draft(case, by=office.editor)
    page = drafting.add_file(
        page, by=office.editor, upload=SimpleUploadedFile("a.pdf", with_history(SHOWN, SHOWN))
    )
    assert any("须提供经第二人核对的遮盖件" in one.message for one in reasons(page))
    page = drafting.add_redacted(page, by=office.editor, redaction=redacted(office, checked=False))
    assert any("还没有由第二人核对" in one.message for one in reasons(page))


@pytest.mark.rows("R-060")
def test_a_word_file_loses_author_and_earlier_versions(office):
    made = docx.Document()
    made.core_properties.author = made.core_properties.last_modified_by = made.core_properties.comments = (
        SECRET
    )
    paragraph = made.add_paragraph(SHOWN)
    paragraph._p.append(
        parse_xml(
            f'<w:del xmlns:w="{W}" w:id="1" w:author="{SECRET}" w:date="2026-01-01T00:00:00Z">'
            f"<w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
        )
    )
    data = io.BytesIO()
    made.save(data)
    assert SECRET in everything_in_docx(data.getvalue())
    case = accepted(office)
    decided(case.items.get(), f"{OPEN} grant:now", office.editor)
    page = drafting.write_draft(case, by=office.editor)
    upload = SimpleUploadedFile("baogao.docx", data.getvalue())
    page = drafting.add_file(page, by=office.editor, upload=upload)
    with page.attachments.get().document.open_file() as handle:
        found = everything_in_docx(handle.read())
    assert SHOWN in found and SECRET not in found


def test_the_draft_is_written_changed_and_submitted_on_its_screen(office, client):
    case = accepted(office)
    decided(case.items.get(), f"{OPEN} grant:now", office.editor)
    client.force_login(office.editor)
    address = reverse("answers:draft", args=[case.pk])
    assert "按认定生成答复书" in client.get(address).content.decode()
    assert client.get(reverse("answers:letter", args=[case.pk])).status_code == 404
    client.post(address, {"act": "write"})
    assert "请添加提供给申请人的文件" in client.get(address).content.decode()
    refused = client.post(address, {"act": "submit"})
    assert refused.status_code == 200 and Case.objects.get(pk=case.pk).state == State.HANDLING
    upload = SimpleUploadedFile("a.pdf", with_history(SHOWN, SHOWN))
    assert client.post(address, {"act": "file", "upload": upload, "title": "道路资料"}).status_code == 302
    page = drafting.draft_of(case).get_latest_revision_as_object()
    texts = {"letter_key": page.letter_key, "decision": "您申请的信息予以公开。", "reasons": page.reasons}
    assert client.post(address, texts | {"act": "change", "next_steps": ""}).status_code == 302
    assert client.get(reverse("answers:letter", args=[case.pk])).content.startswith(b"PK")
    assert client.post(address, {"act": "submit"}).status_code == 302
    assert Case.objects.get(pk=case.pk).state == State.SIGNING
    client.force_login(office.head)
    step = drafting.draft_of(case).current_workflow_task_state
    shown = client.get(reverse("signoff:preview", args=[step.pk])).content.decode()
    assert "您申请的信息予以公开。" in shown and "道路资料" in shown
    review = client.get(f"{reverse('signoff:queue')}{step.pk}/").content.decode()
    assert "道路资料" in review and "只送达申请人" in review
