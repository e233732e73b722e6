import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kabinet.records.models.organisation import Organisation
from kabinet.records.models.tenant import AUDIENCES, HEARD_ON, LEGS
from kabinet.regulation.legs import LegCode


class Upload(models.Model):
    """A file that comes in pieces, up to what an installation takes at all (U6c).

    `came` are the bytes on the disk; the next piece begins there. Whoever takes one in holds it until `held_until` under
    `holder`, a mark of their own. Before it is sent it belongs to its uploader and to a draft, as a file does; sent with a
    message before it is whole, it has the message's ticket and audience. Once whole it is a file under the same key, and
    the row stays, `over`, until the file is sent: what waits is reckoned by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Drafts go with acts that are nobody's named work; what is left of such a one is its uploader's alone.
    draft = models.ForeignKey(
        "records.Draft", on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    ticket = models.ForeignKey(
        "records.Ticket", on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    leg = models.CharField(max_length=6, choices=LEGS, blank=True)
    client = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    partner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    message = models.ForeignKey(
        "records.Message", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    audience = models.CharField(max_length=10, choices=AUDIENCES, blank=True)
    # Sent to the ticket's place for files: then `uploaded_by` is who gave the place.
    place = models.ForeignKey(
        "records.UploadPlace", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    came = models.BigIntegerField(default=0)
    over = models.BooleanField(default=False)
    holder = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        db_table = "upload"
        constraints = [
            models.CheckConstraint(
                name="upload_within_its_size", condition=Q(size__gt=0, came__gte=0, came__lte=F("size"))
            ),
            models.CheckConstraint(
                name="upload_of_ticket_has_audience",
                condition=Q(ticket__isnull=True, audience="", message__isnull=True)
                | Q(ticket__isnull=False, client__isnull=False, partner__isnull=False, message__isnull=False)
                & (
                    Q(leg=LegCode.CLIENT.value, audience__in=HEARD_ON[LegCode.CLIENT])
                    | Q(leg=LegCode.VENDOR.value, audience__in=HEARD_ON[LegCode.VENDOR])
                ),
            ),
        ]
        indexes = [models.Index(name="upload_until", fields=["until"])]
