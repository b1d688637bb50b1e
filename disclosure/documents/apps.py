from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "disclosure.documents"
    label = "documents"
    verbose_name = "政策文件"

    def ready(self) -> None:
        from disclosure.catalogue.selectors import register_row_facts
        from foundation.signoff.gates import register_gate

        from . import editor_hooks, receivers  # noqa: F401  (connects them)
        from .gates import document_gate
        from .selectors import row_facts

        register_gate(document_gate)
        register_row_facts(row_facts)
