"""Where the secrecy review meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from foundation.signoff.pages import SignedPage

from . import urls
from .enums import ReferralKind
from .menu import secrecy_menu
from .models import SecrecyReview
from .selectors import may_see_referral, open_referral, opening_refusal
from .viewsets import AddresseeViewSet, BasisViewSet

basis_viewset = BasisViewSet("secrecy_bases", url_prefix="secrecy/bases")
addressee_viewset = AddresseeViewSet("secrecy_addressees", url_prefix="secrecy/addressees")


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("secrecy/", include(urls))]


@hooks.register("register_admin_viewset")
def registers():
    return [basis_viewset, addressee_viewset]


@hooks.register("register_admin_menu_item")
def menu_item():
    return secrecy_menu(basis_viewset, addressee_viewset)


@hooks.register("register_page_header_buttons")
def referral_button(page, user, view_name, next_url=None):
    """提请确定, or the referral that is open; and the signed forms."""
    draft = page.specific
    if not isinstance(draft, SignedPage):
        return
    if referral := open_referral(draft):
        if may_see_referral(referral, user):
            label = f"提请确定：{referral.get_state_display()}"
            yield Button(label, reverse("secrecy:referral", args=[referral.pk]), icon_name="help", priority=7)
    elif draft.latest_revision_id and not opening_refusal(
        user, draft.body_id, draft.unit_id, ReferralKind.DETERMINATION
    ):
        yield Button(
            "提请确定", reverse("secrecy:open_for_page", args=[page.pk]), icon_name="help", priority=88
        )
    if SecrecyReview.objects.filter(page_id=page.pk).exists():
        yield Button(
            "保密审查表", reverse("secrecy:review_sheet", args=[page.pk]), icon_name="doc-full", priority=91
        )
