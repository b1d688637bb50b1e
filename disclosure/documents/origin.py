"""谁制作谁公开、谁保存谁公开 (条例 10; R-001, R-005): which body has to publish what it made or obtained."""

from collections.abc import Iterator

from foundation.organisations.models import Body
from foundation.signoff.gates import Reason

from .enums import Origin
from .importing.numbers import parse_document_number
from .models import DocumentPage, FiledPage
from .openness import cites_an_article


def responsible(page: FiledPage) -> str:
    """Name of the body that has to publish, as far as the page tells; empty while it does not.

    What another agency made is published by its maker or by who first obtained it (条例 10).
    """
    if page.origin == Origin.FROM_AGENCY:
        return page.maker.name if page.maker else page.origin_name.strip()
    maker = _owner_of_number(page)
    own = page.body.name if page.body else ""
    return maker.name if maker else own


def origin_gate(page) -> Iterator[Reason]:
    """Reasons about origin and responsibility; nothing for other pages."""
    if not isinstance(page, FiledPage):
        return
    if page.origin == Origin.FROM_PUBLIC and not page.origin_name.strip():
        yield Reason("获取的信息请填写来源主体（向哪个公民、法人或者其他组织获取）。", "origin_name")
    name = responsible(page)
    if page.origin == Origin.FROM_AGENCY and not name:
        yield Reason("从其他行政机关获取的信息，请选择制作机关；不在平台内的，填写来源主体。", "maker")
    if not name or not page.body or name == page.body.name:
        return
    if not cites_an_article(page.owner_basis):
        yield Reason(
            f"本信息由{name}制作，应由{name}公开（谁制作谁公开，条例第十条），{page.body.name}不能公开。"
            "法律、法规对公开权限另有规定的，请填写“由本机关公开的依据”（法规名称和条款）。",
            "body",
        )


def _owner_of_number(page: FiledPage) -> Body | None:
    """Another body whose 机关代字 the 文号 begins with; None when the number is the own one or nobody's."""
    number = parse_document_number(page.document_number) if isinstance(page, DocumentPage) else None
    if number is None or (page.body and page.body.number_prefix == number.issuer_code):
        return None
    owner = Body.objects.filter(number_prefix=number.issuer_code).exclude(pk=page.body_id).first()
    if owner and isinstance(page, DocumentPage) and owner in page.co_issuers.all():
        return None
    return owner
