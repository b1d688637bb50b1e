"""Who comes to an answer by Wagtail's edit address, which leads on to the case's own screen."""

from disclosure.requests import access
from foundation.signoff.page_permissions import SignedPagePermissionTester


class AnswerPermissionTester(SignedPagePermissionTester):
    """Those who handle the case, whatever the page tree says; superusers without a post do not."""

    def can_edit(self) -> bool:
        case = self.page.case
        return bool(case and (access.as_office(case, self.user) or access.as_unit(case, self.user)))
