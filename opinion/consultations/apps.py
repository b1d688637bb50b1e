import datetime as dt

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "opinion.consultations"
    label = "consultations"
    verbose_name = "意见征集"

    def ready(self) -> None:
        from foundation.duties.jobs import DAY, register_job
        from foundation.rules.parameters import register_parameter
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers

        from . import duties, parameters, receivers  # noqa: F401
        from .gates import consultation_gate
        from .triggers import record_triggers

        for one in parameters.ALL:
            register_parameter(one)
        duties.register_kinds()
        register_gate(consultation_gate)
        register_triggers(record_triggers)
        register_job("consultations.ended", "登记到期的意见征集", duties.open_ended, DAY, at=dt.time(0, 5))
