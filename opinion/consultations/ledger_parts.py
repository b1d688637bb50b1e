"""What the ledger and the results register when the app is ready."""

import datetime as dt

from disclosure.documents.sections import checks_section
from disclosure.documents.side_panels import register_section
from foundation.duties.jobs import register_job
from foundation.precheck import registry
from foundation.search.sources import register_source
from foundation.signoff.gates import register_gate

from . import result_precheck, result_receivers  # noqa: F401  (connects them)
from .models import ConsultationResultPage
from .result_found import result_entry
from .result_gates import result_gate
from .sheet_services import run_sheets
from .telling import tell_senders


def register() -> None:
    """Called once."""
    register_gate(result_gate)
    registry.register_text(result_precheck.texts)
    registry.register_files(result_precheck.files)
    registry.register_links(result_precheck.links)
    register_source(ConsultationResultPage, result_entry, kind="zhengjijieguo", label="征集结果")
    register_section(ConsultationResultPage, checks_section, order=10)
    register_job("consultations.sheets", "采纳台账导入", run_sheets, dt.timedelta(minutes=1))
    register_job("consultations.tell", "告知意见提出人征集结果", tell_senders, dt.timedelta(minutes=10))
