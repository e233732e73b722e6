from django.db import models
from django.db.models import Q

from kabinet.records.models.file import File

LONGEST_FOUND = 200


class FileScan(models.Model):
    """What the antivirus says of one file of a ticket; a file without a row came while none was named.

    It waits until a worker has had it looked through; whoever does moves `next_try` to the end of their lease first, so one
    that was killed at it is looked through by somebody else. `digest` is the file's SHA-256: what is known of a content is
    known of each of its copies. `found` is the antivirus's name of what is in it.
    """

    class State(models.TextChoices):
        """`unscanned`: it was not looked through, being too large for it, or nobody answered for too long."""

        WAITING = "waiting"
        CLEAN = "clean"
        INFECTED = "infected"
        UNSCANNED = "unscanned"

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="scan")
    digest = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    next_try = models.DateTimeField(null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=LONGEST_FOUND, blank=True)

    class Meta:
        db_table = "file_scan"
        constraints = [
            models.CheckConstraint(
                name="file_scan_waits_or_is_over",
                condition=Q(state="waiting", next_try__isnull=False, scanned_at__isnull=True)
                | (~Q(state="waiting") & Q(next_try__isnull=True, scanned_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="file_scan_names_what_was_found",
                condition=Q(state="infected") & ~Q(found="") | ~Q(state="infected") & Q(found=""),
            ),
        ]
        indexes = [models.Index(name="file_scan_due", fields=["next_try"], condition=Q(state="waiting"))]
