from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "interpretation.press"
    label = "press"
    verbose_name = "新闻发布"

    def ready(self) -> None:
        from disclosure.documents.linked import register_linked
        from disclosure.documents.sections import checks_section
        from disclosure.documents.side_panels import register_section
        from foundation.precheck import registry
        from foundation.rules.parameters import register_parameter
        from foundation.search.sources import register_source
        from foundation.signoff.gates import register_gate
        from foundation.signoff.triggers import register_triggers

        from . import duties, found, precheck, selectors
        from .gates import authorisation_gate, press_gate
        from .models import PressConferencePage, PressReleasePage
        from .parameters import PARAMETERS
        from .sections import authorisation_section, conference_section
        from .triggers import record_triggers

        for one in PARAMETERS:
            register_parameter(one)
        duties.register_kinds()
        register_gate(press_gate)
        register_gate(authorisation_gate)
        register_triggers(record_triggers)
        registry.register_text(precheck.texts)
        registry.register_files(precheck.files)
        registry.register_links(precheck.links)
        registry.register_check(precheck.check, *precheck.CHECKED_KINDS)
        register_source(
            PressReleasePage, found.press_entry, kind="xinwen", label="新闻动态", fetch=found.releases
        )
        register_source(
            PressConferencePage,
            found.press_entry,
            kind="fabuhui",
            label="新闻发布会",
            fetch=found.conferences,
        )
        register_linked("新闻发布会", selectors.conferences_of)
        register_linked("新闻报道", selectors.releases_of)
        for page_type in (PressReleasePage, PressConferencePage):
            register_section(page_type, checks_section, order=10)
            register_section(page_type, authorisation_section, order=20)
        register_section(PressConferencePage, conference_section, order=30)
