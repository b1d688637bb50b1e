"""Where the portal meets the admin."""

from wagtail import hooks

from foundation.signoff.panels import InReviewPanel, ReturnedPanel, WaitingPanel

from .admin_home import ActionsPanel, DraftsPanel


# First of all hooks, so that features may add panels of their own after it.
@hooks.register("construct_homepage_panels", order=-100)
def own_work(request, panels) -> None:
    panels[:] = [ActionsPanel(), WaitingPanel(), ReturnedPanel(), InReviewPanel(), DraftsPanel()]
