from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.file import File
from kabinet.records.models.json_length import json_at_most


class LogSummary(models.Model):
    """What a technological log says, in short: of one file of a ticket, for whoever may see the file.

    It waits until a worker has read the file; whoever reads moves `next_try` to the end of their lease first, so one that
    was killed at it is read by somebody else. `other` is no such log. The copy of a file that is passed on has a row of its
    own, with what was found in the same content under the same name, which `digest` is of. `summary` is that of
    `kabinet.techlog` as data.
    """

    class State(models.TextChoices):
        """`failed`: it could not be read within the bounds of a reading."""

        WAITING = "waiting"
        READY = "ready"
        OTHER = "other"
        FAILED = "failed"

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="log_summary")
    digest = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    summary = models.JSONField(default=dict)

    class Meta:
        db_table = "log_summary"
        constraints = [
            json_at_most("log_summary", "summary", lengths.LOG_SUMMARY),
            models.CheckConstraint(
                name="log_summary_waits_or_was_read",
                condition=Q(state="waiting", next_try__isnull=False, read_at__isnull=True)
                | (~Q(state="waiting") & Q(next_try__isnull=True, read_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="log_summary_due", fields=["next_try"], condition=Q(state="waiting"))]
