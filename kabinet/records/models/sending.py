from django.conf import settings
from django.db import models


class Sending(models.Model):
    """A form that a person sent and that was done; `key` is made by their browser, one for each text that it sends.

    By it the browser learns whether what it sent arrived when the answer got lost, and the same form sent again does
    nothing a second time. Empty until the act is over; `answer` is the address to which it led. A program's
    (kabinet/api) has the SHA-256 of what it sent as its `digest`, and what it was told as its `answer`.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    key = models.UUIDField()
    answer = models.CharField(max_length=4000, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sending"
        constraints = [models.UniqueConstraint(name="sending_once", fields=["person", "key"])]
