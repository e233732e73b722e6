from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation


class AgreementProposal(models.Model):
    """What a partner offers a client to agree upon; it becomes an agreement when the client's contact accepts it.

    An agreement is both parties' word, so it waits beside the agreements until it is answered. `agreement` is what it
    became.
    """

    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    zone = models.CharField(max_length=40)
    stricter = models.JSONField(default=dict, blank=True)
    third_party_desk = models.CharField(max_length=80, blank=True)
    third_party_url = models.URLField(max_length=300, blank=True)
    first_day = models.DateField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=lengths.REASON, blank=True)
    agreement = models.ForeignKey(
        "records.Agreement", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        db_table = "agreement_proposal"
        constraints = [
            json_at_most("agreement_proposal", "stricter", lengths.RIGHTS),
            models.UniqueConstraint(
                name="agreement_proposal_one_open",
                fields=["client", "partner"],
                condition=Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="agreement_proposal_answered",
                condition=Q(agreement__isnull=True) | Q(answered_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="proposal_of_client", fields=["client", "-proposed_at"])]
