"""Public concern (舆情): findings, upward reports against the clock, assessment, handling. See README.md."""

import datetime as dt

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "interpretation.monitoring"
    label = "monitoring"
    verbose_name = "政务舆情"

    def ready(self) -> None:
        from foundation.duties.jobs import DAY, register_job
        from foundation.rules.registry import register_parameters
        from foundation.signoff.triggers import register_triggers

        from . import clocks, contingency, parameters, press_plans, receivers, summaries  # noqa: F401  (connects them)
        from .triggers import record_triggers

        register_parameters(parameters.ALL)
        clocks.register_kinds()
        register_triggers(record_triggers)
        contingency.register_contingencies(press_plans.SOURCE)
        contingency.register_link(press_plans.conference_link)
        register_job(
            "monitoring.summaries", "登记重点政策舆情小结", summaries.follow_all, DAY, at=dt.time(1, 10)
        )
