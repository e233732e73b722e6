from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.tenant import AUDIENCE_OF_LEG, AUDIENCES, TicketRow


class Message(TicketRow):
    """Something said in a ticket, with its audience. Never changed after it is written.

    `kind`: statement (the form's description), answer, question, solution, workaround, plan, reply, note, call; what the
    support wrote down for the applicant: letter, words (by telephone).
    `relayed_from` is the vendor's message whose content this one carries to the client.
    `author_name` and `author_organisation` stand as they were: the other side may not see the person's record.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    author_name = models.CharField(max_length=200)
    author_organisation = models.CharField(max_length=60)
    side = models.CharField(max_length=8)
    audience = models.CharField(max_length=10, choices=AUDIENCES)
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=lengths.MESSAGE)
    final = models.BooleanField(default=False)
    reached = models.BooleanField(null=True, blank=True)
    relayed_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "message"
        constraints = [models.CheckConstraint(name="message_audience_of_leg", condition=AUDIENCE_OF_LEG)]
        indexes = [
            models.Index(name="message_of_ticket", fields=["ticket", "occurred_at", "id"]),
            models.Index(
                name="message_relayed", fields=["relayed_from"], condition=Q(relayed_from__isnull=False)
            ),
        ]
