import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most


class IncomingLetter(models.Model):
    """A letter that came for a desk, raw as it was handed over, before anybody told its server that it may be gone.

    `digest` is of its bytes without the lines that a server writes anew at each try: a letter is kept once a box. While it
    `waits`, `next_try` is when it is read; whoever reads it moves that to the end of their lease first. What was read of it
    stands in the columns of words: for people, shortened; `raw` stays the evidence, until the desk throws the letter away.
    One with the form of contacts waits as a `form` until it is handed in; `form_for` is the organisation for which its
    author, `person`, sent it, and they may look at it there.
    """

    class State(models.TextChoices):
        """Waits to be read; waits for the desk; is done, in one way or the other."""

        WAITING = "waiting"
        HELD = "held"
        DRAFTED = "drafted"
        AUTOMATIC = "automatic"
        NOTED = "noted"
        ENTERED = "entered"
        ANSWERED = "answered"
        DISCARDED = "discarded"
        FORM = "form"
        CONFIRMED = "confirmed"

    class Why(models.TextChoices):
        """Why it is held for a person of the desk."""

        STRANGER = "stranger"
        SEVERAL = "several"
        UNPROVED = "unproved"
        NO_SENDER = "no_sender"
        NOT_THEIRS = "not_theirs"
        MAY_NOT = "may_not"
        UNREADABLE = "unreadable"
        TOO_LARGE = "too_large"
        BOUNCE = "bounce"
        OUTAGE = "outage"
        FORM_WHO = "form_who"
        FORM_WHERE = "form_where"
        FORM_BAD = "form_bad"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    box = models.CharField(max_length=lengths.LINE)
    organisation = models.ForeignKey(
        "records.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    digest = models.CharField(max_length=64)
    raw = models.BinaryField()
    size = models.PositiveIntegerField()
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    sender = models.CharField(max_length=lengths.LINE, blank=True)
    sender_name = models.CharField(max_length=lengths.NAME, blank=True)
    subject = models.CharField(max_length=lengths.LINE, blank=True)
    own_words = models.CharField(max_length=lengths.MESSAGE, blank=True)
    whole_text = models.CharField(max_length=lengths.LETTER_TEXT, blank=True)
    headers = models.JSONField(default=list)
    files = models.JSONField(default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    form_for = models.ForeignKey(
        "records.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    ticket_number = models.CharField(max_length=lengths.NUMBER, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    settler_name = models.CharField(max_length=lengths.NAME, blank=True)
    reason = models.CharField(max_length=lengths.REASON, blank=True)

    class Meta:
        db_table = "incoming_letter"
        indexes = [
            models.Index(
                name="incoming_letter_due", fields=["next_try"], condition=Q(next_try__isnull=False)
            ),
            models.Index(
                name="incoming_letter_form", fields=["person", "-arrived_at"], condition=Q(state="form")
            ),
            models.Index(
                name="incoming_letter_of_desk", fields=["organisation", "state", "-arrived_at", "id"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="incoming_letter_once", fields=["box", "digest"]),
            models.CheckConstraint(
                name="incoming_letter_tried_while_waiting",
                condition=Q(state="waiting", next_try__isnull=False)
                | (~Q(state="waiting") & Q(next_try__isnull=True)),
            ),
            models.CheckConstraint(
                name="incoming_letter_form_is_somebodys",
                condition=~Q(state__in=["form", "confirmed"])
                | Q(form_for__isnull=False, person__isnull=False),
            ),
            json_at_most("incoming_letter", "headers", lengths.LETTER_LINES),
            json_at_most("incoming_letter", "files", lengths.LETTER_LINES),
        ]


class BouncedAddress(models.Model):
    """A person's address that takes no letters, as its server said; no letter goes there until the person's address is
    another one or the person says that it works again."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    email = models.CharField(max_length=lengths.LINE)
    said = models.CharField(max_length=lengths.LINE, blank=True)
    since = models.DateTimeField()

    class Meta:
        db_table = "bounced_address"
