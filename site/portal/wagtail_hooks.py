"""Where the portal meets Wagtail: the admin's first screen, and pages kept for the public."""

from wagtail import hooks

from foundation.signoff.panels import InReviewPanel, ReturnedPanel, WaitingPanel

from .admin_home import ActionsPanel, DraftsPanel
from .serving.kept_pages import serve_kept

# After Wagtail's own check of view restrictions.
hooks.register("on_serve_page", serve_kept, order=10)


# First of all hooks, so that features may add panels of their own after it.
@hooks.register("construct_homepage_panels", order=-100)
def own_work(request, panels) -> None:
    panels[:] = [ActionsPanel(), WaitingPanel(), ReturnedPanel(), InReviewPanel(), DraftsPanel()]


@hooks.register("construct_main_menu")
def no_outside_help(request, menu_items) -> None:
    """Wagtail's help links lead out of the government network, to pages in English."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
