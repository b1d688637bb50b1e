"""Cleaning PDF files and pictures."""

from io import BytesIO

import pikepdf
from PIL import ExifTags, ImageOps

from .content import Unreadable
from .image import open_image
from .pdf import is_remark

_UPRIGHT = 1
_ROTATED_QUALITY = 95


def clean_pdf(data: bytes) -> bytes:
    """Properties, remarks, embedded files, scripts and thumbnails removed; links and form fields stay."""
    try:
        pdf = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        raise Unreadable("PDF已加密，请取消密码保护后重新上传") from None
    except pikepdf.PdfError:
        raise Unreadable("PDF已损坏，请重新生成后再上传") from None
    with pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer.Info
        for key in ("/Metadata", "/PieceInfo", "/OpenAction", "/AA"):
            if key in pdf.Root:
                del pdf.Root[key]
        for key in ("/EmbeddedFiles", "/JavaScript"):
            if "/Names" in pdf.Root and key in pdf.Root.Names:
                del pdf.Root.Names[key]
        for page in pdf.pages:
            _clean_page(page, pdf)
        pdf.remove_unreferenced_resources()
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def _clean_page(page: pikepdf.Page, pdf: pikepdf.Pdf) -> None:
    for key in ("/Metadata", "/PieceInfo", "/Thumb", "/AA"):
        if key in page:
            del page[key]
    kept = [note for note in page.get("/Annots", []) if not is_remark(note)]
    if kept:
        page.Annots = pdf.make_indirect(pikepdf.Array(kept))
    elif "/Annots" in page:
        del page["/Annots"]


def clean_image(data: bytes) -> bytes:
    """EXIF, XMP and text removed. A photograph that EXIF turns is turned for good, so that it stays upright."""
    picture = open_image(data)
    kind, profile = picture.format, picture.info.get("icc_profile")
    options: dict[str, object] = {"icc_profile": profile} if profile else {}
    if kind == "JPEG":
        upright = picture.getexif().get(ExifTags.Base.Orientation, _UPRIGHT) == _UPRIGHT
        options["quality"] = "keep" if upright else _ROTATED_QUALITY
        if not upright:
            picture = ImageOps.exif_transpose(picture)
    elif kind != "PNG":
        raise Unreadable("只能清理JPEG和PNG图片，请转换格式后重新上传")
    elif "transparency" in picture.info:
        options["transparency"] = picture.info["transparency"]
    try:
        picture.load()
    except (OSError, SyntaxError):
        raise Unreadable("图片已损坏，请重新导出后再上传") from None
    picture.info = {}
    out = BytesIO()
    picture.save(out, format=kind, **options)
    return out.getvalue()
