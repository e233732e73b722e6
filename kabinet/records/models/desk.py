"""What a desk keeps for its own work."""

from django.conf import settings
from django.db import models

from kabinet.records import lengths
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.tenant import LEGS


class CannedAnswer(models.Model):
    """A text ready to be sent; marks such as {{number}} are filled in from the ticket when it is taken."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    leg = models.CharField(max_length=6, choices=LEGS)
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=lengths.CANNED)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "canned_answer"
        constraints = [
            models.UniqueConstraint(name="canned_answer_once", fields=["organisation", "leg", "title"])
        ]


class AssignmentRule(models.Model):
    """Who gets a new ticket by itself: the first rule in the order of `place` whose conditions all hold.

    A condition that is empty asks nothing. `level` means this level or a more urgent one.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    leg = models.CharField(max_length=6, choices=LEGS)
    place = models.PositiveSmallIntegerField()
    client = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    system = models.ForeignKey(
        "records.System", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    service = models.CharField(max_length=24, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "assignment_rule"
        indexes = [models.Index(name="rule_of_organisation", fields=["organisation", "leg", "place"])]
