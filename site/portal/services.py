"""Setting a new site up."""

from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Page, Site

from foundation.organisations.models import Body
from foundation.organisations.services import ensure_groups
from foundation.signoff.chains.services import DEFAULT_PROFILE, load_profile
from foundation.signoff.services import publish_structure

from .models import HomePage, SiteIdentity


def live_at(address: str) -> None:
    """Let the links that Wagtail makes without a request (查看公开页面) lead to where the site is served."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=parts.hostname, port=port)
    Site.clear_site_root_paths_cache()


@transaction.atomic
def init_site(body: Body, title: str) -> HomePage:
    """Groups, default chain, home page and site of a new installation. Safe to repeat."""
    ensure_groups()
    root = Page.get_first_root_node()
    load_profile(DEFAULT_PROFILE)
    if home := HomePage.objects.first():
        return home
    home = HomePage(title=title, slug="home", body=body)
    root.add_child(instance=home)
    publish_structure(home, "建立网站")
    site = Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name=title)
    SiteIdentity.objects.update_or_create(site=site, defaults={"site_name": title, "sponsor": body.name})
    return home
