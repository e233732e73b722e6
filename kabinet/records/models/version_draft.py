from django.conf import settings
from django.db import models

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most


class VersionDraft(models.Model):
    """A regulation or a calendar being prepared by the vendor; nothing follows it until it is published.

    `content`: file name -> text of the pack, or year -> tables of the calendar. `base` is the code it began from.
    """

    class Kind(models.TextChoices):
        REGULATION = "regulation"
        CALENDAR = "calendar"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    base = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)
    note = models.CharField(max_length=lengths.NOTE, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "version_draft"
        constraints = [json_at_most("version_draft", "content", lengths.VERSION)]
