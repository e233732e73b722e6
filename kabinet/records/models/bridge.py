import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.system import System
from kabinet.records.models.tenant import TicketRow
from kabinet.regulation.legs import LegCode

OPEN = Q(state__in=["waiting", "failed"], next_try__isnull=False)
OVER = Q(state__in=["done", "dead", "dropped"], next_try__isnull=True)


class Carrying(models.TextChoices):
    """How far something is that a bridge carries: `failed` is tried again; the last three are over, `dead` until somebody
    repeats it, `dropped` for good."""

    WAITING = "waiting"
    FAILED = "failed"
    DONE = "done"
    DEAD = "dead"
    DROPPED = "dropped"


class Bridge(models.Model):
    """A desk of the client's or its partner's own, with which tickets of the client leg are kept in step (L8).

    `organisation` keeps it: the client itself or its partner. `program` is which (network/desks/known.py), `url`, `account`
    and the `sealed` secret are where it is and who asks, `queue` where its tickets lie, `name` what people call it.
    `statuses` are that desk's words by our code, `levels` by our number. `creates`: a ticket
    of ours is made there; `registers`: one made there is registered here, for `system`, with `level` unless its own word
    says another one, and `impact`. `kept_by` stands behind it, as with a webhook.
    `seen` is the place up to which it was read, empty before the first time; `next_look` when it is asked again;
    `heard_at` when it answered last, `silent_since` since when it does not, `told_silent` whether its keepers know.
    """

    class State(models.TextChoices):
        """`paused`: what happens on our side is written down and waits."""

        ON = "on"
        PAUSED = "paused"
        OFF = "off"

    class Why(models.TextChoices):
        """Why it stands still by itself."""

        ORPHANED = "orphaned"
        UNREADABLE = "unreadable"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    program = models.CharField(max_length=20)
    url = models.CharField(max_length=lengths.LINE)
    account = models.CharField(max_length=lengths.NAME)
    sealed = models.CharField(max_length=1000)
    queue = models.CharField(max_length=lengths.NAME)
    statuses = models.JSONField(default=dict, blank=True)
    levels = models.JSONField(default=dict, blank=True)
    creates = models.BooleanField(default=True)
    registers = models.BooleanField(default=False)
    system = models.ForeignKey(
        System, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.CharField(max_length=24, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ON)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    seen = models.CharField(max_length=60, blank=True)
    next_look = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)
    told_silent = models.BooleanField(default=False)
    error = models.CharField(max_length=lengths.LINE, blank=True)

    class Meta:
        db_table = "bridge"
        indexes = [
            models.Index(name="bridge_due", fields=["next_look"], condition=Q(state="on")),
        ]
        constraints = [
            models.UniqueConstraint(name="bridge_once", fields=["organisation", "client"]),
            models.CheckConstraint(
                name="bridge_registers_whole",
                condition=Q(registers=False) | (Q(system__isnull=False, level__isnull=False) & ~Q(impact="")),
            ),
            # A ticket is registered by its own client's people; a partner registers by an act of its own (U3.4a).
            models.CheckConstraint(
                name="bridge_registers_own", condition=Q(registers=False) | Q(organisation=models.F("client"))
            ),
            json_at_most("bridge", "statuses", lengths.RIGHTS),
            json_at_most("bridge", "levels", lengths.RIGHTS),
        ]


class BridgeLink(TicketRow):
    """Two tickets that are one matter: ours, and `foreign` of the other desk, which `desk` and `url` name to both sides.

    `born_there`: it was registered from there. `status` is that desk's own word as it was last heard, `status_at` since
    when.
    """

    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="+", db_index=False)
    desk = models.CharField(max_length=60)
    foreign = models.CharField(max_length=60)
    url = models.CharField(max_length=lengths.LINE)
    born_there = models.BooleanField(default=False)
    status = models.CharField(max_length=40, blank=True)
    status_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "bridge_link"
        constraints = [
            models.UniqueConstraint(name="bridge_link_once", fields=["ticket", "bridge"]),
            models.UniqueConstraint(name="bridge_link_of_foreign", fields=["bridge", "foreign"]),
            models.CheckConstraint(name="bridge_link_of_client_leg", condition=Q(leg=LegCode.CLIENT)),
        ]


class BridgeDelivery(models.Model):
    """A fact on its way to the other desk, written in the transaction of the act. `asked`: that desk was asked for it once,
    so that it may have it. Facts of one ticket go one after the other, in the order of their `id`."""

    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Rows of the journal and tickets are never removed.
    entry = models.ForeignKey(
        "records.JournalEntry",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    ticket = models.ForeignKey(
        "records.Ticket", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    state = models.CharField(max_length=8, choices=Carrying.choices, default=Carrying.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    asked = models.BooleanField(default=False)
    next_try = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=lengths.LINE, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "bridge_delivery"
        indexes = [
            models.Index(name="bridge_delivery_due", fields=["next_try"], condition=OPEN),
            models.Index(name="bridge_delivery_open", fields=["bridge", "ticket", "id"], condition=OPEN),
            models.Index(name="bridge_delivery_listed", fields=["bridge", "state", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(name="bridge_delivery_once", fields=["bridge", "entry"]),
            models.CheckConstraint(name="bridge_delivery_tried_while_open", condition=OPEN | OVER),
        ]


class BridgeArrival(models.Model):
    """Something that happened in the other desk, taken down with the place up to which it was read. Its `key` there makes it
    one however often it is told. `ticket` is ours once it is known; `verdict` why it was not carried, in both languages.
    What happened in one foreign ticket is done one after the other, in the order of their `id`."""

    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=60)
    foreign = models.CharField(max_length=60)
    what = models.CharField(max_length=8)
    author = models.CharField(max_length=lengths.NAME, blank=True)
    status = models.CharField(max_length=40, blank=True)
    happened_at = models.DateTimeField()
    ticket = models.ForeignKey(
        "records.Ticket",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    state = models.CharField(max_length=8, choices=Carrying.choices, default=Carrying.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    verdict = models.JSONField(default=dict, blank=True)
    taken_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "bridge_arrival"
        indexes = [
            models.Index(name="bridge_arrival_due", fields=["next_try"], condition=OPEN),
            models.Index(name="bridge_arrival_open", fields=["bridge", "foreign", "id"], condition=OPEN),
            models.Index(name="bridge_arrival_listed", fields=["bridge", "state", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(name="bridge_arrival_once", fields=["bridge", "key"]),
            models.CheckConstraint(name="bridge_arrival_tried_while_open", condition=OPEN | OVER),
            json_at_most("bridge_arrival", "verdict", lengths.FACT),
        ]
