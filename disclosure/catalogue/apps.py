from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "disclosure.catalogue"
    label = "catalogue"
    verbose_name = "公开目录"

    def ready(self) -> None:
        from foundation.search.sources import register_source
        from foundation.secrecy.openness import register_openness_rules
        from foundation.signoff.gates import register_gate

        from . import (
            found,
            receivers,  # noqa: F401  (connects them)
        )
        from .gates import body_page_gate, column_gate
        from .models import BodyPage
        from .openness import duty_to_disclose

        register_gate(column_gate)
        register_gate(body_page_gate)
        register_openness_rules(duty_to_disclose)
        register_source(BodyPage, found.body_entry, kind="jigou", label="机构信息", fetch=found.bodies)
