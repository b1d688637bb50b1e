"""Rights on this app's registers follow posts, like everything else."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_shown


class PostPolicy(BasePermissionPolicy):
    """Some posts read, some write. ``of_body``: only what belongs to the body of the post; 平台运维 all."""

    def __init__(
        self, model: Any, *, read: Iterable[str], write: Iterable[str], everywhere: Iterable[str] = ()
    ) -> None:
        super().__init__(model)
        self.read, self.write, self.everywhere = frozenset(read), frozenset(write), frozenset(everywhere)

    def _posts(self, action: str) -> frozenset[str]:
        return self.write if action in ("add", "change", "delete") else self.read | self.write

    def user_has_permission(self, user: User, action: str) -> bool:
        if not user.is_active or not user.is_authenticated:
            return False
        return any(held.post.kind in self._posts(action) for held in appointments_shown(user))

    def user_has_any_permission(self, user: User, actions: Iterable[str]) -> bool:
        """Asked by the menu on every screen: one query for all actions."""
        if not user.is_active or not user.is_authenticated:
            return False
        posts = frozenset().union(*(self._posts(action) for action in actions))
        return any(held.post.kind in posts for held in appointments_shown(user))

    def bodies(self, user: User, action: str) -> set[int] | None:
        """For which bodies the user may do it; None for all of them."""
        held = [a.post for a in appointments_shown(user) if a.post.kind in self._posts(action)]
        if any(post.kind in self.everywhere for post in held):
            return None
        return {post.body_id for post in held}

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        body_id = getattr(instance, "body_id", None)
        bodies = self.bodies(user, action)
        return body_id is None or bodies is None or body_id in bodies

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet:
        rows = self.model._default_manager.all()
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        bodies = self.bodies(user, "view")
        if bodies is None or not hasattr(self.model, "body_id"):
            return rows
        return rows.filter(body__in=bodies)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        posts = frozenset().union(*(self._posts(action) for action in actions))
        return User.objects.filter(is_active=True, appointments__post__kind__in=posts).distinct()
