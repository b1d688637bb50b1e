from django.apps import AppConfig


class PrecheckConfig(AppConfig):
    name = "foundation.precheck"
    label = "precheck"
    verbose_name = "抽查预检"

    def ready(self) -> None:
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers

        from .gates import precheck_gate
        from .triggers import decision_triggers

        register_gate(precheck_gate)
        register_triggers(decision_triggers)
