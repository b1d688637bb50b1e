"""Where files meet Wagtail's signals and hooks. Imported by ``SignoffConfig.ready``."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_delete, pre_save
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Revision

from . import file_checks  # noqa: F401  (registers them)
from .file_models import FileKind
from .file_triggers import file_triggers
from .files import is_public, may_open, refusal, refuse_change, seal_files
from .models import Clearance, PostTaskState
from .triggers import register_triggers

register_triggers(file_triggers)


def seal_at_step(instance: PostTaskState, created: bool, raw: bool, **kwargs) -> None:
    if created and not raw and instance.revision:
        seal_files(instance.revision, instance.draft)


def seal_at_clearance(instance: Clearance, created: bool, raw: bool, **kwargs) -> None:
    if created and not raw and (revision := Revision.objects.filter(pk=instance.revision_id).first()):
        seal_files(revision)


def keep_unchanged(instance: Any, raw: bool, update_fields=None, **kwargs) -> None:
    if not raw:
        refuse_change(instance, update_fields)


def keep_undeleted(instance: Any, **kwargs) -> None:
    if why_not := refusal(instance, "删除"):
        raise PermissionDenied(why_not)


post_save.connect(seal_at_step, sender=PostTaskState, dispatch_uid="signoff_seal_at_step")
post_save.connect(seal_at_clearance, sender=Clearance, dispatch_uid="signoff_seal_at_clearance")
for model in (get_document_model(), get_image_model()):
    pre_save.connect(keep_unchanged, sender=model, dispatch_uid=f"signoff_keep_{model._meta.label}")
    pre_delete.connect(keep_undeleted, sender=model, dispatch_uid=f"signoff_undeleted_{model._meta.label}")


@hooks.register("before_serve_document", order=-1)
def serve_what_is_public(document: Any, request: HttpRequest) -> None:
    """404 to the public until a live page uses the document; whoever works on it may open it.

    The user is asked for last: that makes the answer vary by cookie, so that a cache keeps it from the public.
    """
    if not is_public(FileKind.DOCUMENT, document.pk) and not may_open(request.user, document):
        raise Http404("文件不存在。")


@hooks.register("before_bulk_action")
def keep_sealed_in_bulk(request: HttpRequest, action_type: str, objects, action_class_instance):
    """Bulk deletion names the first sealed file and deletes none."""
    if action_type != "delete" or action_class_instance.model not in (
        get_document_model(),
        get_image_model(),
    ):
        return None
    why_not = next(filter(None, (refusal(file, "删除") for file in objects)), "")
    if not why_not:
        return None
    messages.error(request, why_not)
    return redirect(f"{action_class_instance.model._meta.app_label}:index")


@hooks.register("register_admin_urls", order=-1)
def delete_screens():
    """Under the addresses of Wagtail's own, which come later and are not reached."""
    from .file_views import DeleteDocument, DeleteImage

    return [
        path("documents/delete/<int:document_id>/", DeleteDocument.as_view()),
        path("images/<int:image_id>/delete/", DeleteImage.as_view()),
    ]
