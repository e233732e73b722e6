from django.conf import settings
from django.db import models

from kabinet.records.models.organisation import Organisation


class OrganisationEntry(models.Model):
    """One fact of an organisation: contacts, papers, agreements, status. The database refuses to change or remove it (U5d).

    `kind` names its sentence (kabinet/actions/notices/wording); `data` holds what the sentence needs. `person` is whom it
    is about. A fact without an actor names the reason in `system`.
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
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "organisation_entry"
        indexes = [models.Index(name="entry_of_organisation", fields=["organisation", "-occurred_at", "-id"])]
