from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from kabinet.records import hashing
from kabinet.records.models.password import Password
from kabinet.records.models.zones import zone_said

# No hash begins so: nothing that is typed is right.
NO_PASSWORD = "!"  # noqa: S105


class People(BaseUserManager["Person"]):
    """Finds a person by login without regard to case, as sign-in needs."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.alias(small=Lower("login")).get(small=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from memberships alone.

    `login` is the portal login: one person's only, upper and lower case alike (U5b). There is no `last_login`:
    signing in is a session row, and writes nothing here.
    """

    login = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    zone = models.CharField(max_length=40)
    language = models.CharField(max_length=5, default="ru")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    # Sessions that began before this instant have ended: the password changed, or the person was removed.
    sessions_since = models.DateTimeField(null=True, blank=True)
    last_login = None

    @cached_property
    def password(self) -> str:  # type: ignore[override]  # Django's own is a column
        """The hash, as the reach of this moment shows it: NO_PASSWORD for a reader and for whoever has none."""
        found = Password.objects.filter(person=self.pk).values_list("encoded", flat=True).first()
        return found or NO_PASSWORD

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the right one. Raises hashing.Busy."""
        return raw_password is not None and hashing.is_right(raw_password, self.password)

    def keep_password(self) -> None:
        """Writes down the hash in hand. Needs the whole reach."""
        Password.objects.update_or_create(person_id=self.pk, defaults={"encoded": self.password})

    objects = People()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "person"
        constraints = [models.UniqueConstraint(Lower("login"), name="person_login_once"), zone_said("person")]

    def __str__(self) -> str:
        return self.name
