from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "foundation.signoff"
    label = "signoff"
    verbose_name = "审签"

    def ready(self) -> None:
        # Importing registers and connects them.
        from . import (  # noqa: F401
            changes,
            checks,
            emergency_receivers,
            file_hooks,
            publicity,
            receivers,
            routing_gates,
            step_duties,
            takedown_gates,
        )
        from .jobs import register_jobs
        from .record_triggers import parameter_triggers, record_triggers
        from .submissions import keep_in_order
        from .triggers import register_triggers
        from .workflow_guard import connect

        step_duties.register_kinds()
        keep_in_order()
        connect()
        register_triggers(record_triggers)
        register_triggers(parameter_triggers)
        register_jobs()
