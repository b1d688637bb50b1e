from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "interpretation.policies"
    label = "policies"
    verbose_name = "政策解读"

    def ready(self) -> None:
        from disclosure.catalogue.selectors import register_row_facts
        from disclosure.documents.checks import register_check
        from disclosure.documents.models import DocumentPage
        from disclosure.documents.sections import checks_section
        from disclosure.documents.side_panels import register_section
        from foundation.precheck import registry
        from foundation.search.sources import register_source
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers

        from . import checks, duties, found, precheck, receivers, sections, together, watch  # noqa: F401
        from .gates import interpretation_gate
        from .models import InterpretationPage
        from .selectors import row_facts
        from .triggers import record_triggers

        register_gate(interpretation_gate)
        duties.register_kinds()
        watch.register_kinds()
        register_row_facts(InterpretationPage, row_facts)
        register_triggers(record_triggers)
        register_check(checks.document_check)
        register_check(checks.interpretation_check)
        registry.register_text(precheck.texts)
        registry.register_files(precheck.files)
        registry.register_links(precheck.links)
        registry.register_check(precheck.check, *precheck.CHECKED_KINDS)
        register_source(
            InterpretationPage,
            found.interpretation_entry,
            kind="jiedu",
            label="政策解读",
            fetch=found.interpretations,
        )
        register_section(DocumentPage, sections.document_section, order=30)
        register_section(DocumentPage, sections.watch_section, order=38)
        register_section(InterpretationPage, checks_section, order=10)
        register_section(InterpretationPage, sections.interpretation_section, order=30)
