"""Every way in which stock Wagtail lets unsigned content become public, as attempts against an office.

An attempt returns nothing and may raise; what counts is what the public can read afterwards. Each is registered
with the path's name and the actor, so that the suite can print the whole table.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.db import Error as DatabaseError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import User
from tests.editor_forms import document_form
from tests.offices import Office

REFUSALS = (PermissionDenied, ValidationError, DatabaseError, CommandError)
UNSIGNED = "未经审签的内容"


@dataclass(frozen=True)
class Attempt:
    """One path by one actor."""

    path: str
    actor: str
    run: Callable[[Office], None]

    def __str__(self) -> str:
        return f"{self.path}-{self.actor}"


ATTEMPTS: list[Attempt] = []


def attempt(path: str, *actors: str):
    """Register a path. With actors, the function gets the actor's user as second argument."""

    def register(run):
        if not actors:
            ATTEMPTS.append(Attempt(path, "代码", run))
        for actor in actors:

            def by_actor(office: Office, actor=actor):
                return run(office, person(office, actor))

            ATTEMPTS.append(Attempt(path, actor, by_actor))
        return run

    return register


def person(office: Office, actor: str) -> User:
    """The actor's account."""
    if actor == "超级用户":
        return User.objects.create_superuser("admin", "admin@example.gov.cn", "x")
    return {"编辑": office.editor, "科室负责人": office.head, "领导": office.leader}[actor]


def client_of(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def unsigned(office: Office, **fields) -> DocumentPage:
    """A complete draft that nobody has signed."""
    return office.document(title=UNSIGNED, **fields)


def changed_after_publication(office: Office) -> DocumentPage:
    """A live page with a newer, unsigned revision."""
    page = office.publish(office.document())
    page.title = UNSIGNED
    page.save_revision(user=office.editor)
    return DocumentPage.objects.get(pk=page.pk)


@contextmanager
def refused() -> Iterator[None]:
    """Runs code that may be refused; the database stays usable."""
    with suppress(*REFUSALS), transaction.atomic():
        yield


def post_edit(office: Office, client: Client, page: DocumentPage, **extra: str):
    """Post the edit form as the browser would, with more fields (the button, changed values)."""
    number = page.get_latest_revision_as_object().document_number
    values = {"title": UNSIGNED, "slug": page.slug, "document_number": number} | extra
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), document_form(office, **values)
    )
    assert response.status_code < 500, "an error of the site proves nothing"
    return response
