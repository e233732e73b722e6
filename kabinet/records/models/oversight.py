"""What enters a partner's compliance record beside its clocks (L10, L17b)."""

from django.conf import settings
from django.db import models

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation


class RefusalReport(models.Model):
    """A client says that its partner refused to take a ticket through the cabinet; the partner answers (L10)."""

    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    occurred_on = models.DateField()
    text = models.CharField(max_length=lengths.STATEMENT)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reporter_name = models.CharField(max_length=200)
    reported_at = models.DateTimeField()
    answer = models.CharField(max_length=lengths.STATEMENT, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    answerer_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "refusal_report"
        indexes = [models.Index(name="report_of_partner", fields=["partner", "-reported_at", "-id"])]


class Violation(models.Model):
    """A violation of the regulation by a partner, with its evidence, registered by the vendor (L17b).

    `evidence`: {"tickets": [numbers], "report": key, "text": …}: what the words rest on. `clause` is the
    one that was broken. `answer_by` is the last day, the vendor's, on which the partner is asked to answer.
    """

    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    clause = models.CharField(max_length=12)
    occurred_on = models.DateField()
    text = models.CharField(max_length=lengths.STATEMENT)
    evidence = models.JSONField(default=dict)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    registrar_name = models.CharField(max_length=200)
    registered_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.CharField(max_length=lengths.STATEMENT, blank=True)
    answerer_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=lengths.REASON, blank=True)

    class Meta:
        db_table = "violation"
        constraints = [json_at_most("violation", "evidence", lengths.RIGHTS)]
        indexes = [models.Index(name="violation_of_partner", fields=["partner", "-registered_at", "-id"])]
