from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.tenant import TicketRow


class Handover(TicketRow):
    """An open ticket on its way from the former servicing partner to the new one; it moves when both have consented.

    Asked by the client. `summary` is what the new partner sees before it consents. `successor` is the ticket with which
    the new partner goes on.
    """

    to_partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    summary = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    given_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=lengths.REASON, blank=True)
    successor = models.ForeignKey(
        "records.Ticket", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        db_table = "handover"
        constraints = [
            json_at_most("handover", "summary", lengths.RIGHTS),
            models.UniqueConstraint(
                name="handover_one_open",
                fields=["ticket"],
                condition=Q(declined_at__isnull=True, successor__isnull=True),
            ),
        ]
