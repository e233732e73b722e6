from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records.models.agreement import Agreement
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.system import System
from kabinet.records.models.tenant import LEGS
from kabinet.records.models.versions import CalendarVersion, RegulationVersion
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Turn

OPEN = Q(closed_at__isnull=True)
CLOSED = Q(closed_at__isnull=False)


class QueuePlace(models.Func):
    """Where an open ticket stands in a queue: at its earliest deadline, and behind all others while no clock runs.

    A CASE and not a coalesce(): PostgreSQL does not know that coalesce() tells nothing, and under row-level security it
    would look at every open ticket instead of following the index (docs/decisions/0003).
    """

    template = "CASE WHEN queue_at IS NULL THEN 'infinity'::timestamptz ELSE queue_at END"
    output_field = models.DateTimeField()


class Ticket(models.Model):
    """A ticket of either leg: what lists, queues and clocks need. The form's contents stand in the sheet.

    `clocks` is the kept fold (kabinet.regulation.clocks.fold.Clocks as JSON). `next_due_at` is the earliest deadline not yet
    breached: what the worker waits for. `queue_at` is the earliest deadline of a running clock, breached or not: what
    the queue is ordered by; `queue_from` is that clock's start. They are NULL while no clock runs (records.clocks sets
    all of them). `version` grows by one with each act.
    The names stand as they were when they were set: lists then look at no other table, and the other side may not see
    those records. `contact` is the contact named in the ticket, a confirmed one of the party that asks (security), with
    the telephone and the address given for this ticket (U3.5e, P4.7b). `foreign_*` name the ticket in a third-party desk
    (L8, L11a). `vendor_status` is kept on a client ticket that was passed on: how its vendor
    ticket stands, the one thing that travels by itself (the client cannot read the vendor ticket).
    """

    number = models.CharField(max_length=12)
    leg = models.CharField(max_length=6, choices=LEGS)
    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    client_name = models.CharField(max_length=60)
    partner_name = models.CharField(max_length=60)
    system = models.ForeignKey(
        System, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    system_name = models.CharField(max_length=120, blank=True)
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    author_name = models.CharField(max_length=200)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=300, blank=True)
    contact_email = models.CharField(max_length=300, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    assignee_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    level = models.SmallIntegerField()
    status = models.CharField(max_length=16)
    turn = models.CharField(max_length=8)
    turn_since = models.DateTimeField()
    vendor_status = models.CharField(max_length=16, blank=True)
    service = models.CharField(max_length=24)
    impact = models.CharField(max_length=24)
    channel = models.CharField(max_length=16, default="cabinet")
    foreign_desk = models.CharField(max_length=80, blank=True)
    foreign_number = models.CharField(max_length=60, blank=True)
    foreign_url = models.URLField(max_length=300, blank=True)
    registered_at = models.DateTimeField()
    first_contact_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    last_fact_at = models.DateTimeField()
    clocks = models.JSONField(default=dict)
    next_due_at = models.DateTimeField(null=True, blank=True)
    queue_at = models.DateTimeField(null=True, blank=True)
    queue_from = models.DateTimeField(null=True, blank=True)
    queue_clock = models.CharField(max_length=10, blank=True)
    breaches = models.SmallIntegerField(default=0)
    regulation = models.ForeignKey(
        RegulationVersion, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    calendar = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "ticket"
        constraints = [
            models.CheckConstraint(name="ticket_level_known", condition=Q(level__gte=1, level__lte=9)),
            models.CheckConstraint(
                name="ticket_number_of_leg",
                condition=Q(leg=LegCode.CLIENT, number__startswith="U-", origin__isnull=True)
                | Q(leg=LegCode.VENDOR, number__startswith="V-"),
            ),
            models.CheckConstraint(
                name="ticket_closed_is_still",
                condition=OPEN | Q(next_due_at__isnull=True, queue_at__isnull=True),
            ),
            models.CheckConstraint(
                name="ticket_turn_known",
                condition=Q(turn__in=[Turn.CLIENT, Turn.PARTNER, Turn.VENDOR, Turn.NOBODY]),
            ),
            models.CheckConstraint(
                name="ticket_assignee_named",
                condition=Q(assignee__isnull=True, assignee_name="")
                | (Q(assignee__isnull=False) & ~Q(assignee_name="")),
            ),
            models.CheckConstraint(
                name="ticket_contact_named",
                condition=Q(contact__isnull=True, contact_name="")
                | (Q(contact__isnull=False) & ~Q(contact_name="")),
            ),
            models.UniqueConstraint(name="ticket_number_once", fields=["number"]),
            models.UniqueConstraint(name="ticket_passed_on_once", fields=["origin"], condition=OPEN),
            models.UniqueConstraint(name="ticket_tenant", fields=["id", "leg", "client", "partner"]),
        ]
        indexes = [
            models.Index(name="ticket_due", fields=["next_due_at"], condition=Q(next_due_at__isnull=False)),
            models.Index("partner", "leg", QueuePlace(), "id", name="ticket_queue_partner", condition=OPEN),
            models.Index("leg", QueuePlace(), "id", name="ticket_queue_leg", condition=OPEN),
            models.Index(
                "client", "leg", "turn", QueuePlace(), "id", name="ticket_queue_client", condition=OPEN
            ),
            models.Index("assignee", QueuePlace(), "id", name="ticket_mine", condition=OPEN),
            models.Index(
                "leg", "partner", QueuePlace(), "id", name="ticket_critical", condition=OPEN & Q(level=1)
            ),
            models.Index(
                "leg", "partner", QueuePlace(), "id", name="ticket_free", condition=OPEN & Q(assignee=None)
            ),
            models.Index(name="ticket_of_client", fields=["client", "leg", "-registered_at", "-id"]),
            models.Index(name="ticket_of_partner", fields=["partner", "leg", "-registered_at", "-id"]),
            # Tickets whose agreement names a third-party desk (L8).
            models.Index(
                name="ticket_of_desk", fields=["-registered_at", "-id"], condition=~Q(foreign_desk="")
            ),
            models.Index(name="ticket_of_leg", fields=["leg", "-registered_at", "-id"]),
            models.Index(name="ticket_of_system", fields=["system", "-registered_at", "-id"]),
            models.Index(name="ticket_of_author", fields=["author", "-registered_at", "-id"]),
            models.Index(name="ticket_of_contact", fields=["contact", "-registered_at", "-id"]),
            models.Index(name="ticket_of_assignee", fields=["assignee", "-registered_at", "-id"]),
            models.Index(
                name="ticket_closed_client", fields=["client", "leg", "-closed_at", "-id"], condition=CLOSED
            ),
            models.Index(
                name="ticket_closed_partner", fields=["partner", "leg", "-closed_at", "-id"], condition=CLOSED
            ),
            models.Index(name="ticket_closed_leg", fields=["leg", "-closed_at", "-id"], condition=CLOSED),
            models.Index(
                name="ticket_silence", fields=["answered_at"], condition=OPEN & Q(answered_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number
