from django.conf import settings
from django.db import models


class ProviderAccount(models.Model):
    """Whom an identity provider means by one of its subjects: bound when the person first came from there, and not again.

    A login there can be given to somebody else; its subject cannot. `differed_at` is when it was last told that login and
    account did not fit each other, so that it is told once a day and no oftener.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField()
    differed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "provider_account"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="provider_account_subject_once"),
            models.UniqueConstraint(fields=["person", "issuer"], name="provider_account_person_once"),
        ]


class ProviderSession(models.Model):
    """Which session of the provider one of ours came from, so that its end there is its end here.

    `session` is the key of the row of ours (a hash, config/sessions.py): no reference, for a session ends by being removed.
    `name` is a keyed digest of the provider's own name of its session, and empty when it says none.
    """

    session = models.CharField(max_length=40, primary_key=True)
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    name = models.CharField(max_length=255, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        db_table = "provider_session"
        indexes = [models.Index(fields=["issuer", "subject"], name="provider_session_subject")]
