"""What stands beside a ticket and changes none of its clocks: links, watchers, tags, participants of joint work."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records.models.tenant import AUDIENCES, TicketRow


class TicketLink(TicketRow):
    """Seen from one ticket, another one: its number stands here because the reader may not reach it.

    A link is two rows, one a ticket; `kind` is how the other one stands to this one.
    """

    class Kind(models.TextChoices):
        RELATED = "related"
        DUPLICATE = "duplicate"  # the other one is a duplicate of this
        DUPLICATED = "duplicated"  # this one is a duplicate of the other
        CONTINUES = "continues"  # this one goes on with the other
        CONTINUED = "continued"  # the other goes on with this one

    other = models.ForeignKey(
        "records.Ticket", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    other_number = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    audience = models.CharField(max_length=10, choices=AUDIENCES)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    added_at = models.DateTimeField()

    class Meta:
        db_table = "ticket_link"
        constraints = [models.UniqueConstraint(name="ticket_link_once", fields=["ticket", "other", "kind"])]


class Watcher(TicketRow):
    """Somebody who is told what happens to a ticket though it is neither theirs nor asked by them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=10, choices=AUDIENCES)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    added_at = models.DateTimeField()

    class Meta:
        db_table = "watcher"
        constraints = [models.UniqueConstraint(name="watcher_once", fields=["ticket", "person"])]


class TicketTag(TicketRow):
    """A word that one side put on a ticket for itself."""

    name = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, choices=AUDIENCES)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    added_at = models.DateTimeField()

    class Meta:
        db_table = "ticket_tag"
        constraints = [models.UniqueConstraint(name="ticket_tag_once", fields=["ticket", "audience", "name"])]
        indexes = [models.Index(name="ticket_tagged", fields=["name", "partner", "leg", "ticket"])]


class Participant(TicketRow):
    """A client's person who takes part in a vendor ticket on levels 1 to 3, from an invitation to its end (P5c)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    invited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "participant"
        constraints = [
            models.UniqueConstraint(
                name="participant_once", fields=["ticket", "person"], condition=Q(ended_at__isnull=True)
            )
        ]
