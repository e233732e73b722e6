from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation
from kabinet.regulation import fact_data
from kabinet.regulation.access import EntryReaders
from kabinet.regulation.fact_data import OrganisationData, Shape


class OrganisationEntry(models.Model):
    """One fact of an organisation: contacts, papers, agreements, status. The database refuses to change or remove it (U5d).

    `kind` names its sentence (kabinet/actions/notices/wording); `data` holds as JSON what the kind declares
    (regulation.fact_data): who reads it asks `told` or `told_as`. `person` is whom it
    is about. A fact without an actor names the reason in `system`. `readers` are those of the journal's readers for whom it
    is, as its kind declares; `partner` is the other party of what only the parties read.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=200, blank=True)
    actor_organisation = models.CharField(max_length=60, blank=True)
    system = models.CharField(max_length=80, blank=True)
    occurred_at = models.DateTimeField()
    clause = models.CharField(max_length=12, blank=True)
    readers = models.CharField(
        max_length=7, blank=True, choices=[(each.value, each.name) for each in EntryReaders]
    )
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "organisation_entry"
        constraints = [
            json_at_most("organisation_entry", "data", lengths.FACT),
            models.CheckConstraint(
                name="entry_of_parties_names_partner",
                condition=Q(readers=EntryReaders.PARTIES, partner__isnull=False)
                | (~Q(readers=EntryReaders.PARTIES) & Q(partner__isnull=True)),
            ),
        ]
        indexes = [models.Index(name="entry_of_organisation", fields=["organisation", "-occurred_at", "-id"])]

    @cached_property
    def told(self) -> OrganisationData:
        """What the row keeps, in its kind's own type; Misfit where it does not fit, KeyError for a kind without one."""
        return fact_data.read(fact_data.of_organisation(self.kind), self.data, self._named)

    def told_as(self, shape: type[Shape]) -> Shape:
        """The same for who knows the type; Misfit for a row of a kind that keeps something else."""
        told = self.told
        if not isinstance(told, shape):
            raise fact_data.Misfit(f"{self._named()} keeps no {shape.__name__}")
        return told

    def _named(self) -> str:
        return f"row {self.pk} of the organisation's journal ({self.kind})"
