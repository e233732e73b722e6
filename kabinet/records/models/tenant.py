"""The columns that let the database itself judge who reaches a row of a ticket."""

from django.db import models
from django.db.models import Q

from kabinet.regulation.access import HEARD, Audience
from kabinet.regulation.legs import LegCode

LEGS = [(leg.value, leg.value) for leg in LegCode]
AUDIENCES = [
    (Audience.PUBLIC.value, "client and partner"),
    (Audience.PARTNER.value, "partner only"),
    (Audience.VENDOR_LEG.value, "partner and vendor"),
    (Audience.VENDOR.value, "vendor only"),
    (Audience.JOINT.value, "partner, vendor and the client's participants"),
]
HEARD_ON = {leg: [audience.value for audience in heard] for leg, heard in HEARD.items()}
AUDIENCE_OF_LEG = Q(leg=LegCode.CLIENT, audience__in=HEARD_ON[LegCode.CLIENT]) | Q(
    leg=LegCode.VENDOR, audience__in=HEARD_ON[LegCode.VENDOR]
)


class TicketRow(models.Model):
    """A row that belongs to a ticket. Leg, client and partner repeat the ticket's (a composite foreign key holds them
    to it, see migration 0002): row-level security judges each row by its own columns, with no look-up of the ticket.
    Every child has its own index that begins with the ticket."""

    ticket = models.ForeignKey(
        "records.Ticket", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    leg = models.CharField(max_length=6, choices=LEGS)
    client = models.ForeignKey(
        "records.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    partner = models.ForeignKey(
        "records.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        abstract = True
