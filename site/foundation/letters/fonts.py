"""Fonts that a PDF may carry: only such as may lawfully be embedded, found on the server and not shipped."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Font:
    """A font file; ``face`` counts the faces of a collection from 0."""

    regular: Path
    bold: Path
    face: int = 0


_SHARE = Path("/usr/share/fonts")
# Free licences: SIL OFL 1.1 (Noto), GPL with font exception (文泉驿), Arphic Public License (文鼎).
_KNOWN = (
    Font(
        _SHARE / "opentype/noto/NotoSerifCJK-Regular.ttc", _SHARE / "opentype/noto/NotoSerifCJK-Bold.ttc", 2
    ),
    Font(_SHARE / "opentype/noto/NotoSansCJK-Regular.ttc", _SHARE / "opentype/noto/NotoSansCJK-Bold.ttc", 2),
    Font(
        _SHARE / "google-noto-cjk/NotoSerifCJK-Regular.ttc",
        _SHARE / "google-noto-cjk/NotoSerifCJK-Bold.ttc",
        2,
    ),
    Font(_SHARE / "truetype/wqy/wqy-zenhei.ttc", _SHARE / "truetype/wqy/wqy-zenhei.ttc"),
    Font(_SHARE / "truetype/arphic/uming.ttc", _SHARE / "truetype/arphic/uming.ttc"),
)


def pdf_font() -> Font | None:
    """The font of the settings (``PDF_FONT``), else the first of the known ones that is installed; None: no PDF."""
    if settings.PDF_FONT:
        own = Path(settings.PDF_FONT)
        return Font(own, own) if own.is_file() else None
    return next((font for font in _KNOWN if font.regular.is_file() and font.bold.is_file()), None)
