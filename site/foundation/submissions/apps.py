import datetime as dt

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "foundation.submissions"
    label = "submissions"
    verbose_name = "公众来件"

    def ready(self) -> None:
        from foundation.duties.jobs import DAY, register_job
        from foundation.rules.registry import register_parameters
        from foundation.signoff.triggers import register_triggers

        from .parameters import ALL
        from .retention import forget_due
        from .triggers import record_triggers
        from .uploads import empty_holding_place

        register_parameters(ALL)
        register_triggers(record_triggers)
        register_job("submissions.forget", "删除到期的来件个人信息", forget_due, DAY, at=dt.time(2, 40))
        register_job("submissions.held", "清除未提交的附件", empty_holding_place, dt.timedelta(hours=1))
