from django.conf import settings
from django.db import models


class AuthenticatorApp(models.Model):
    """The secret that a person's app makes codes of, sealed (records/sealing.py).

    `last_step` is the time step of the last code that was taken: neither that code nor an older one counts again.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    sealed = models.CharField(max_length=200)
    last_step = models.BigIntegerField()
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "authenticator_app"


class RecoveryCode(models.Model):
    """One code for whoever has no device at hand: its digest alone. It works while `used_at` is empty."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "recovery_code"
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_once")]


class Passkey(models.Model):
    """A key that signs what this installation asks (WebAuthn), under the name that its person gave it.

    `credential` is its own name of itself, `attested` what it said when it was added, its public key too; both in base64url.
    `sign_count` is the counter of its last signature: a copy of the key would fall behind. 0: it does not count. One that
    `verifies` looked at its person (a finger, a PIN) when it was added, and has to do so ever after.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    credential = models.CharField(max_length=1400, unique=True)
    attested = models.CharField(max_length=2400)
    sign_count = models.BigIntegerField()
    verifies = models.BooleanField()
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "passkey"
