from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "disclosure.documents"
    label = "documents"
    verbose_name = "政策文件"

    def ready(self) -> None:
        from foundation.signoff.gates import register_gate

        from . import receivers  # noqa: F401  (connects them)
        from .gates import document_gate

        register_gate(document_gate)
