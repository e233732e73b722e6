import uuid
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records.models.content import Content
from kabinet.records.models.tenant import AUDIENCES, HEARD_ON, LEGS
from kabinet.regulation.legs import LegCode


class File(models.Model):
    """A name for a content. Before its ticket exists it belongs to a draft and to its uploader.

    The content of a row without `content` lies under the row's own key, as in homes of before, until it is put on record.
    Since `removed_at` there is none: its days were over (actions/retention).
    """

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
    content = models.ForeignKey(Content, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "file"
        constraints = [
            models.CheckConstraint(
                name="file_removed_has_no_content",
                condition=Q(removed_at__isnull=True) | Q(content__isnull=True, ticket__isnull=False),
            ),
            models.CheckConstraint(
                name="file_of_ticket_has_audience",
                condition=Q(ticket__isnull=True, audience="")
                | Q(ticket__isnull=False, client__isnull=False, partner__isnull=False, leg=LegCode.CLIENT)
                & Q(audience__in=HEARD_ON[LegCode.CLIENT])
                | Q(ticket__isnull=False, client__isnull=False, partner__isnull=False, leg=LegCode.VENDOR)
                & Q(audience__in=HEARD_ON[LegCode.VENDOR]),
            ),
        ]

    @property
    def content_key(self) -> UUID | None:
        """Under which its content lies; None where it was removed."""
        return self.content_id or (self.pk if self.removed_at is None else None)
