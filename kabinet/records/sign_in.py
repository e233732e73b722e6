"""Who is at the door: a portal login and a password, looked up under row-level security."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpRequest

from kabinet.records.models import Person
from kabinet.records.security.reach import as_system, enter_login, enter_person, leave


class ByLogin(BaseBackend):
    """Matches a login without regard to case, in the same time whether it is known or not.

    Inside an open transaction a person who was recognised is its reach from then on: their own record, nothing else.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Person | None:
        """The active person with this login and password, or None."""
        if not username or password is None:
            return None
        with transaction.atomic():
            person = _with_login(username)
            if person is not None:
                enter_person(person.pk)
            if not _proves(person, password):
                leave()
                return None
            return person

    def get_user(self, user_id: int) -> Person | None:
        """The active person of a session."""
        with transaction.atomic(), as_system("the person of a session"):
            return Person.objects.filter(pk=user_id, is_active=True).first()


def _with_login(login: str) -> Person | None:
    if "\0" in login:
        return None
    enter_login(login)
    return Person.objects.alias(small=Lower("login")).filter(small=login.lower()).first()


def _proves(person: Person | None, password: str) -> bool:
    """A password that nobody has is worked through as well: time tells no one which logins exist."""
    if person is None:
        Person().set_password(password)
        return False
    return person.check_password(password) and person.is_active
