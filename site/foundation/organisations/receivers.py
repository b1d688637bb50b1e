"""Keeps group membership in step with appointments. Nothing else may live here."""

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import Appointment
from .services import sync_groups


@receiver([post_save, post_delete], sender=Appointment, dispatch_uid="appointment_groups")
def appointment_changed(instance: Appointment, raw: bool = False, **kwargs) -> None:
    if not raw:
        sync_groups(instance.user)


@receiver(user_logged_in, dispatch_uid="login_groups")
def logged_in(user, **kwargs) -> None:
    """Appointments begin and end with the day, not with an edit: bring rights up to date at login."""
    if user.appointments.exists():
        sync_groups(user)
