from django.conf import settings
from django.db import models

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation


class RegulationVersion(models.Model):
    """A published version of the regulation; `code` names its pack."""

    code = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=20)
    published_on = models.DateField()
    digest = models.CharField(max_length=64)
    # File name -> text of the pack; NULL for what the program carries itself. Never changed once published.
    content = models.JSONField(null=True, blank=True)
    note = models.CharField(max_length=lengths.NOTE, blank=True)

    class Meta:
        db_table = "regulation_version"
        constraints = [json_at_most("regulation_version", "content", lengths.VERSION)]

    def __str__(self) -> str:
        return self.number


class Supersession(models.Model):
    """The vendor took a version back at once: from `at` on no new ticket is registered under it. Never changed."""

    version = models.OneToOneField(RegulationVersion, on_delete=models.PROTECT, related_name="supersession")
    reason = models.CharField(max_length=lengths.REASON)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "supersession"
        constraints = [models.CheckConstraint(name="supersession_has_reason", condition=~models.Q(reason=""))]


class Adoption(models.Model):
    """The day a partner took up a version before it bound everybody (L18)."""

    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="adoptions")
    version = models.ForeignKey(RegulationVersion, on_delete=models.PROTECT, related_name="adoptions")
    day = models.DateField()

    class Meta:
        db_table = "adoption"
        constraints = [models.UniqueConstraint(name="adoption_once", fields=["partner", "version"])]


class CalendarVersion(models.Model):
    """A published state of the year tables; a ticket keeps the one it was registered under."""

    code = models.CharField(max_length=40, unique=True)
    published_on = models.DateField()
    digest = models.CharField(max_length=64)
    # The year tables; NULL for what the program carries itself. Never changed once published.
    content = models.JSONField(null=True, blank=True)
    note = models.CharField(max_length=lengths.NOTE, blank=True)

    class Meta:
        db_table = "calendar_version"
        constraints = [json_at_most("calendar_version", "content", lengths.VERSION)]

    def __str__(self) -> str:
        return self.code
