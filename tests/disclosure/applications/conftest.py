"""An office that takes applications, and what citizens write."""

import pytest

from disclosure.requests.models import Case
from tests.forms_of_the_public import send

APPLY = "/yishenqing/shenqing/"
TYPED = {
    "identity": "person",
    "name": "林某某",
    "contact": "0000-7654321",
    "subject": "某某路改造工程征收补偿方案",
    "text": "2025年某某路改造工程的征收补偿方案全文。",
    "consent": "on",
}


@pytest.fixture
def clerk(office):
    """依申请公开经办."""
    return office.clerk


@pytest.fixture
def apply(office):
    """Fill in the form and send it; gives the answer."""

    def applied(client=None, **more):
        return send(APPLY, client, **(TYPED | more))

    return applied


@pytest.fixture
def the_case():
    """The only case there is."""
    return lambda: Case.objects.get()
