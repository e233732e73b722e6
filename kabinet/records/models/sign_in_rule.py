from django.conf import settings
from django.db import models


class SignInRole(models.Model):
    """What the vendor says of how people with a role of a party sign in by passwords of this installation: `factor` demands
    a second factor of them, `password` lets them go on while local sign-in is closed. A role without a row: neither."""

    kind = models.CharField(max_length=8)
    role = models.CharField(max_length=30)
    factor = models.BooleanField(default=False)
    password = models.BooleanField(default=False)

    class Meta:
        db_table = "sign_in_role"
        constraints = [models.UniqueConstraint(fields=["kind", "role"], name="sign_in_role_once")]


class SignInClosing(models.Model):
    """Local sign-in was closed, by whom and when; without a row that has not `ended_at` it is open."""

    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "sign_in_closing"


class EmergencyDoor(models.Model):
    """Everybody may sign in by a password from `opened_at` to `until`, whatever is closed, for the `reason`; or to
    `closed_at` when somebody closed it before. Without `opened_by` it was opened on the machine itself, by
    `kabinet emergency-door`."""

    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=300)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "emergency_door"
        indexes = [models.Index(fields=["until"], name="emergency_door_until")]
