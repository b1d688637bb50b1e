import datetime as dt

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "opinion.decisions"
    label = "decisions"
    verbose_name = "重大行政决策"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from disclosure.documents.sections import checks_section
        from disclosure.documents.side_panels import register_section
        from foundation.duties.jobs import DAY, register_job
        from foundation.precheck import registry
        from foundation.rules.parameters import register_parameter
        from foundation.search.sources import register_source
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers

        from . import found, precheck
        from .duties import open_yearly, register_kinds
        from .gates import meeting_gate
        from .models import MeetingPage
        from .parameters import CATALOGUE_DAYS
        from .triggers import record_triggers

        register_parameter(CATALOGUE_DAYS)
        register_kinds()
        register_job("decisions.catalogues", "年度决策目录登记", open_yearly, DAY, at=dt.time(0, 50))
        register_gate(meeting_gate)
        register_triggers(record_triggers)
        registry.register_text(precheck.texts)
        registry.register_files(precheck.files)
        registry.register_links(precheck.links)
        register_source(MeetingPage, found.meeting_entry, kind="canyu", label="公众参与")
        register_section(MeetingPage, checks_section, order=10)
