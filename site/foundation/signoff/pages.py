"""The base of every page type: nobody holds a right to publish it, and it goes live only when cleared."""

import datetime as dt
from collections.abc import Iterable
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from pypinyin import Style, lazy_pinyin
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, Workflow
from wagtail.utils.decorators import cached_classmethod

from foundation.organisations.models import Body, Unit

from .changes import ChangePanel, change_reasons, live_revision_of
from .conflicts import Conflict, find_conflict
from .digests import content_digest, touches_content
from .enums import ChangeKind, MeasureState
from .gates import Reason, reasons
from .page_permissions import SignedPagePermissionTester
from .places import TextPlace, places_of_fields
from .submissions import UNDER_REVIEW, hold, is_on_record, is_under_review

SLUG_LENGTH = 40
# Foreign keys that lead somewhere for certain: the database protects them, or the stored row's own are used.
SURE_KEYS = frozenset({"locale", "content_type", "owner", "body", "unit"})


def pinyin_slug(title: str) -> str:
    """ASCII address of a Chinese title: initials of its pinyin, as government sites do (zfxxgk)."""
    initials = "".join(lazy_pinyin(title, style=Style.FIRST_LETTER, errors=lambda text: text))
    ascii_only = "".join(c if c.isascii() and c.isalnum() else "-" for c in initials.lower())
    return "-".join(filter(None, ascii_only.split("-")))[:SLUG_LENGTH].strip("-") or "page"


class SignedPageForm(WagtailAdminPageForm):
    """Asks the gate when a page is submitted; a draft can always be saved, but never over another's newer one."""

    conflict: Conflict | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            # Wagtail's script makes no slug of a Chinese title, and without one the first autosave would fail.
            slug.required = False
            slug.help_text = "网页地址中的一段，留空按标题的拼音首字母生成"
        if kind := self.fields.get("change_kind"):
            kind.choices = ChangeKind.choices
        self.live_revision_id = live_revision_of(self.instance)
        if "change_kind" in self.fields and self.instance.change_of != self.live_revision_id:
            # The statement about the change before this one.
            self.initial |= {"change_kind": "", "change_note": "", "changed_on": None}

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        self.instance.change_of = self.live_revision_id if data.get("change_kind") else None
        return data

    def clean_slug(self) -> str:
        """The slug as typed, as saved before, or the first free one made of the title."""
        if slug := self.cleaned_data["slug"] or self.instance.slug:
            return slug
        base = pinyin_slug(self.cleaned_data.get("title", ""))
        candidates = chain([base], (f"{base}-{number}" for number in count(2)))
        return next(slug for slug in candidates if Page._slug_is_available(slug, self.parent_page))

    def is_valid(self) -> bool:
        valid = super().is_valid()
        # Wagtail hands a subscription to forms that save and none to forms that only preview.
        if self.instance.pk and self.subscription:
            self.conflict = find_conflict(self.instance, self.for_user, self.data)
        if self.conflict:
            self.add_error(None, self.conflict.message)
            return False
        if not valid:
            return False
        if self.is_deferred_validation:
            return True
        # Fills the page with fields and child rows as typed, so that the gate judges what would be submitted.
        page = self.save(commit=False)
        for reason in self._reasons(page):
            self.add_error(reason.field if reason.field in self.fields else None, reason.message)
        return not self.errors

    def _reasons(self, page: "SignedPage") -> list[Reason]:
        """What the gate says; and, once the page has a body and a unit, which steps nobody could decide."""
        found = reasons(page)
        if page.latest_revision_id == self.live_revision_id:
            # The gate knows what is stored; this is about to become the first revision after it.
            found += change_reasons(page, self.live_revision_id)
        workflow = page.get_workflow(self.parent_page)
        if workflow and page.body_id and page.unit_id:
            from .selectors import drafters, vacancies

            writers = drafters(page) | ({self.for_user.pk} if self.for_user else set())
            found += vacancies(workflow, page, writers)
        return found


