import uuid

from django.conf import settings
from django.db import models

from kabinet.records import lengths


class Device(models.Model):
    """A browser in which a person has switched notices on: where its push service takes them (RFC 8030).

    `sealed` is the address there and the browser's keys (records/sealing.py), `known_by` a digest by which the same browser
    is known again: it is whose who switched them on last. `service` is the push service's host, `browser` how the browser
    called itself. `urgent_only`: not what can wait. `contents`: what happened may be shown, not only that something did.
    `told_at` is when its service last took one, `error` what it said since.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    known_by = models.CharField(max_length=64, unique=True)
    service = models.CharField(max_length=lengths.NAME)
    sealed = models.CharField(max_length=lengths.NOTE * 2)
    browser = models.CharField(max_length=lengths.NAME, blank=True)
    urgent_only = models.BooleanField(default=False)
    contents = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=lengths.LINE, blank=True)

    class Meta:
        db_table = "device"


class Alert(models.Model):
    """A notice on its way to a device, written beside the notice in the transaction of the act; gone when it has arrived.

    `next_try` is when it is tried again; whoever tries it moves that to the end of their lease first, so one that was killed
    at it is tried by somebody else. `tries` is whose lease it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    notice = models.ForeignKey("records.Notice", on_delete=models.CASCADE, related_name="+", db_index=False)
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "alert"
        indexes = [models.Index(name="alert_due", fields=["next_try"])]
        constraints = [models.UniqueConstraint(name="alert_once", fields=["notice", "device"])]
