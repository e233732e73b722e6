from django.db import models
from django.db.models import Q

from kabinet.records.models.zones import zone_said
from kabinet.regulation.access import OrgKind


class Organisation(models.Model):
    """A client, a partner, or the one vendor of this installation."""

    class Kind(models.TextChoices):
        CLIENT = OrgKind.CLIENT.value
        PARTNER = OrgKind.PARTNER.value
        VENDOR = OrgKind.VENDOR.value

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    inn = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    zone = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    # Handed in by its partner, not yet confirmed by the vendor (P6.3).
    pending = models.BooleanField(default=False)

    class Meta:
        db_table = "organisation"
        constraints = [
            zone_said("organisation"),
            models.UniqueConstraint(
                name="organisation_one_vendor", fields=["kind"], condition=Q(kind=OrgKind.VENDOR.value)
            ),
            models.UniqueConstraint(name="organisation_inn_once", fields=["inn"], condition=~Q(inn="")),
            models.CheckConstraint(
                name="organisation_kind_known", condition=Q(kind__in=[kind.value for kind in OrgKind])
            ),
        ]

    def __str__(self) -> str:
        return self.short_name
