import uuid

from django.conf import settings
from django.db import models

from kabinet.records import lengths
from kabinet.records.models.organisation import Organisation


class Export(models.Model):
    """A list that a person wants as a file and that is too long to be waited for.

    `listing` is the list's page, `given` the query of its address, `digest` of both and of the form, so that the same wish
    waits once. It is made with the rights of its person in `organisation`, asked for anew at every step; sessions that were
    ended after `asked_at` end it too. Whoever makes it moves `next_try` to the end of their lease first, so one that was
    killed at it is made by somebody else. The file lies under the row's key until `until`.
    """

    class State(models.TextChoices):
        """`waiting` until it is over; `denied`: the person may not read the list any more; `too_long`: for one file."""

        WAITING = "waiting"
        READY = "ready"
        DENIED = "denied"
        TOO_LONG = "too_long"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    listing = models.CharField(max_length=lengths.NAME)
    title = models.CharField(max_length=lengths.LINE)
    given = models.CharField(max_length=lengths.QUERY, blank=True)
    digest = models.CharField(max_length=64)
    form = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "export"
        constraints = [
            models.UniqueConstraint(
                name="export_waits_once", fields=["person", "digest"], condition=models.Q(state="waiting")
            )
        ]
        indexes = [models.Index(name="export_due", fields=["next_try"], condition=models.Q(state="waiting"))]
