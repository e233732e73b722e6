from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value

from kabinet.records import lengths
from kabinet.records.models.organisation import Organisation
from kabinet.regulation.organisation.outage import Outage as Spell


class House(Func):
    """A key as a range of one: GiST knows ranges by itself."""

    function = "int8range"


class Time(Func):
    """From an instant until another; one that ends when it begins shares no time with anything."""

    function = "tstzrange"


class Outage(models.Model):
    """The cabinet is declared unreachable from `began_at` until `ends_at` (not included; none: until it is ended).

    The vendor declares it for everybody, a partner for its own desk and its clients. Its journal says what was corrected;
    a row is never removed. `over`: its end has been told. `spell` is the watchdog's own name of what it saw, once; nobody
    declared that.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    of_vendor = models.BooleanField()
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    over = models.BooleanField(default=False)
    reason = models.CharField(max_length=lengths.REASON, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    declared_by_name = models.CharField(max_length=lengths.NAME, blank=True)
    declared_at = models.DateTimeField()
    spell = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        db_table = "outage"
        indexes = [
            models.Index(name="outage_of_organisation", fields=["organisation", "-began_at", "-id"]),
            models.Index(name="outage_not_over", fields=["ends_at"], condition=Q(over=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="outage_instants_in_order",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("began_at")),
            ),
            ExclusionConstraint(
                name="outage_declared_once",
                expressions=[
                    (House(F("organisation"), F("organisation"), Value("[]")), "&&"),
                    (Time(F("began_at"), F("ends_at")), "&&"),
                ],
            ),
            models.CheckConstraint(
                name="outage_over_has_end", condition=Q(over=False) | Q(ends_at__isnull=False)
            ),
            models.CheckConstraint(
                name="outage_declared_by_somebody",
                condition=Q(spell__isnull=True, declared_by__isnull=False)
                | Q(spell__isnull=False, declared_by__isnull=True, of_vendor=True),
            ),
        ]

    @property
    def law(self) -> Spell:
        """As the law knows it."""
        return Spell(self.pk, self.organisation_id, self.of_vendor, self.began_at, self.ends_at)
