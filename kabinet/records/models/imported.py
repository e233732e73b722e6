import uuid
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kabinet.records import lengths
from kabinet.records.models.content import Content
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.tenant import AUDIENCES, HEARD_ON, LEGS
from kabinet.regulation.legs import LegCode

AS_ON_A_TICKET = Q(leg=LegCode.CLIENT)
HEARD = AS_ON_A_TICKET & Q(audience__in=HEARD_ON[LegCode.CLIENT])


class ImportedTicket(models.Model):
    """A closed ticket of another desk, as that desk told it: history under no clock (docs/import.md).

    It is no `Ticket`: no regulation held for it, so nothing of the law is said about it, counted of it or proved by it.
    Leg, client and partner are a ticket's own columns all the same: one rule says who reads both. `source` is the code of
    that desk in the mapping, with `old_number` a ticket's only one; `desk` is its name for people; `state` its word for how
    it ended. The row is the fact that it was imported: `run` and `imported_at`, and `digest` over all that was taken
    (sha256).
    """

    source = models.CharField(max_length=40)
    desk = models.CharField(max_length=80)
    old_number = models.CharField(max_length=60)
    leg = models.CharField(max_length=6, choices=LEGS)
    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    client_name = models.CharField(max_length=60)
    partner_name = models.CharField(max_length=60)
    subject = models.CharField(max_length=lengths.LINE)
    state = models.CharField(max_length=80)
    author_name = models.CharField(max_length=lengths.NAME, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    run = models.UUIDField(db_index=True)
    imported_at = models.DateTimeField()

    class Meta:
        db_table = "imported_ticket"
        constraints = [
            models.UniqueConstraint(name="imported_ticket_once", fields=["source", "old_number"]),
            models.UniqueConstraint(name="imported_ticket_tenant", fields=["id", "leg", "client", "partner"]),
            models.CheckConstraint(name="imported_ticket_of_client_leg", condition=AS_ON_A_TICKET),
            models.CheckConstraint(
                name="imported_ticket_days_in_order", condition=Q(closed_at__gte=F("opened_at"))
            ),
        ]
        indexes = [
            models.Index(name="imported_of_client", fields=["client", "-closed_at", "-id"]),
            models.Index(name="imported_of_partner", fields=["partner", "-closed_at", "-id"]),
            models.Index(name="imported_by_time", fields=["-closed_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.old_number}"


class ImportedRow(models.Model):
    """A row that belongs to an imported ticket and has its tenants, as rows of a ticket do (TicketRow)."""

    ticket = models.ForeignKey(
        ImportedTicket, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    leg = models.CharField(max_length=6, choices=LEGS)
    client = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    audience = models.CharField(max_length=10, choices=AUDIENCES)

    class Meta:
        abstract = True


class ImportedMessage(ImportedRow):
    """Something said in it; what is longer than one message stands in several of the same author and instant.

    `author` is the registered person whom the mapping names, of one of the two parties; whoever else wrote has a name alone.
    """

    place = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    author_name = models.CharField(max_length=lengths.NAME)
    text = models.CharField(max_length=lengths.MESSAGE)
    said_at = models.DateTimeField()

    class Meta:
        db_table = "imported_message"
        constraints = [
            models.UniqueConstraint(name="imported_message_place", fields=["ticket", "place"]),
            models.CheckConstraint(name="imported_message_heard_on_leg", condition=HEARD),
        ]


class ImportedFile(ImportedRow):
    """A file of one of its messages; its content lies where every file's does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    message = models.ForeignKey(ImportedMessage, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "imported_file"
        constraints = [models.CheckConstraint(name="imported_file_heard_on_leg", condition=HEARD)]
        indexes = [models.Index(name="imported_file_of_ticket", fields=["ticket", "id"])]

    @property
    def content_key(self) -> UUID:
        """Under which its content lies."""
        return self.content_id or self.pk
