from wagtail.snippets.models import register_snippet

from .viewsets import ExpressionViewSet

register_snippet(ExpressionViewSet)
