import datetime as dt

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "foundation.duties"
    label = "duties"
    verbose_name = "法定时限"

    def ready(self) -> None:
        from foundation.organisations.deletions import register_keeper

        from . import receivers  # noqa: F401  (importing connects them)
        from .commands_as_jobs import command_job
        from .jobs import DAY, register_job
        from .matters import register_kinds
        from .planning import plan_reminders
        from .selectors import why_unit_stays
        from .sending import send_reminders

        register_keeper(why_unit_stays)
        register_kinds()
        register_job("duties.plan", "生成提醒", plan_reminders, dt.timedelta(minutes=10))
        register_job("duties.send", "发送提醒", send_reminders, dt.timedelta(minutes=1))
        # The office's own rights end at midnight; organisations stands below and cannot register itself.
        register_job(
            "organisations.rights", "按任职更新权限", command_job("sync_rights"), DAY, at=dt.time(0, 5)
        )
