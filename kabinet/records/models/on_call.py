"""Whom a desk calls at night to a critical ticket: its order, and how far the call of one ticket has come."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from kabinet.records.models.organisation import Organisation
from kabinet.records.models.tenant import AUDIENCES, LEGS, TicketRow
from kabinet.regulation.organisation.duty import EVERY_DAY

MINUTES, LONGEST = 15, 120


class OnCallStep(models.Model):
    """One person in a desk's order of call, and after how many minutes without an answer the next one is told.

    `days` are those of the week on which they have duty, a bit each from Monday on. From `away_from` until `away_until` it
    is `stand_in` who is called instead; the three are there or none.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    leg = models.CharField(max_length=6, choices=LEGS)
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    minutes = models.PositiveSmallIntegerField(
        default=MINUTES, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    days = models.PositiveSmallIntegerField(default=EVERY_DAY)
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "on_call_step"
        constraints = [
            models.UniqueConstraint(name="on_call_step_once", fields=["organisation", "leg", "person"]),
            models.CheckConstraint(
                name="on_call_step_minutes", condition=Q(minutes__gte=1, minutes__lte=LONGEST)
            ),
            models.CheckConstraint(name="on_call_step_days", condition=Q(days__gte=1, days__lte=EVERY_DAY)),
            models.CheckConstraint(
                name="on_call_step_stand_in",
                condition=Q(stand_in__isnull=True, away_from__isnull=True, away_until__isnull=True)
                | Q(stand_in__isnull=False, away_from__isnull=False, away_until__gte=F("away_from")),
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
