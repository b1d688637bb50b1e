from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "disclosure.statistics"
    label = "statistics"
    verbose_name = "依申请公开统计"

    def ready(self) -> None:
        from foundation.duties.jobs import DAY, register_job
        from foundation.duties.kinds import register_kind
        from foundation.rules.registry import register_parameters
        from foundation.signoff.triggers import register_triggers

        from .letters import register_letters
        from .parameters import PARAMETERS
        from .quarters import JOB_TIME, QUARTERLY, follow_quarters
        from .triggers import record_triggers

        register_parameters(PARAMETERS)
        register_kind(QUARTERLY)
        register_letters()
        register_triggers(record_triggers)
        register_job("statistics.quarters", "登记依申请公开定期报告", follow_quarters, DAY, at=JOB_TIME)
