import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records.models.tenant import AUDIENCES, HEARD_ON, LEGS
from kabinet.regulation.legs import LegCode


class File(models.Model):
    """A file on disk under its own random name. Before its ticket exists it belongs to a draft and to its uploader."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ticket = models.ForeignKey(
        "records.Ticket",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    leg = models.CharField(max_length=6, choices=LEGS, blank=True)
    client = models.ForeignKey(
        "records.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    partner = models.ForeignKey(
        "records.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    message = models.ForeignKey("records.Message", on_delete=models.PROTECT, null=True, related_name="files")
    draft = models.ForeignKey("records.Draft", on_delete=models.SET_NULL, null=True, related_name="files")
    audience = models.CharField(max_length=10, choices=AUDIENCES, blank=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        db_table = "file"
        constraints = [
            models.CheckConstraint(
                name="file_of_ticket_has_audience",
                condition=Q(ticket__isnull=True, audience="")
                | Q(ticket__isnull=False, client__isnull=False, partner__isnull=False, leg=LegCode.CLIENT)
                & Q(audience__in=HEARD_ON[LegCode.CLIENT])
                | Q(ticket__isnull=False, client__isnull=False, partner__isnull=False, leg=LegCode.VENDOR)
                & Q(audience__in=HEARD_ON[LegCode.VENDOR]),
            )
        ]
