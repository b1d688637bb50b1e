from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import urls
from .viewsets import ExpressionViewSet

register_snippet(ExpressionViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("precheck/", include(urls))]
