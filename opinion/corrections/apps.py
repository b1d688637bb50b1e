from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "opinion.corrections"
    label = "corrections"
    verbose_name = "网民纠错"

    def ready(self) -> None:
        from foundation.duties.kinds import DutyKind, register_kind
        from foundation.rules.parameters import register_parameter
        from foundation.submissions.registry import register_submission_kind

        from .kind import CORRECTION
        from .parameters import DAYS, KEPT_DAYS, PER_HOUR
        from .services import KIND

        for one in (DAYS, KEPT_DAYS, PER_HOUR):
            register_parameter(one)
        register_kind(
            DutyKind(
                key=KIND, label="办理网民纠错", basis=DAYS.basis, parameter=DAYS.key, base_event="收到纠错"
            )
        )
        register_submission_kind(CORRECTION)
