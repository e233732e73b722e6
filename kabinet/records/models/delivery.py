import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most


class Delivery(models.Model):
    """A notice on its way to its person over one channel, written beside the notice in the transaction of the act.

    `next_try` is when it is tried again; whoever tries it moves that to the end of their lease first, so one that was killed
    at it is tried by somebody else. `message_id` is the same at every try: a receiver drops the double of a letter of which
    nobody knows whether it was sent. `error` is what the server said last, `why` for which reason nothing is to be sent.
    A digest is led by the first delivery that goes with it: `slot` is its hour, one a person, or of one ticket alone
    (`of_ticket`) its end; the others have `joined` and name it as their `digest`. Once it was tried nothing joins it.
    """

    class State(models.TextChoices):
        """`failed` is tried again; the last three are over, `given_up` until somebody repeats it."""

        WAITING = "waiting"
        FAILED = "failed"
        SENT = "sent"
        GIVEN_UP = "given_up"
        DROPPED = "dropped"
        JOINED = "joined"

    class Why(models.TextChoices):
        """Why nothing is to be sent."""

        REMOVED = "removed"
        NO_ADDRESS = "no_address"
        OUT_OF_REACH = "out_of_reach"
        UNWANTED = "unwanted"
        BOUNCES = "bounces"
        READ = "read"

    class Channel(models.TextChoices):
        """Over what it goes."""

        MAIL = "mail"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    notice = models.ForeignKey("records.Notice", on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MAIL)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    error = models.CharField(max_length=lengths.LINE, blank=True)
    message_id = models.CharField(max_length=lengths.LINE, blank=True)
    slot = models.DateTimeField(null=True, blank=True)
    of_ticket = models.BooleanField(default=False)
    digest = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="joined", db_index=False
    )
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "delivery"
        indexes = [
            models.Index(name="delivery_due", fields=["next_try"], condition=Q(next_try__isnull=False)),
            models.Index(name="delivery_by_state", fields=["state", "-created_at", "id"]),
            models.Index(name="delivery_of_digest", fields=["digest"], condition=Q(digest__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(name="delivery_once", fields=["notice", "channel"]),
            models.UniqueConstraint(
                name="delivery_one_digest",
                fields=["person", "slot"],
                condition=Q(slot__isnull=False, of_ticket=False),
            ),
            models.CheckConstraint(
                name="delivery_joined_to_one",
                condition=~Q(state="joined") | Q(digest__isnull=False, slot__isnull=True),
            ),
            models.CheckConstraint(
                name="delivery_tried_while_open",
                condition=Q(state__in=["waiting", "failed"], next_try__isnull=False)
                | Q(state__in=["sent", "given_up", "dropped", "joined"], next_try__isnull=True),
            ),
        ]


class CaughtLetter(models.Model):
    """A letter of the demonstration, as it would have arrived: nothing is sent there (`raw` is the whole of it)."""

    delivery = models.OneToOneField(
        Delivery, on_delete=models.CASCADE, primary_key=True, related_name="caught"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    raw = models.CharField(max_length=lengths.LETTER)
    at = models.DateTimeField()

    class Meta:
        db_table = "caught_letter"
        indexes = [models.Index(name="caught_letter_of_person", fields=["person", "-at", "delivery"])]


class LetterChoice(models.Model):
    """What a person chose about notices outside of Kabinet; whoever chose nothing has no row.

    `kinds` says how kinds of notices come by letter ("tickets.answered": "hourly"), `beside` whether they come over another
    channel ("browser": {"tickets.answered": false}); of others their role says it. `parts` are channels over which nothing
    comes of tickets in which the person has that part ("watched": ["mail"]). In the quiet hours, minutes of the day in their
    own zone, what is not urgent waits; both are there or none.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    kinds = models.JSONField(default=dict)
    beside = models.JSONField(default=dict)
    parts = models.JSONField(default=dict)
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        db_table = "letter_choice"
        constraints = [
            json_at_most("letter_choice", "kinds", lengths.RIGHTS),
            json_at_most("letter_choice", "beside", lengths.RIGHTS),
            json_at_most("letter_choice", "parts", lengths.RIGHTS),
            models.CheckConstraint(
                name="letter_choice_quiet_hours",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__range=(0, 1439), quiet_until__range=(0, 1439)),
            ),
        ]
