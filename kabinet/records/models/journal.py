from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.tenant import AUDIENCE_OF_LEG, AUDIENCES, TicketRow
from kabinet.regulation import fact_data
from kabinet.regulation.fact_data import FactData, Shape
from kabinet.regulation.facts import Kind

# What oversight lists of a journal (lists/oversight/entries.py): these kinds, and of two more what came late or without
# the terms of a critical ticket.
COUNTED = (
    *(Kind.CLAIMED, Kind.CLOSED, Kind.CLOSED_BY_SILENCE, Kind.CLOSED_BY_WORD),
    *(Kind.LEVEL_CHANGED, Kind.LEVEL_DECLINED, Kind.LOWERED, Kind.REFUSED, Kind.RETURNED),
)
OVERSEEN = Q(kind__in=[kind.value for kind in COUNTED]) | Q(
    kind__in=[Kind.CALLED.value, Kind.REGISTERED.value], data__has_any_keys=["reason", "unconfirmed"]
)


class JournalEntry(TicketRow):
    """One fact of a ticket. The database refuses to change or remove it, whoever asks (L2a).

    `kind` and `side` are the law's Kind and Side; `data` holds as JSON what the kind declares (regulation.fact_data): who
    reads it asks `told` or `told_as`. A fact without a person names the reason in `system`.
    """

    kind = models.CharField(max_length=20)
    side = models.CharField(max_length=10)
    audience = models.CharField(max_length=10, choices=AUDIENCES)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=200, blank=True)
    actor_organisation = models.CharField(max_length=60, blank=True)
    system = models.CharField(max_length=80, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    clause = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=16)
    message = models.ForeignKey(
        "records.Message", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "journal_entry"
        constraints = [
            models.CheckConstraint(name="journal_audience_of_leg", condition=AUDIENCE_OF_LEG),
            json_at_most("journal_entry", "data", lengths.FACT),
        ]
        indexes = [
            models.Index(name="journal_of_ticket", fields=["ticket", "occurred_at", "id"]),
            # What a compliance record lists of the journal (lists/oversight/entries.py), and claims that wait.
            models.Index(
                name="journal_of_record", fields=["partner", "leg", "recorded_at", "id"], condition=OVERSEEN
            ),
            # The same of all partners, a list a kind.
            models.Index(name="journal_of_kind", fields=["kind", "recorded_at", "id"], condition=OVERSEEN),
        ]

    @cached_property
    def told(self) -> FactData:
        """What the row keeps, in its kind's own type; Misfit where it does not fit."""
        return fact_data.read(fact_data.of_ticket(self.kind), self.data, self._named)

    def told_as(self, shape: type[Shape]) -> Shape:
        """The same for who knows the type; Misfit for a row of a kind that keeps something else."""
        told = self.told
        if not isinstance(told, shape):
            raise fact_data.Misfit(f"{self._named()} keeps no {shape.__name__}")
        return told

    def _named(self) -> str:
        return f"row {self.pk} of the journal ({self.kind})"
