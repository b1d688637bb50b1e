from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "interpretation.plans"
    label = "plans"
    verbose_name = "解读方案"

    def ready(self) -> None:
        from disclosure.documents.checks import register_check
        from disclosure.documents.models import DocumentPage
        from disclosure.documents.side_panels import register_section
        from foundation.signoff.gates import register_gate
        from foundation.signoff.parts import register_part
        from foundation.signoff.triggers import register_triggers

        from . import receivers, together  # noqa: F401  (connects them)
        from .checks import coverage_check, plain_language_check
        from .gates import package_gate, sync_gate
        from .parts import PlanPart
        from .sections import plan_section
        from .triggers import record_triggers

        register_gate(package_gate)
        register_gate(sync_gate)
        register_check(coverage_check)
        register_check(plain_language_check)
        register_part(PlanPart)
        register_section(DocumentPage, plan_section, order=35)
        register_triggers(record_triggers)
