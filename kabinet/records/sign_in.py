"""Who is at the door: a portal login and a password, looked up under row-level security."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpRequest

from kabinet.records import hashing
from kabinet.records.models import Person
from kabinet.records.security.reach import as_system, enter_login, enter_person, leave


class ByLogin(BaseBackend):
    """Matches a login without regard to case, in the same time whether it is known or not."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Person | None:
        """The active person with this login and password, or None. The password is looked at outside any transaction of its
        own. Raises hashing.Busy."""
        if not username or password is None:
            return None
        person = with_login(username)
        proved = hashing.is_right(password, person.password if person else None)
        return person if proved and person is not None and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        """The active person of a session."""
        with transaction.atomic(), as_system("the person of a session"):
            return Person.objects.filter(pk=user_id, is_active=True).first()


def with_login(login: str) -> Person | None:
    """Whose login it is; nobody's reach is left behind."""
    if "\0" in login:
        return None
    with transaction.atomic():
        enter_login(login)
        found = Person.objects.alias(small=Lower("login")).filter(small=login.lower()).first()
        if found is not None:
            found.password = found.password  # read while the login is the reach: afterwards nobody reads it
        leave()
    return found


def enter(person: Person) -> None:
    """From here on the transaction reaches what a person reaches who was recognised: their own record, nothing else."""
    enter_person(person.pk)