class SignedPage(Page):
    """A page with an owning body and unit that the approval chain works for."""

    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        verbose_name="发布机构",
        related_name="+",
        help_text="谁制作谁公开（条例第十条）",
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="责任科室", related_name="+"
    )
    change_kind = models.CharField(
        "修改性质",
        max_length=20,
        choices=ChangeKind.choices,
        blank=True,
        help_text="更正：内容有误；变更：信息本身有了变化，自变更之日起计算公开期限。两者的说明向公众显示；小修：错别字、格式等，不另行说明",
    )
    changed_on = models.DateField(
        "变更日期", null=True, blank=True, help_text="信息变更之日，如修改决定的成文日期（条例第二十六条）"
    )
    change_note = models.TextField(
        "更正（变更）说明",
        blank=True,
        max_length=500,
        help_text="写明更正或变更了什么，如“附件2第3行金额由12万元更正为21万元”；与正文一并送审，公开后列入更正记录",
    )
    change_of = models.BigIntegerField("修改的是哪个公开版本", null=True, editable=False)

    base_form_class = SignedPageForm
    # Wagtail asks for the workflow several times a request; what it depends on, and what was found.
    _found_workflow: tuple[object, Workflow | None] = (None, None)

    class Meta:
        abstract = True

    def chain_flags(self) -> frozenset[str]:
        """What about this page asks for more than the ordinary levels (``chains.enums.Flag``)."""
        return frozenset()

    @property
    def issuing_body_id(self) -> int | None:
        """The body in whose name the page is published."""
        return self.body_id

    def get_workflow(self, parent: Page | None = None):
        """The workflow of the chain that fits what the page says now; ``parent`` for a page not yet filed."""
        from .chains.services import workflow_for

        asked = (self.body_id, self.chain_flags(), self.path, parent and parent.pk)
        if self._found_workflow[0] != asked:
            self._found_workflow = asked, workflow_for(self, parent)
        return self._found_workflow[1]

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def permissions_for_user(self, user) -> SignedPagePermissionTester:
        return SignedPagePermissionTester(user, self)

    @cached_classmethod
    def get_edit_handler(cls):
        """The page type's own layout, with the question about the change above it."""
        handler = super().get_edit_handler()
        handler.children[0].children.insert(0, ChangePanel().bind_to_model(cls))
        return handler

    def state_change(self, kind: str, note: str = "", on: dt.date | None = None) -> None:
        """Say what the change now being made to the live page is; ``on`` is the day of a 变更."""
        self.change_kind, self.change_note, self.changed_on = kind, note, on
        self.change_of = live_revision_of(self)

    @property
    def corrections(self):
        """更正记录, newest first."""
        from .publications import corrections_of

        return corrections_of(self)

    def _set_core_field_defaults(self) -> None:
        # Wagtail's own default would turn a Chinese title into an empty slug.
        if not self.slug and self.title:
            self.slug = self._get_autogenerated_slug(pinyin_slug(self.title))
        super()._set_core_field_defaults()

    def file_digests(self) -> Iterable[str]:
        """SHA-256 of every file that is signed together with the page."""
        return ()

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """As Wagtail's, without a query for each key that needs none: every review reads drafts many times."""
        known = {f.name: f for f in cls._meta.concrete_fields if f.name in SURE_KEYS and f.name in data}
        rest = {name: value for name, value in data.items() if name not in known}
        page = super().from_serializable_data(rest, check_fks=check_fks, strict_fks=strict_fks)
        if page is not None:
            for name, key in known.items():
                setattr(page, key.attname, key.target_field.to_python(data[name]))
        return page

    def places(self) -> list[TextPlace]:
        """Paragraphs and fields that a reviewer may point at; page types with a body name its paragraphs."""
        return places_of_fields(self)

    def current_digest(self) -> str:
        """Fingerprint of this page's content as it would be saved now."""
        return content_digest(self.serializable_data(), self.file_digests())

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        """A new version of the draft. Raises ValidationError while a step is open: nobody edits under review."""
        if self.pk:
            hold(self.pk)
            if is_under_review(self.pk):
                raise ValidationError(UNDER_REVIEW)
        if (old := kwargs.get("overwrite_revision")) and is_on_record(old):
            # Autosave may go on in a version of its own; what was shown to a reviewer stays as it was.
            kwargs["overwrite_revision"] = None
        return super().save_revision(*args, **kwargs)

    def save(self, *args, **kwargs) -> None:
        stored = (
            Page.objects.filter(pk=self.pk).only("live", "live_revision", "first_published_at").first()
            if self.pk
            else None
        )
        if stored and stored.first_published_at:
            # Written once: 伪造发稿日期 is a veto of the inspection rules.
            self.first_published_at = stored.first_published_at
        if self.live and self.live_revision_id is None and not (stored and stored.live):
            # Wagtail makes new pages live; here a new page is a draft.
            self.live, self.has_unpublished_changes = False, True
            self.first_published_at = self.last_published_at = None
        written = kwargs.get("update_fields")
        if stored and stored.live and not self.live and (written is None or "live" in written):
            from .services import require_takedown

            require_takedown(stored)
        if self.live and touches_content(kwargs.get("update_fields")):
            from .services import publication

            # Whole, never some fields only: the row may hold a draft beside what was signed.
            kwargs.pop("update_fields", None)
            with publication(self):
                super().save(*args, **kwargs)
        else:
            super().save(*args, **kwargs)

    @property
    def index_number(self) -> str:
        """索引号 of page types that get one."""
        return ""

    @property
    def goes_live_later(self):
        """When the page will become public by itself once it is signed; None when at once."""
        return self.go_live_at if self.go_live_at and self.go_live_at > timezone.now() else None

    @property
    def status_string(self) -> str:
        """Wagtail's status; lists that ask for it (``hooks.mark_measures``) also say 待补审."""
        measure = getattr(self, "open_measure", None)
        status = super().status_string
        return f"{status} · {MeasureState(measure).label}" if measure else status

    @property
    def listing_kind(self) -> str:
        """The kind shown and filtered in lists."""
        return str(self._meta.verbose_name)

    @property
    def public_date(self):
        """Date shown to the public as 发布日期."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else None
