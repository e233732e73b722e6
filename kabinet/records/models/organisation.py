from django.db import models
from django.db.models import Q


class Organisation(models.Model):
    """A client, a partner, or the one vendor of this installation."""

    class Kind(models.TextChoices):
        CLIENT = "client"
        PARTNER = "partner"
        VENDOR = "vendor"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    inn = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    zone = models.CharField(max_length=40, default="Europe/Moscow")
    created_at = models.DateTimeField()
    # Handed in by its partner, not yet confirmed by the vendor (P6.3).
    pending = models.BooleanField(default=False)

    class Meta:
        db_table = "organisation"
        constraints = [
            models.UniqueConstraint(
                name="organisation_one_vendor", fields=["kind"], condition=Q(kind="vendor")
            ),
            models.UniqueConstraint(name="organisation_inn_once", fields=["inn"], condition=~Q(inn="")),
            models.CheckConstraint(
                name="organisation_kind_known", condition=Q(kind__in=["client", "partner", "vendor"])
            ),
        ]

    def __str__(self) -> str:
        return self.short_name
