"""What makes what is kept stale: a new version, a body or a system that is changed, added or removed."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from foundation.organisations.models import Body

from .models import ParameterVersion, System
from .selectors import forget


@receiver([post_save, post_delete], sender=Body, dispatch_uid="rules_bodies")
@receiver([post_save, post_delete], sender=System, dispatch_uid="rules_systems")
@receiver(post_save, sender=ParameterVersion, dispatch_uid="rules_versions")
def let_go(**kwargs) -> None:
    forget()
