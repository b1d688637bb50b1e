"""Admin screens for people."""

from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet


class PersonEditForm(UserEditForm):
    """Groups are missing on purpose: they follow posts."""

    class Meta(UserEditForm.Meta):
        fields = {"username", "last_name", "first_name", "phone", "email", "is_active", "is_superuser"}


class PersonCreationForm(UserCreationForm):
    """A new person; posts are given afterwards."""

    class Meta(UserCreationForm.Meta):
        fields = {"username", "last_name", "first_name", "phone", "email", "is_superuser"}


class UserViewSet(WagtailUserViewSet):
    """People of the site."""

    def get_form_class(self, for_update: bool = False):
        return PersonEditForm if for_update else PersonCreationForm
