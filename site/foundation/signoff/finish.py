"""Entry point for WAGTAIL_FINISH_WORKFLOW_ACTION. Wagtail imports it before any model exists."""


def publish_approved(workflow_state, user=None) -> None:
    """Publish what a finished workflow has signed."""
    from . import services

    services.publish_approved(workflow_state, user=user)
