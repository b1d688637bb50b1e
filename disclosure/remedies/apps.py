from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "disclosure.remedies"
    label = "remedies"
    verbose_name = "答复之后"

    def ready(self) -> None:
        from disclosure.requests.panels import register_case_section
        from foundation.duties.jobs import DAY, register_job
        from foundation.duties.kinds import register_kind
        from foundation.rules.registry import register_parameters
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers
        from foundation.submissions.registry import register_submission_kind

        from .anonymity import anonymity_gate
        from .case_sections import fee_section, follow_up_section
        from .duties import KINDS
        from .letters import register_letters
        from .parameters import PARAMETERS
        from .records import KIND
        from .triggers import record_triggers
        from .yearly import JOB_TIME, YEARLY, follow_years

        register_parameters(PARAMETERS)
        for kind in (*KINDS, YEARLY):
            register_kind(kind)
        register_job("remedies.repeated", "登记多人申请信息的年度梳理", follow_years, DAY, at=JOB_TIME)
        register_letters()
        register_submission_kind(KIND)
        register_triggers(record_triggers)
        register_gate(anonymity_gate)
        register_case_section("信息处理费", "remedies/fee_section.html", fee_section, order=200)
        register_case_section(
            "联系单和后续情况", "remedies/follow_up_section.html", follow_up_section, order=300
        )
