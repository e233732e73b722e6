import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most


class Notice(models.Model):
    """What one person is told about one fact, of a ticket or of an organisation.

    `subject` and `subject_key` say what it is about (actions/notices/subjects.py); where that is shown the pages know.
    Its key is random, not counted: it is written for somebody whose rows the writer cannot read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    ticket = models.ForeignKey(
        "records.Ticket", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        "records.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    subject = models.CharField(max_length=24)
    subject_key = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "notice"
        indexes = [
            models.Index(name="notice_of_person", fields=["person", "-created_at", "id"]),
            models.Index(
                name="notice_unread", fields=["person", "ticket"], condition=Q(read_at__isnull=True)
            ),
        ]
        constraints = [
            json_at_most("notice", "data", lengths.FACT),
            models.CheckConstraint(
                name="notice_of_one_thing",
                condition=Q(ticket__isnull=False, organisation__isnull=True)
                | Q(ticket__isnull=True, organisation__isnull=False),
            ),
        ]
