from django.conf import settings
from django.db import models


class DeadlineFeed(models.Model):
    """The address at which a person's calendar program reads their deadlines, without signing in.

    `secret` is the SHA-256 of what stands in the address; the address itself is kept nowhere. `everybody`: of all tickets
    that the person reaches, not of their own alone. `subjects`: subjects of tickets go along. `read_at`: when it was last
    read.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    secret = models.CharField(max_length=64, unique=True)
    everybody = models.BooleanField(default=False)
    subjects = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "deadline_feed"
