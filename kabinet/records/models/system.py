from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.organisation import Organisation


class System(models.Model):
    """An installation at the client. Field names are those of the registration form (U6a), so that it fills itself."""

    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="systems")
    name = models.CharField(max_length=lengths.SYSTEM["name"])
    main_delivery = models.CharField(max_length=lengths.SYSTEM["main_delivery"])
    product = models.CharField(max_length=lengths.SYSTEM["product"])
    configuration_version = models.CharField(max_length=lengths.SYSTEM["configuration_version"], blank=True)
    platform_version = models.CharField(max_length=lengths.SYSTEM["platform_version"])
    client_environment = models.CharField(max_length=lengths.SYSTEM["client_environment"])
    server_os = models.CharField(max_length=lengths.SYSTEM["server_os"])
    server_hardware = models.CharField(max_length=lengths.SYSTEM["server_hardware"])
    dbms = models.CharField(max_length=lengths.SYSTEM["dbms"], blank=True)
    production = models.BooleanField(default=False)
    production_since = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        db_table = "system"
        constraints = [
            models.UniqueConstraint(name="system_name_once", fields=["client", "name"]),
            models.CheckConstraint(
                name="system_production_dated",
                condition=Q(production=False) | Q(production_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
