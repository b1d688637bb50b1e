import datetime as dt

from django.apps import AppConfig


class PrecheckConfig(AppConfig):
    name = "foundation.precheck"
    label = "precheck"
    verbose_name = "抽查预检"

    def ready(self) -> None:
        from foundation.duties.commands_as_jobs import command_job
        from foundation.duties.jobs import DAY, register_job
        from foundation.signoff.check_results import register_results
        from foundation.signoff.findings import register_findings
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers

        from .gates import findings_to_confirm, precheck_gate
        from .registry import register_text
        from .review import review_results
        from .statements import change_note
        from .triggers import decision_triggers

        register_text(change_note)
        register_gate(precheck_gate)
        register_findings(findings_to_confirm)
        register_results(review_results, precheck_gate)
        register_triggers(decision_triggers)
        register_job(
            "precheck.nightly",
            "在线页面抽查预检",
            command_job("run_prechecks"),
            DAY,
            at=dt.time(1, 30),
            lease=dt.timedelta(hours=6),  # longer than it takes on the largest site
        )
