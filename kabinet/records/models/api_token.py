from django.conf import settings
from django.db import models

from kabinet.records.models.organisation import Organisation


class ApiToken(models.Model):
    """By what a program of a person is known to the API: it reaches what its person reaches in `organisation` then.

    `secret` is the SHA-256 of what the program shows; the token itself is kept nowhere. `scopes` are words with commas
    between. `used_at` is the hour of its last use; `taken` requests came in the minute that began at `minute_at`.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    secret = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    minute_at = models.DateTimeField(null=True, blank=True)
    taken = models.IntegerField(default=0)

    class Meta:
        db_table = "api_token"
