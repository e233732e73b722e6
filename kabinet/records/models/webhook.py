import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.organisation import Organisation


class Webhook(models.Model):
    """An address at which a program of an organisation is told of its tickets (Standard Webhooks).

    `groups` are what it is told of, words with commas between. `sealed` is the secret that signs (records/sealing.py),
    `former` the one before it, which signs as well until `former_until`. `kept_by` stands behind it: who added it, or
    switched it on last. `why` is why it stands still where nobody of the organisation stopped it. `asked_at` is when it was
    last asked, `told_at` when it last took something, `failing_since` when it began to take nothing; `status` and `error`
    are what came last.
    """

    class State(models.TextChoices):
        """`paused`: what happens is written down and waits; `off`: it is not."""

        ON = "on"
        PAUSED = "paused"
        OFF = "off"

    class Why(models.TextChoices):
        """Why it stands still by itself."""

        FAILING = "failing"
        GONE = "gone"
        ORPHANED = "orphaned"
        UNREADABLE = "unreadable"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=lengths.LINE)
    groups = models.CharField(max_length=lengths.NAME)
    sealed = models.CharField(max_length=lengths.LINE)
    former = models.CharField(max_length=lengths.LINE, blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ON)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=lengths.LINE, blank=True)

    class Meta:
        db_table = "webhook"


class WebhookDelivery(models.Model):
    """A fact on its way to one address, written in the transaction of the act; without a fact it is a trial.

    `message_id` is the same at every try, so that whoever took it before knows it again. `next_try` is when it is tried
    again; whoever tries it moves that to the end of their lease first, so one that was killed at it is tried by somebody
    else. Facts of one ticket go one after the other, in the order of their `id`.
    """

    class State(models.TextChoices):
        """`failed` is tried again; the last three are over, `dead` until somebody repeats it."""

        WAITING = "waiting"
        FAILED = "failed"
        SENT = "sent"
        DEAD = "dead"
        DROPPED = "dropped"

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="+", db_index=False)
    # Rows of the journal and tickets are never removed.
    entry = models.ForeignKey(
        "records.JournalEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    ticket = models.ForeignKey(
        "records.Ticket",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    kind = models.CharField(max_length=40)
    message_id = models.UUIDField(unique=True, default=uuid.uuid4)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=lengths.LINE, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "webhook_delivery"
        indexes = [
            models.Index(
                name="webhook_delivery_due", fields=["next_try"], condition=Q(next_try__isnull=False)
            ),
            # What holds back a later fact of the same ticket.
            models.Index(
                name="webhook_delivery_open",
                fields=["webhook", "ticket", "id"],
                condition=Q(next_try__isnull=False),
            ),
            models.Index(name="webhook_delivery_listed", fields=["webhook", "state", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(name="webhook_delivery_once", fields=["webhook", "entry"]),
            models.CheckConstraint(
                name="webhook_delivery_of_fact",
                condition=Q(entry__isnull=False, ticket__isnull=False)
                | Q(entry__isnull=True, ticket__isnull=True),
            ),
            models.CheckConstraint(
                name="webhook_delivery_tried_while_open",
                condition=Q(state__in=["waiting", "failed"], next_try__isnull=False)
                | Q(state__in=["sent", "dead", "dropped"], next_try__isnull=True),
            ),
        ]
