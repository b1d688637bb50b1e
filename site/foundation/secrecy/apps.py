from django.apps import AppConfig


class SecrecyConfig(AppConfig):
    name = "foundation.secrecy"
    label = "secrecy"
    verbose_name = "保密审查"

    def ready(self) -> None:
        from foundation.signoff.gates import Stage, register_gate
        from foundation.signoff.parts import register_part
        from foundation.signoff.triggers import register_triggers

        from . import checks  # noqa: F401  (importing registers them)
        from .gates import referral_gate, third_party_gate
        from .letters import register_letters
        from .review_part import ReturnedReviewPart, SecrecyReviewPart
        from .triggers import record_triggers

        register_part(SecrecyReviewPart)
        register_part(ReturnedReviewPart)
        register_gate(referral_gate)
        register_gate(third_party_gate, Stage.SIGNATURE)
        register_triggers(record_triggers)
        register_letters()
