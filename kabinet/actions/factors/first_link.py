"""The link by which the first administrator comes in, for whoever works on the machine: nobody is there yet to give one."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models.functions import Lower

from kabinet.actions.journal import organisation_entries
from kabinet.actions.organisations.contacts.access_link import SECRETS, Key
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.mistakes import mistaken
from kabinet.records.models import Membership, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.fact_data.organisations import Named

ON_THE_MACHINE: Final = Actor(0, "", None, 0, system="kabinet access-link")


def give_first_link(*, at: datetime, login: str) -> Key:
    """For somebody who never had a password.

    It stands in the journal of each of their organisations. Mistaken for nobody of this login, and for who has a password.
    """
    with transaction.atomic(), as_system("a first link"):
        found = Person.objects.alias(small=Lower("login")).filter(small=login.lower(), is_active=True).first()
        held = Membership.objects.filter(person=found, ended_at=None, confirmed_at__isnull=False)
        if found is None or not held.exists():
            raise mistaken(
                "login",
                "Здесь нет никого с таким логином и с правами",
                "Nobody here has this login and a right",
            )
        if found.has_usable_password():
            raise mistaken(
                "login",
                "Пароль уже есть: новую ссылку даёт администратор на странице человека",
                "There is a password: an administrator gives a new link on the person's page",
            )
        for house in sorted(set(held.values_list("organisation", flat=True))):
            organisation_entries.write(
                house,
                "link_issued",
                Named(name=found.name),
                actor=ON_THE_MACHINE,
                at=whole(at),
                person=found.pk,
            )
        return Key(found.pk, SECRETS.make_token(found))
