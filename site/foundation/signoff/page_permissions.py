"""What a person may do with a signed page in Wagtail's screens."""

from wagtail.models import Page, PagePermissionTester


class SignedPagePermissionTester(PagePermissionTester):
    """Publication and withdrawal are results of a chain; no person, superusers included, has them as a right."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        from .selectors import is_record

        if is_record(self.page):
            return False
        return super().can_delete(ignore_bulk=ignore_bulk)

    def can_reorder_children(self) -> bool:
        return self.user.is_active and (self.user.is_superuser or "change" in self.permissions)

    def can_move_to(self, destination: Page) -> bool:
        if self.page.live or self.page.workflow_in_progress:
            return False
        return super().can_move_to(destination)
