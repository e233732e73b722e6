from django.db import models

from kabinet.records.models.days import ordered_days
from kabinet.records.models.organisation import Organisation


class Licence(models.Model):
    """The extended corporate licence: who bought it, who sold it, from which day to which, both inclusive."""

    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="licences")
    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sold_licences")
    number = models.CharField(max_length=40, unique=True)
    main_delivery = models.CharField(max_length=20)
    first_day = models.DateField()
    last_day = models.DateField()
    # Handed in, and giving no right before the vendor has confirmed it.
    pending = models.BooleanField(default=False)

    class Meta:
        db_table = "licence"
        constraints = [ordered_days("licence")]
        indexes = [models.Index(name="licence_of_client", fields=["client", "last_day"])]
