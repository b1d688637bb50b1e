from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "disclosure.requests"
    label = "requests"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        import datetime as dt

        from foundation.duties.jobs import DAY, register_job
        from foundation.duties.kinds import register_kind
        from foundation.duties.signals import dates_moved
        from foundation.letters.kinds import register_letter
        from foundation.rules.registry import register_parameters
        from foundation.signoff.triggers import register_triggers

        from . import batch_letters
        from .desk_parameters import MANY_IN_A_MONTH
        from .duties import KINDS
        from .jobs import hint_at_delays, note_silence
        from .letters import KINDS as LETTERS
        from .parameters import PARAMETERS
        from .receivers import follow_moved_dates
        from .telling import send_waiting
        from .triggers import record_triggers

        register_parameters((*PARAMETERS, MANY_IN_A_MONTH))
        for kind in KINDS:
            register_kind(kind)
        register_triggers(record_triggers)
        for letter in LETTERS:
            register_letter(letter)
        batch_letters.register()
        dates_moved.connect(follow_moved_dates, dispatch_uid="requests.moved")
        register_job("requests.silence", "登记逾期未答复的征求意见", note_silence, DAY, at=dt.time(0, 20))
        register_job("requests.hints", "提示逾期补正和未确认的申请", hint_at_delays, DAY, at=dt.time(0, 30))
        register_job("requests.mails", "告知申请人办理进展", send_waiting, dt.timedelta(minutes=5))
