from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most


class Draft(models.Model):
    """What somebody typed and did not send yet: a new ticket, a reply, or a ticket being prepared for the vendor.

    A draft uses no number. The draft of a passing on is shared by the organisation: a colleague without the
    certificate prepares it and the certified one sends it (P2.5); the others are their author's alone.
    """

    class Kind(models.TextChoices):
        NEW_TICKET = "new_ticket"
        REPLY = "reply"
        PASS_ON = "pass_on"  # noqa: S105  no password

    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("records.Organisation", on_delete=models.CASCADE, related_name="+")
    ticket = models.ForeignKey(
        "records.Ticket", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "draft"
        constraints = [
            json_at_most("draft", "content", lengths.DRAFT),
            models.UniqueConstraint(
                name="draft_reply_once", fields=["person", "ticket"], condition=Q(kind="reply")
            ),
            models.UniqueConstraint(
                name="draft_pass_on_once", fields=["ticket"], condition=Q(kind="pass_on")
            ),
        ]
