"""What the public reads beside the text of the pages; each function says what it costs."""

from dataclasses import dataclass

from django.db.models import CharField, QuerySet, Value
from django.utils import timezone

from disclosure.documents.linked import Link, first_public

from .models import ConferenceLink, FilingReceipt, ReleaseLink
from .models.pages import PressPage

# By the page type at the other end.
_LABELS = {
    "documentpage": "相关政策",
    "interpretationpage": "政策解读",
    "pressconferencepage": "新闻发布会",
    "pressreleasepage": "新闻报道",
}


def releases_of(page_id: int) -> QuerySet[ReleaseLink]:
    """Links of live releases to this page."""
    return ReleaseLink.objects.filter(target_id=page_id, page__live=True)


def conferences_of(page_id: int) -> QuerySet[ConferenceLink]:
    """Links of live conferences to this page."""
    return ConferenceLink.objects.filter(target_id=page_id, page__live=True)


def related_pages(page: PressPage) -> list[Link]:
    """Live pages that this one tells of or that tell of it, in both directions; one query."""
    outward = page.links.model.objects.filter(page_id=page.pk, target__live=True).order_by()
    rows = outward.values_list(
        "target__content_type__model", "target__title", "target__url_path", "target__first_published_at"
    )
    parts = [
        links.order_by().values_list(
            Value(model, output_field=CharField()), "page__title", "page__url_path", first_public("page")
        )
        for model, links in (
            ("pressreleasepage", releases_of(page.pk)),
            ("pressconferencepage", conferences_of(page.pk)),
        )
    ]
    found = sorted(rows.union(*parts), key=lambda row: row[-1], reverse=True)
    seen: dict[str, Link] = {}
    for model, title, path, published in found:
        label = _LABELS.get(model, "相关页面")
        seen.setdefault(path, Link(label, title, path, day=timezone.localdate(published)))
    order = list(_LABELS.values())
    return sorted(seen.values(), key=lambda link: order.index(link.label) if link.label in order else 9)


@dataclass(frozen=True, slots=True)
class PublicSpokesperson:
    """A spokesperson as last filed."""

    body: str
    kind: str
    name: str
    post: str
    phone: str


def public_spokespersons() -> list[PublicSpokesperson]:
    """Those in office, in the words of the newest filing with a receipt: what nobody took is not told. One query."""
    receipts = (
        FilingReceipt.objects.filter(filing__spokesperson__ended_on__isnull=True)
        .select_related("filing__spokesperson__body")
        .order_by("-filing__spokesperson__kind", "filing__spokesperson__body__code", "filing_id")
    )
    newest = {receipt.filing.spokesperson_id: receipt.filing for receipt in receipts}
    return [
        PublicSpokesperson(
            filing.spokesperson.body.name,
            filing.content["类型"],
            filing.content["姓名"],
            filing.content["职务"],
            filing.content["对外联系电话"],
        )
        for filing in newest.values()
    ]
