from django.conf import settings
from django.db import models


class Password(models.Model):
    """The hash of a person's password, apart from the person: colleagues read who somebody is, nobody reads this.

    Sign-in alone looks one up, by the login that was typed, and the acts that set one. Whoever has no row has no password.
    `handed_by` is who was last shown the link with which it is set, or was set; `told` says that its person knows so.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    encoded = models.CharField(max_length=128)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    told = models.BooleanField(default=True)

    class Meta:
        db_table = "password"
