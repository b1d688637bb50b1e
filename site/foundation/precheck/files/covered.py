"""Text that a drawn box hides from the eye and leaves in the file: a redaction that redacts nothing (R-060)."""

from ctypes import c_int

import pypdfium2
from pypdfium2 import raw

# In points. Rules, underlines and the lines of tables are thinner than any line of print.
_LEAST_SIDE = 4.0
_CARRIES_TEXT = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM)
Box = tuple[float, float, float, float]


def covered_text(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> str:
    """What stands under opaque boxes that were drawn after it. Shading drawn before its text hides nothing."""
    drawn_before: list[Box] = []
    found = []
    for item in page.get_objects(max_depth=1):
        box = item.get_bounds()
        if item.type in _CARRIES_TEXT:
            drawn_before.append(box)
        elif item.type == raw.FPDF_PAGEOBJ_PATH and _is_opaque_box(item, box):
            overlaps = (_common(box, earlier) for earlier in drawn_before)
            found += [text.get_text_bounded(*shared).strip() for shared in overlaps if shared]
    return "".join(found)


def _is_opaque_box(item: pypdfium2.PdfObject, box: Box) -> bool:
    """Filled, not transparent (a highlighter is), and large enough to hide a line of print."""
    left, bottom, right, top = box
    if min(right - left, top - bottom) < _LEAST_SIDE or raw.FPDFPageObj_HasTransparency(item.raw):
        return False
    fill, stroke = c_int(), c_int()
    return bool(raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)) and fill.value != raw.FPDF_FILLMODE_NONE


def _common(one: Box, other: Box) -> Box | None:
    """The part that two boxes share, when there is one."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None
