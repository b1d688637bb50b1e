from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "interpretation.policies"
    label = "policies"
    verbose_name = "政策解读"

    def ready(self) -> None:
        from foundation.signoff.gates import register_gate

        from .gates import interpretation_gate

        register_gate(interpretation_gate)
