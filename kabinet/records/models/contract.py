from django.db import models

from kabinet.records.models.days import ordered_days
from kabinet.records.models.organisation import Organisation


class SupportContract(models.Model):
    """The support contract of a client; `level` is a code of the regulation (only some levels give support, U1)."""

    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="support_contracts")
    number = models.CharField(max_length=40)
    level = models.CharField(max_length=24)
    first_day = models.DateField()
    last_day = models.DateField()
    # Handed in, and giving no right before the vendor has confirmed it.
    pending = models.BooleanField(default=False)

    class Meta:
        db_table = "support_contract"
        constraints = [ordered_days("support_contract")]
        indexes = [models.Index(name="contract_of_client", fields=["client", "last_day"])]
