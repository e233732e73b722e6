from django.db import models

from kabinet.records import lengths
from kabinet.records.models.days import one_at_a_time, ordered_days
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.zones import zone_said


class Agreement(models.Model):
    """What client and servicing partner agreed beside the regulation: zone (U3.6b), stricter terms, foreign desk (L8).

    The agreement in force names the client's servicing partner. Each version is a row; a ticket keeps its own.
    `stricter` is what kabinet.regulation.organisation.agreement.merge understands.
    """

    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="client_agreements")
    number = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    zone = models.CharField(max_length=40)
    stricter = models.JSONField(default=dict, blank=True)
    third_party_desk = models.CharField(max_length=80, blank=True)
    third_party_url = models.URLField(max_length=300, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "agreement"
        constraints = [
            json_at_most("agreement", "stricter", lengths.RIGHTS),
            ordered_days("agreement"),
            zone_said("agreement"),
            one_at_a_time("agreement", "client"),
            models.UniqueConstraint(name="agreement_version_once", fields=["client", "partner", "version"]),
        ]
