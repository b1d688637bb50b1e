"""The part of a public page's head that is for machines."""

from django import template
from django.template.context import RequestContext

from portal.discovery.head import Head, head_of

register = template.Library()


@register.simple_tag(takes_context=True)
def head_of_page(context: RequestContext) -> Head:
    """Needs ``frame`` and the page tags (``tags``) in the context."""
    # Django tells its page for unknown addresses which path it was.
    is_found = "request_path" not in context
    return head_of(context["request"], context.get("page"), context["frame"], dict(context["tags"]), is_found)
