from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """What one browser is known by. `session_key` is the hash of the key that the browser alone has (config/sessions.py).

    Of a person who signed in: when it `begun`, when it was last `seen` in use, from which `browser`, in its own words, and
    by which second `factor` beside the password (regulation/organisation/second_factor.py); empty for the password alone.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    begun = models.DateTimeField(null=True, blank=True)
    seen = models.DateTimeField(null=True, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    factor = models.CharField(max_length=10, blank=True)

    class Meta(AbstractBaseSession.Meta):
        db_table = "session"
