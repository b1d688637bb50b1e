from django.apps import AppConfig


class RedactionsConfig(AppConfig):
    name = "foundation.redactions"
    label = "redactions"
    verbose_name = "遮盖件"

    def ready(self) -> None:
        from foundation.signoff.files import register_keeper
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers

        from .gates import redaction_gate
        from .keeping import keep_registered
        from .triggers import record_triggers

        register_gate(redaction_gate)
        register_keeper(keep_registered)
        register_triggers(record_triggers)
