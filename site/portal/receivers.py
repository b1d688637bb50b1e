"""What changes the public site lets go of its kept pages."""

from django.db.models.signals import post_delete, post_save
from taggit.models import Tag
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from foundation.organisations.models import Body

from .models import SiteIdentity
from .page_cache import renew_version

for signal in (page_published, page_unpublished, post_page_move):
    signal.connect(renew_version, dispatch_uid="renew_public_version")
for model in (SiteIdentity, Site, Body, Tag, Document, Image):
    post_save.connect(renew_version, sender=model, dispatch_uid=f"renew_public_version_{model.__name__}")
for model in (Page, Site, Body, Tag, Document, Image):
    post_delete.connect(renew_version, sender=model, dispatch_uid=f"renew_public_version_{model.__name__}")
