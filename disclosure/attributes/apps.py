from django.apps import AppConfig


class AttributesConfig(AppConfig):
    name = "disclosure.attributes"
    label = "attributes"
    verbose_name = "公开属性"

    def ready(self) -> None:
        from foundation.signoff.gates import Stage, register_gate
        from foundation.signoff.parts import register_part
        from foundation.signoff.publicity import register_confinement
        from foundation.signoff.triggers import register_triggers

        from . import receivers  # noqa: F401  (connects them)
        from .duties import register_kinds
        from .gates import consent_gate, locked_gate
        from .parts import DefectPart, FinalPart, OpinionPart
        from .selectors import inside_by_decision
        from .triggers import record_triggers

        register_kinds()
        register_gate(locked_gate)
        register_gate(consent_gate, stage=Stage.SIGNATURE)
        for part in (OpinionPart, FinalPart, DefectPart):
            register_part(part)
        register_confinement(inside_by_decision)
        register_triggers(record_triggers)
