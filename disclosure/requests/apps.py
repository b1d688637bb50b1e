from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "disclosure.requests"
    label = "requests"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        from foundation.duties.kinds import register_kind
        from foundation.rules.registry import register_parameters
        from foundation.signoff.triggers import register_triggers

        from .desk_parameters import MANY_IN_A_MONTH
        from .duties import KINDS
        from .parameters import PARAMETERS
        from .triggers import record_triggers

        register_parameters((*PARAMETERS, MANY_IN_A_MONTH))
        for kind in KINDS:
            register_kind(kind)
        register_triggers(record_triggers)
