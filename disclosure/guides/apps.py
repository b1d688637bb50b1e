from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "disclosure.guides"
    label = "guides"
    verbose_name = "政府信息公开指南"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from disclosure.documents.checks import register_check
        from disclosure.documents.sections import checks_section
        from disclosure.documents.side_panels import register_section
        from foundation.precheck.registry import register_links, register_text
        from foundation.search.sources import register_source
        from foundation.signoff.gates import register_gate

        from . import duties, found, precheck, receivers  # noqa: F401  (connects them)
        from .gates import guide_gate
        from .models import GuidePage
        from .sections import body_page_section, guide_check

        duties.register_kinds()
        register_gate(guide_gate)
        register_check(guide_check)
        register_text(precheck.texts)
        register_links(precheck.links)
        register_source(GuidePage, found.guide_entry, kind="zhinan", label="公开指南")
        register_section(GuidePage, checks_section, order=10)
        register_section(GuidePage, body_page_section, order=20)
