import datetime as dt

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "disclosure.applications"
    label = "applications"
    verbose_name = "申请受理"

    def ready(self) -> None:
        from foundation.duties.jobs import register_job
        from foundation.duties.kinds import register_kind
        from foundation.letters.kinds import register_letter
        from foundation.rules.registry import register_parameters
        from foundation.submissions.registry import register_submission_kind

        from .duties import HELP
        from .kind import APPLICATION
        from .letters import APPLICATION_FORM
        from .mails import send_waiting
        from .parameters import HELP_DAYS

        register_parameters((HELP_DAYS,))
        register_kind(HELP)
        register_submission_kind(APPLICATION)
        register_letter(APPLICATION_FORM)
        register_job("applications.confirmations", "发出申请确认邮件", send_waiting, dt.timedelta(minutes=5))
