import datetime as dt

from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    name = "disclosure.columns"
    label = "columns"
    verbose_name = "栏目保障"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from disclosure.documents.forms import register_element_names
        from disclosure.documents.models import FiledPage
        from disclosure.documents.side_panels import register_section
        from foundation.duties.commands_as_jobs import command_job
        from foundation.duties.jobs import DAY, register_job
        from foundation.duties.kinds import register_kind
        from foundation.precheck.registry import register_links
        from foundation.signoff.gates import register_gate

        from . import receivers  # noqa: F401  (connects them)
        from .completeness import starting_names
        from .duties import KINDS
        from .gates import element_gate
        from .letters import register_letters
        from .links import outside_links
        from .sections import elements_section

        for kind in KINDS:
            register_kind(kind)
        register_job(
            "columns.inspect", "栏目日常巡查", command_job("inspect_columns"), DAY, at=dt.time(0, 30)
        )
        register_gate(element_gate)
        register_letters()
        register_links(outside_links)
        register_element_names(starting_names)
        register_section(FiledPage, elements_section, order=25)
