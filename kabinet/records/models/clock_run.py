from django.db import models
from django.db.models import Q

from kabinet.records.models.tenant import TicketRow


class ClockRun(TicketRow):
    """One run of one clock (kabinet.regulation.clocks.fold.Clock): a cache of the fold, kept for lists and reports."""

    name = models.CharField(max_length=10)
    run = models.SmallIntegerField()
    owner = models.CharField(max_length=10)
    level = models.SmallIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, blank=True)
    breached_at = models.DateTimeField(null=True, blank=True)
    # The deadline fell on a day on which the partner that owed it might not work on tickets: no breach of its own (L12b).
    barred = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "clock_run"
        constraints = [
            models.CheckConstraint(
                name="clock_run_barred_was_missed",
                condition=Q(barred=False) | Q(breached_at__isnull=False),
            ),
            models.UniqueConstraint(name="clock_run_once", fields=["ticket", "name", "run"]),
            models.CheckConstraint(
                name="clock_run_ended_has_outcome",
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="clock_run_breach_at_due",
                condition=Q(breached_at__isnull=True)
                | Q(due_at__isnull=False, breached_at=models.F("due_at")),
            ),
        ]
        indexes = [
            models.Index(
                name="clock_run_breached",
                fields=["partner", "leg", "breached_at"],
                condition=Q(breached_at__isnull=False),
            ),
            # All that was missed, across partners, by the day on which it fell due.
            models.Index(
                name="clock_run_late", fields=["due_at", "id"], condition=Q(breached_at__isnull=False)
            ),
            # What was owed and has been judged, by the day on which it fell due: figures of compliance (L17a).
            models.Index(
                name="clock_run_judged",
                fields=["partner", "leg", "due_at", "id"],
                condition=Q(breached_at__isnull=False) | Q(outcome="met"),
            ),
        ]
