import datetime as dt

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "opinion.consultations"
    label = "consultations"
    verbose_name = "意见征集"

    def ready(self) -> None:
        from disclosure.documents.checks import register_check
        from disclosure.documents.linked import LinkKind, register_linked
        from disclosure.documents.models import DocumentPage
        from disclosure.documents.sections import checks_section
        from disclosure.documents.side_panels import register_section
        from foundation.duties.jobs import DAY, register_job
        from foundation.precheck import registry
        from foundation.rules.parameters import register_parameter
        from foundation.search.sources import register_source
        from foundation.signoff.gates import Stage, register_gate
        from foundation.signoff.triggers import register_triggers
        from opinion.decisions.panels import register_notice_type

        from . import (  # noqa: F401
            documents,
            duties,
            found,
            ledger_parts,
            opinions,
            parameters,
            precheck,
            public,
            receivers,
            sections,
        )
        from .gates import consultation_gate
        from .models import ConsultationPage
        from .triggers import record_triggers

        for one in parameters.ALL:
            register_parameter(one)
        duties.register_kinds()
        opinions.register()
        register_notice_type("consultations.ConsultationPage")
        register_gate(consultation_gate)
        register_gate(documents.document_gate, Stage.SIGNATURE)
        register_check(documents.document_check)
        register_triggers(record_triggers)
        registry.register_text(precheck.texts)
        registry.register_files(precheck.files)
        registry.register_links(precheck.links)
        registry.register_check(precheck.check, *precheck.CHECKED_KINDS)
        register_source(
            ConsultationPage,
            found.consultation_entry,
            kind="zhengji",
            label="意见征集",
            fetch=found.consultations,
        )
        register_linked(LinkKind("意见征集", public.notices_of, "consultation"))
        register_linked(
            LinkKind("征集结果", public.results_of, "consultation__course__results_page", moved=False)
        )
        register_section(DocumentPage, sections.document_section, order=34)
        register_section(ConsultationPage, checks_section, order=10)
        register_section(ConsultationPage, sections.period_section, order=20)
        register_section(ConsultationPage, sections.secrecy_section, order=30)
        ledger_parts.register()
        register_job("consultations.ended", "登记到期的意见征集", duties.open_ended, DAY, at=dt.time(0, 5))
