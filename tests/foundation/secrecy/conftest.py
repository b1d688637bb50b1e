"""The office with everybody the secrecy review needs."""

from dataclasses import dataclass

import pytest

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from tests.offices import Office, appoint


@dataclass
class Secrecy:
    """Who reviews again, who approves, who inspects."""

    office: Office
    second: User
    main: User
    supervisor: User
    operator: User

    def at_secrecy_step(self, page=None):
        """A draft that waits for the secrecy review."""
        page = self.office.submit(page or self.office.document())
        return self.office.decide(page, self.office.head)


@pytest.fixture
def secrecy(office) -> Secrecy:
    body = office.body
    return Secrecy(
        office,
        second=appoint("fushenren", "陆复之", PostKind.SECRECY_SECOND, body),
        main=appoint("xianzhang", "顾主任", PostKind.MAIN_LEADER, body),
        supervisor=appoint("jiandu", "叶监督", PostKind.SUPERVISOR, body),
        operator=appoint("yunwei", "程运维", PostKind.OPERATOR, body),
    )
