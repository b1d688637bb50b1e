from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "opinion.evaluation"
    label = "evaluation"
    verbose_name = "社会评议"

    def ready(self) -> None:
        from foundation.letters.kinds import register_letter
        from foundation.rules.registry import register_parameters

        from .letters import QUESTIONNAIRE
        from .parameters import ITEMS

        register_parameters(ITEMS)
        register_letter(QUESTIONNAIRE)
