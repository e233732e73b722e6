import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """What one person is told about one fact. Its key is random, not counted: it is written for somebody whose rows
    the writer cannot read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    ticket = models.ForeignKey("records.Ticket", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
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
