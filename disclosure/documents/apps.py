from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "disclosure.documents"
    label = "documents"
    verbose_name = "政策文件"

    def ready(self) -> None:
        from disclosure.catalogue.selectors import register_row_facts
        from foundation.precheck.registry import register_check, register_files, register_links, register_text
        from foundation.search.sources import register_source
        from foundation.signoff.gates import Stage, register_gate
        from foundation.signoff.publicity import register_confinement
        from foundation.signoff.triggers import register_triggers

        from . import duties, editor_hooks, found, precheck, receivers, validity  # noqa: F401  (connects them)
        from .gates import document_gate
        from .models import DocumentPage, InformationPage
        from .openness import inside, mixing_gate, openness_gate
        from .origin import origin_gate
        from .selectors import row_facts
        from .triggers import openness_triggers

        duties.register_kinds()
        validity.register_kinds()
        register_gate(document_gate)
        register_gate(openness_gate)
        register_gate(mixing_gate, Stage.SIGNATURE)
        register_gate(origin_gate)
        register_confinement(inside)
        register_triggers(openness_triggers)
        register_row_facts(DocumentPage, row_facts)
        register_text(precheck.texts)
        register_files(precheck.files)
        register_links(precheck.links)
        register_check(precheck.check, *precheck.CHECKED_KINDS)
        register_source(
            DocumentPage, found.document_entry, kind="wenjian", label="政策文件", fetch=found.documents
        )
        register_source(
            InformationPage, found.information_entry, kind="xinxi", label="政府信息", fetch=found.information
        )
