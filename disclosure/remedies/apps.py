from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "disclosure.remedies"
    label = "remedies"
    verbose_name = "答复之后"

    def ready(self) -> None:
        from foundation.duties.kinds import register_kind
        from foundation.rules.registry import register_parameters
        from foundation.signoff.triggers import register_triggers
        from foundation.submissions.registry import register_submission_kind

        from .duties import KINDS
        from .letters import register_letters
        from .parameters import PARAMETERS
        from .records import KIND
        from .triggers import record_triggers

        register_parameters(PARAMETERS)
        for kind in KINDS:
            register_kind(kind)
        register_letters()
        register_submission_kind(KIND)
        register_triggers(record_triggers)
