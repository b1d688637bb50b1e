from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "opinion.feedback"
    label = "feedback"
    verbose_name = "公众留言"

    def ready(self) -> None:
        from disclosure.columns.indicators import register_counter
        from foundation.duties.kinds import register_kind
        from foundation.letters.kinds import register_letter
        from foundation.rules.registry import register_parameters
        from foundation.signoff.triggers import register_triggers
        from foundation.submissions.registry import register_submission_kind

        from .duties import ANSWER_DUTY, LIMIT_DUTY
        from .indicators import late_answers, stale_answers
        from .kind import LETTER
        from .letters import TRANSFER
        from .parameters import DAYS, KEPT_DAYS, PER_HOUR
        from .triggers import record_triggers

        register_parameters((DAYS, KEPT_DAYS, PER_HOUR))
        register_kind(ANSWER_DUTY)
        register_kind(LIMIT_DUTY)
        register_submission_kind(LETTER)
        register_letter(TRANSFER)
        register_triggers(record_triggers)
        register_counter("V5b", late_answers)
        register_counter("D-msg2m", stale_answers)
