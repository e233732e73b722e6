from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.days import one_at_a_time, ordered_days
from kabinet.records.models.organisation import Organisation


class PartnerStatus(models.Model):
    """Candidate or competence centre, from a day to a day; after it the partner reads and changes nothing (L12b)."""

    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=24)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=lengths.REASON, blank=True)

    class Meta:
        db_table = "partner_status"
        constraints = [
            ordered_days("partner_status"),
            one_at_a_time("partner_status", "partner"),
            models.CheckConstraint(
                name="partner_status_known", condition=Q(status__regex=r"^[a-z][a-z0-9_]{0,23}$")
            ),
        ]


class Certificate(models.Model):
    """A person's certificate; without the expert's one nothing is sent to the vendor (P2.5)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    # Handed in, and giving no right before the vendor has confirmed it.
    pending = models.BooleanField(default=False)

    class Meta:
        db_table = "certificate"
        constraints = [
            ordered_days("certificate"),
            models.UniqueConstraint(name="certificate_number_once", fields=["kind", "number"]),
        ]
