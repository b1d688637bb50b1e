import pytest
from disclosure.requests import access
from disclosure.requests.models import Case
from foundation.submissions import registry


@pytest.fixture(autouse=True)
def kind():
    if not any(k.model is Case for k in registry.all_kinds()):
        registry.register_submission_kind(registry.SubmissionKind(key="foi.application", label="政府信息公开申请", prefix="SQ", model=Case,
            state=Case.get_state_display, may_read=access.may_see_identity, may_reveal=access.may_see_identity))
    yield
