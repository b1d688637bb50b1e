"""Files as people upload them, real enough for the checks."""

import io
import zipfile

import pikepdf
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from disclosure.documents.models import Attachment, DocumentPage
from foundation.organisations.models import User
from tests.offices import Office


def pdf_bytes(text: str) -> bytes:
    """One page with a line of text."""
    out = io.BytesIO()
    with pikepdf.new() as target:
        page = target.add_blank_page()
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = target.make_stream(f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode())
        target.save(out)
    return out.getvalue()


PDF = pdf_bytes("Annex")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def picture_bytes(kind: str = "png", colour: str = "red") -> bytes:
    out = io.BytesIO()
    PillowImage.new("RGB", (8, 6), colour).save(out, kind)
    return out.getvalue()


def zipped(**entries: bytes) -> bytes:
    """An archive; __ in a name stands for / and _DOT_ for the dot."""
    return archive({name.replace("__", "/").replace("_DOT_", "."): data for name, data in entries.items()})


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries.items():
            target.writestr(name, data)
    return out.getvalue()


def office_package(folder: str, **more: bytes) -> bytes:
    """The skeleton of a docx, xlsx or pptx."""
    return archive({"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<x/>"} | more)


def ole(*streams: str) -> bytes:
    """The old binary format with the names of these streams."""
    return OLE + b"".join(name.encode("utf-16-le") + bytes(8) for name in streams)


def document(user: User, title: str = "附表", data: bytes = PDF):
    return get_document_model().objects.create(
        title=title, file=ContentFile(data, name=f"{title}.pdf"), uploaded_by_user=user
    )


def image(user: User, title: str = "流程图"):
    return get_image_model().objects.create(
        title=title, file=ContentFile(picture_bytes(), name="liucheng.png"), uploaded_by_user=user
    )


def page_with(office: Office, annex=None, picture=None, linked=None) -> DocumentPage:
    """A complete draft that uses these files."""
    content = [("text", "<p>各乡镇人民政府:现将有关事项通知如下。</p>")]
    if linked:
        content.append(("text", f'<p><a linktype="document" id="{linked.pk}">办事指南</a></p>'))
    if picture:
        content.append(
            ("figure", {"image": {"image": picture.pk, "decorative": False, "alt_text": "图"}, "caption": ""})
        )
    page = office.document(title="关于防汛工作的通知", content=_raw(content))
    if annex:
        page.attachments.add(Attachment(document=annex, title="附表"))
        page.save()
        page.save_revision(user=office.editor)
    return DocumentPage.objects.get(pk=page.pk)


def _raw(content):
    from wagtail.blocks import StreamValue

    block = DocumentPage._meta.get_field("content").stream_block
    return StreamValue(block, [{"type": kind, "value": value} for kind, value in content], is_lazy=True)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
