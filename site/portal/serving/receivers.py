"""What changes the public site lets go of what was kept of it, in the caches here and on the proxies."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from taggit.models import Tag
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from disclosure.deposits.models import ReadingPlace
from disclosure.documents.models import PolicyFollowUp, RelatedDocument
from disclosure.documents.public_catalogue import forget_choices
from foundation.organisations.models import Body, Post
from foundation.rules.models import ParameterVersion
from foundation.search.models import Synonym
from foundation.search.signals import results_changed
from interpretation.policies.models import InterpretedDocument
from interpretation.press.models import ConferenceLink, FilingReceipt, ReleaseLink, Spokesperson
from opinion.consultations.models import ConsultationCourse, ConsultationResultPage, DocumentConsultation
from opinion.consultations.signals import course_changed
from opinion.decisions.models import Decision, DecisionCatalogue, MeetingPage, StageRecord
from opinion.feedback.models import Letter
from portal.models import SiteIdentity

from . import tags
from .kept_pages import CONTENT
from .purging import purge

# Records that two pages show alike, and the names of their two ends.
RELATIONS: dict[type[Model], tuple[str, str]] = {
    InterpretedDocument: ("page_id", "document_id"),
    RelatedDocument: ("page_id", "target_id"),
    PolicyFollowUp: ("page_id", "document_id"),
    ReleaseLink: ("page_id", "target_id"),
    ConferenceLink: ("page_id", "target_id"),
    DocumentConsultation: ("document_id", "consultation_id"),
}


def everything(**kwargs: Any) -> None:
    """Used where it cannot be said which pages show the thing, and for what is taken away."""
    transaction.on_commit(forget_choices)
    purge(tags.SITE)


def published(instance: Page, **kwargs: Any) -> None:
    """A content page is shown by itself, by the pages it is related to, and by lists."""
    if isinstance(instance, CONTENT):
        transaction.on_commit(forget_choices)
        purge(tags.LISTS, tags.FILES, *map(tags.of_page, {instance.pk, *_related(instance.pk)}))
    else:
        everything()


def _related(page_id: int) -> set[int]:
    """Pages on the other end of a relation, as it stands now. Nobody to tell, nothing to read."""
    if not settings.PURGE_URLS:
        return set()
    found: set[int] = set()
    for model, (one, other) in RELATIONS.items():
        for here, there in ((one, other), (other, one)):
            found.update(model._default_manager.filter(**{here: page_id}).values_list(there, flat=True))
    # Interpretations of one document show each other (追加解读).
    series = InterpretedDocument.objects.filter(document_id__in=found | {page_id})
    found.update(series.values_list("page_id", flat=True))
    found |= _of_consultation(found | {page_id})
    return found | _citing(page_id)


def _citing(page_id: int) -> set[int]:
    """Pages whose texts link here: the link says when the document is no longer in force."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=pages, to_content_type=pages, to_object_id=str(page_id)
    )
    return {int(key) for key in references.values_list("object_id", flat=True)}


def _of_consultation(pages: set[int]) -> set[int]:
    """Notice, result, meetings and final document show each other (关联公开)."""
    own = MeetingPage.objects.filter(pk__in=pages, notice__isnull=False).values_list("notice_id", flat=True)
    of_result = ConsultationResultPage.objects.filter(pk__in=pages, notice__isnull=False)
    notices = {*pages, *own, *of_result.values_list("notice_id", flat=True)}
    results = ConsultationResultPage.objects.filter(notice__in=notices).values_list("pk", flat=True)
    meetings = MeetingPage.objects.filter(notice__in=notices).values_list("pk", flat=True)
    documents = DocumentConsultation.objects.filter(consultation__in=notices)
    return notices | {*results, *meetings, *documents.values_list("document_id", flat=True)}


def relation_changed(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Also the page that was on the other end until now."""
    if settings.PURGE_URLS:
        ends = (getattr(instance, end) for end in RELATIONS[sender])
        purge(*(tags.of_page(end) for end in ends if end))


def lists_changed(**kwargs: Any) -> None:
    """Pages stand as they stood; what lists or searches say of them does not."""
    purge(tags.LISTS)


def course_told(course: ConsultationCourse, **kwargs: Any) -> None:
    """Dates, results and documents of a consultation: its page, those it is linked with, and the lists by state."""
    documents = course.page.documents.values_list("document_id", flat=True) if settings.PURGE_URLS else ()
    also = [course.results_page_id] if course.results_page_id else []
    purge(tags.LISTS, *map(tags.of_page, {course.pk, *also, *documents}))


def letter_changed(instance: Letter, **kwargs: Any) -> None:
    """A letter that readers see or saw; one that merely comes in empties no cache. The day's end brings its count."""
    if instance.published_at:
        purge(tags.LISTS)


post_save.connect(letter_changed, sender=Letter, dispatch_uid="serving_letters")
course_changed.connect(course_told, dispatch_uid="serving_consultations")
results_changed.connect(lists_changed, dispatch_uid="serving_results")
# A body takes applications and letters once it has the post for them.
for model in (Synonym, SearchPromotion, Decision, DecisionCatalogue, StageRecord, Post):
    for signal in (post_save, post_delete):
        signal.connect(lists_changed, sender=model, dispatch_uid=f"serving_{model.__name__}")
# The list of spokespersons: as filed, without those who left.
for model in (FilingReceipt, Spokesperson):
    post_save.connect(lists_changed, sender=model, dispatch_uid=f"serving_{model.__name__}")
page_published.connect(published, dispatch_uid="serving_published")
for signal in (page_unpublished, post_page_move):
    signal.connect(everything, dispatch_uid="serving_everything")
for model in (SiteIdentity, Site, Body, ReadingPlace, Tag, Document, Image, ParameterVersion):
    post_save.connect(everything, sender=model, dispatch_uid=f"serving_{model.__name__}")
for model in (Page, Site, Body, ReadingPlace, Tag, Document, Image):
    post_delete.connect(everything, sender=model, dispatch_uid=f"serving_{model.__name__}")
for model in RELATIONS:
    for signal in (post_save, post_delete):
        signal.connect(relation_changed, sender=model, dispatch_uid=f"serving_{model.__name__}")
