from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "disclosure.answers"
    label = "answers"
    verbose_name = "申请答复"

    def ready(self) -> None:
        import datetime as dt

        from disclosure.requests.appeals import register_remedies
        from foundation.duties.jobs import register_job
        from foundation.rules.registry import register_parameters
        from foundation.signoff.gates import register_gate
        from foundation.signoff.publicity import register_confinement
        from foundation.signoff.triggers import register_triggers

        from . import signing  # noqa: F401  (connects it)
        from .appeals import beside_answers
        from .gates import answer_gate, confined
        from .letters import register_letters
        from .links import send_links
        from .parameters import PARAMETERS
        from .selectors import register_on_case_page
        from .triggers import record_triggers

        register_parameters(PARAMETERS)
        register_letters()
        register_remedies(beside_answers)
        register_on_case_page()
        register_gate(answer_gate)
        register_confinement(confined)
        register_triggers(record_triggers)
        register_job("answers.links", "以电子邮件送达答复", send_links, dt.timedelta(minutes=1))
