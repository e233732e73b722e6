from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records.models.agreement import Agreement
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.system import System
from kabinet.records.models.tenant import LEGS
from kabinet.records.models.versions import CalendarVersion, RegulationVersion

OPEN = Q(closed_at__isnull=True)


class Ticket(models.Model):
    """A ticket of either leg: what lists, queues and clocks need. The form's contents stand in the sheet.

    `clocks` is the kept fold (kabinet.regulation.clock.Clocks as JSON). `next_due_at` is the earliest deadline not yet
    breached: what the worker waits for. `queue_at` is the earliest deadline of a running clock, breached or not: what
    the queue is ordered by. Both are NULL while no clock runs. `version` grows by one with each act.
    """

    number = models.CharField(max_length=12, unique=True)
    leg = models.CharField(max_length=6, choices=LEGS)
    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.CharField(max_length=200)
    level = models.SmallIntegerField()
    status = models.CharField(max_length=16)
    turn = models.CharField(max_length=8)
    turn_since = models.DateTimeField()
    service = models.CharField(max_length=24)
    impact = models.CharField(max_length=24)
    channel = models.CharField(max_length=16, default="cabinet")
    registered_at = models.DateTimeField()
    first_contact_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    last_fact_at = models.DateTimeField()
    clocks = models.JSONField(default=dict)
    next_due_at = models.DateTimeField(null=True, blank=True)
    queue_at = models.DateTimeField(null=True, blank=True)
    queue_clock = models.CharField(max_length=10, blank=True)
    breaches = models.SmallIntegerField(default=0)
    regulation = models.ForeignKey(RegulationVersion, on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "ticket"
        constraints = [
            models.CheckConstraint(name="ticket_level_known", condition=Q(level__gte=1, level__lte=4)),
            models.CheckConstraint(
                name="ticket_number_of_leg",
                condition=Q(leg="client", number__startswith="U-", origin__isnull=True)
                | Q(leg="vendor", number__startswith="V-"),
            ),
            models.CheckConstraint(
                name="ticket_closed_is_still", condition=OPEN | Q(next_due_at__isnull=True, queue_at__isnull=True)
            ),
            models.UniqueConstraint(name="ticket_passed_on_once", fields=["origin"], condition=OPEN),
            models.UniqueConstraint(name="ticket_tenant", fields=["id", "leg", "client", "partner"]),
        ]
        indexes = [
            models.Index(name="ticket_due", fields=["next_due_at"], condition=Q(next_due_at__isnull=False)),
            models.Index(name="ticket_queue_partner", fields=["partner", "leg", "queue_at", "id"], condition=OPEN),
            models.Index(name="ticket_queue_leg", fields=["leg", "queue_at", "id"], condition=OPEN),
            models.Index(name="ticket_queue_client", fields=["client", "leg", "queue_at", "id"], condition=OPEN),
            models.Index(name="ticket_mine", fields=["assignee", "queue_at", "id"], condition=OPEN),
            models.Index(name="ticket_of_client", fields=["client", "leg", "-registered_at", "-id"]),
            models.Index(name="ticket_of_partner", fields=["partner", "leg", "-registered_at", "-id"]),
            models.Index(name="ticket_of_leg", fields=["leg", "-registered_at", "-id"]),
            models.Index(
                name="ticket_silence", fields=["answered_at"], condition=OPEN & Q(answered_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number
