"""Public concern (舆情): findings, upward reports against the clock, assessment, handling. See README.md."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "interpretation.monitoring"
    label = "monitoring"
    verbose_name = "政务舆情"

    def ready(self) -> None:
        from foundation.signoff.triggers import register_triggers

        from .triggers import record_triggers

        register_triggers(record_triggers)
