"""Whom a desk calls at night to a critical ticket: its order, and how far the call of one ticket has come."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from kabinet.records.models.organisation import Organisation
from kabinet.records.models.tenant import AUDIENCES, LEGS, TicketRow

MINUTES, LONGEST = 15, 120


class OnCallStep(models.Model):
    """One person in a desk's order of call, and after how many minutes without an answer the next one is told."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    leg = models.CharField(max_length=6, choices=LEGS)
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    minutes = models.PositiveSmallIntegerField(
        default=MINUTES, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "on_call_step"
        constraints = [
            models.UniqueConstraint(name="on_call_step_once", fields=["organisation", "leg", "person"]),
            models.CheckConstraint(
                name="on_call_step_minutes", condition=Q(minutes__gte=1, minutes__lte=LONGEST)
            ),
        ]


class OnCallRound(TicketRow):
    """The last call of one ticket. Who was told when stands in the journal, in the rows after `after_entry`.

    `next_at` is when the next one is told, None when nobody is any more. Without `ended_at` it runs; `ended_by` took it up.
    """

    class How(models.TextChoices):
        ACKNOWLEDGED = "acknowledged"  # somebody said that they take it up
        ACTED = "acted"  # somebody of the desk did what takes the turn
        OVER = "over"  # it waits for the desk no more, or is critical no more

    audience = models.CharField(max_length=10, choices=AUDIENCES)
    began_at = models.DateTimeField()
    after_entry = models.BigIntegerField()
    next_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=12, choices=How.choices, blank=True)

    class Meta:
        db_table = "on_call_round"
        constraints = [
            models.UniqueConstraint(name="on_call_round_once", fields=["ticket"]),
            models.CheckConstraint(
                name="on_call_round_ended",
                condition=Q(ended_at__isnull=True, how="")
                | Q(ended_at__isnull=False, next_at__isnull=True, how__in=["acknowledged", "acted", "over"]),
            ),
        ]
        indexes = [models.Index(name="on_call_due", fields=["next_at"], condition=Q(next_at__isnull=False))]
