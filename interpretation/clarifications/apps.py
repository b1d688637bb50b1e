from django.apps import AppConfig


class ClarificationsConfig(AppConfig):
    name = "interpretation.clarifications"
    label = "clarifications"
    verbose_name = "澄清辟谣"

    def ready(self) -> None:
        from disclosure.documents.checks import register_check
        from disclosure.documents.sections import checks_section
        from disclosure.documents.side_panels import register_section
        from foundation.precheck import registry
        from foundation.rules.parameters import register_parameter
        from foundation.search.sources import register_source
        from foundation.signoff.gates import Stage, register_gate
        from foundation.signoff.triggers import register_triggers
        from foundation.submissions.registry import register_submission_kind
        from interpretation.monitoring.contingency import register_link

        from . import duties, found, parameters, precheck, receivers, sections  # noqa: F401  (connects them)
        from .checks import clarification_check
        from .from_concern import clarification_link
        from .gates import clarification_gate, consent_gate
        from .models import ClarificationPage
        from .reports import KIND
        from .triggers import record_triggers

        register_submission_kind(KIND)
        register_link(clarification_link)
        for one in parameters.ALL:
            register_parameter(one)
        duties.register_kinds()
        register_gate(clarification_gate)
        register_gate(consent_gate, stage=Stage.SIGNATURE)
        register_triggers(record_triggers)
        register_check(clarification_check)
        registry.register_text(precheck.texts)
        registry.register_files(precheck.files)
        registry.register_links(precheck.links)
        registry.register_check(precheck.check, *precheck.CHECKED_KINDS)
        register_source(
            ClarificationPage,
            found.clarification_entry,
            kind=found.KIND,
            label="澄清辟谣",
            fetch=found.clarifications,
        )
        register_section(ClarificationPage, checks_section, order=10)
        register_section(ClarificationPage, sections.route_section, order=20)
