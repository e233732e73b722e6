"""Who a login belongs to: nobody yet, somebody who was here before, or somebody else (U5b)."""

from dataclasses import asdict

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from kabinet.actions.organisations.contacts import clauses
from kabinet.actions.organisations.contacts.details import Particulars
from kabinet.actions.organisations.contacts.sessions import end_sessions
from kabinet.actions.unit.mistakes import Mistaken, mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork
from kabinet.records.models import Membership, Person


def admitted(office: OrganisationWork, given: Particulars) -> Person:
    """The person with this login, made if there is none; Mistaken when the login is somebody else's or here already."""
    known = with_login(given.login)
    if known is None:
        return _made(office, given)
    rows = Membership.objects.filter(person=known)
    if rows.filter(organisation=office.organisation, ended_at=None).exists():
        raise mistaken(
            "login",
            "Сотрудник с этим логином в списке уже есть",
            "Somebody with this login is on the list already",
            clauses.of(clauses.ENTERED, office.organisation.kind),
        )
    if not rows.exists() or rows.exclude(organisation=office.organisation).exists():
        raise taken(office)
    return _returned(office, known, given)


def with_login(login: str) -> Person | None:
    """Whoever has it, upper and lower case alike; locked. Needs the whole reach."""
    people = Person.objects.select_for_update().alias(small=Lower("login"))
    return people.filter(small=login.lower()).first()


def taken(office: OrganisationWork) -> Mistaken:
    """Whose it is remains unsaid."""
    return mistaken(
        "login",
        "Этот логин уже занят: логин на портале принадлежит одному человеку",
        "This login is taken: a portal login belongs to one person",
        clauses.of(clauses.ENTERED, office.organisation.kind),
    )


def _made(office: OrganisationWork, given: Particulars) -> Person:
    """Without a password: the first one is set by the link that whoever entered the person hands over."""
    try:
        with transaction.atomic():
            return Person.objects.create(
                **asdict(given),
                password=make_password(None),
                zone=office.organisation.zone,
                created_at=office.at,
            )
    except IntegrityError:  # entered elsewhere at this very moment
        raise taken(office) from None


def _returned(office: OrganisationWork, person: Person, given: Particulars) -> Person:
    """Somebody who left this organisation, or was refused, comes in anew; the former password opens nothing."""
    for field, value in asdict(given).items():
        setattr(person, field, value)
    person.is_active = True
    person.password = make_password(None)
    end_sessions(person, office.at)
    person.save()
    return person
