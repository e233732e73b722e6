from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """What one browser is known by. `session_key` is the hash of the key that the browser alone has (config/sessions.py).

    Of a person who signed in: when it `begun`, when it was last `seen` in use, and from which `browser`, in its own words.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    begun = models.DateTimeField(null=True, blank=True)
    seen = models.DateTimeField(null=True, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    class Meta(AbstractBaseSession.Meta):
        db_table = "session"
