import uuid

from django.conf import settings
from django.db import models

from kabinet.records import lengths


class Device(models.Model):
    """Where a person is told of notices outside of Kabinet: a browser in which they have switched them on (RFC 8030), or
    their chat with the bot of a messenger, one in each.

    `channel` is what carries them there. `sealed` is the place in the channel's own words (records/sealing.py), `known_by` a
    digest by which the same place is known again. A browser is whose who switched it on last, a chat stays whose it is.
    `service` is the host that is asked, `browser` how the browser, or in the chat its person, called itself.
    `urgent_only`: not what can wait. `contents`: what happened may be shown, not only that something did.
    `told_at` is when its service last took one, `error` what it said since. `gone_at` is when it first said that this
    browser takes no more there: the browser may be about to say where it is told now.
    """

    BROWSER = "browser"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=lengths.NAME, default=BROWSER)
    known_by = models.CharField(max_length=64, unique=True)
    service = models.CharField(max_length=lengths.NAME)
    sealed = models.CharField(max_length=lengths.NOTE * 2)
    browser = models.CharField(max_length=lengths.NAME, blank=True)
    urgent_only = models.BooleanField(default=False)
    contents = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=lengths.LINE, blank=True)

    class Meta:
        db_table = "device"
        constraints = [
            models.UniqueConstraint(
                name="device_one_chat", fields=["person", "channel"], condition=~models.Q(channel="browser")
            )
        ]


class ChatCode(models.Model):
    """What a person may send to the bot of a messenger so that it knows them; and whether their chat has ended since.

    The code is reckoned from `made_at` and kept nowhere; `digest` is how it is known. It is good once, and until `until`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=lengths.NAME)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chat_code"
        constraints = [models.UniqueConstraint(name="chat_code_once", fields=["person", "channel"])]


class Alert(models.Model):
    """A notice on its way to a device, written beside the notice in the transaction of the act; gone when it has arrived.

    `next_try` is when it is tried again; whoever tries it moves that to the end of their lease first, so one that was killed
    at it is tried by somebody else. `tries` is whose lease it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    notice = models.ForeignKey("records.Notice", on_delete=models.CASCADE, related_name="+", db_index=False)
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "alert"
        indexes = [models.Index(name="alert_due", fields=["next_try"])]
        constraints = [models.UniqueConstraint(name="alert_once", fields=["notice", "device"])]
