"""Who a login belongs to: nobody yet, somebody who was here before, or somebody else (U5b)."""

from dataclasses import asdict

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import CharField, Func, Value
from django.db.models.functions import Lower

from kabinet.actions.organisations.contacts import clauses
from kabinet.actions.organisations.contacts.details import Particulars
from kabinet.actions.organisations.contacts.sessions import end_sessions
from kabinet.actions.unit import known_elsewhere
from kabinet.actions.unit.mistakes import Mistaken, mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork
from kabinet.records.models import Membership, Person
from kabinet.regulation.organisation.logins import CYRILLIC, LATIN, skeleton


def claimed(work: OrganisationWork, login: str) -> Person | None:
    """Whoever was here before with this login, None for a free one; Mistaken when it is somebody else's or here already."""
    known_elsewhere.require_few(work.actor)
    known = with_login(login)
    if known is None:
        if looks_taken(login):
            raise taken(work)
        return None
    rows = Membership.objects.filter(person=known)
    if rows.filter(organisation=work.organisation, ended_at=None).exists():
        raise mistaken(
            "login",
            "Сотрудник с этим логином в списке уже есть",
            "Somebody with this login is on the list already",
            clauses.of(clauses.ENTERED, work.organisation.kind),
        )
    if not rows.exists() or rows.exclude(organisation=work.organisation).exists():
        raise taken(work)
    return known


def admitted(work: OrganisationWork, given: Particulars, known: Person | None) -> Person:
    """The person of a login that was claimed, made if there is none."""
    return _returned(work, known, given) if known else _made(work, given)


def with_login(login: str) -> Person | None:
    """Whoever has it, upper and lower case alike; locked. Needs the whole reach."""
    people = Person.objects.select_for_update().alias(small=Lower("login"))
    return people.filter(small=login.lower()).first()


def looks_taken(login: str, but: int = 0) -> bool:
    """Whether somebody's login (of another person than `but`) cannot be told from it by eye. Needs the whole reach."""
    alike = Func(
        Lower("login"), Value(CYRILLIC), Value(LATIN), function="translate", output_field=CharField()
    )
    return Person.objects.alias(alike=alike).filter(alike=skeleton(login)).exclude(pk=but).exists()


def taken(work: OrganisationWork) -> Mistaken:
    """Whose it is remains unsaid, and that it is somebody's is told a few times a day."""
    said = mistaken(
        "login",
        "Этот логин уже занят: логин на портале принадлежит одному человеку",
        "This login is taken: a portal login belongs to one person",
        clauses.of(clauses.ENTERED, work.organisation.kind),
    )
    return known_elsewhere.tell(work.actor, said)


def _made(work: OrganisationWork, given: Particulars) -> Person:
    """Without a password: the first one is set by the link that whoever entered the person hands over."""
    try:
        with transaction.atomic():
            return Person.objects.create(
                **asdict(given),
                zone=work.organisation.zone,
                created_at=work.at,
            )
    except IntegrityError:  # entered elsewhere at this very moment
        raise taken(work) from None


def _returned(work: OrganisationWork, person: Person, given: Particulars) -> Person:
    """Somebody who left this organisation, or was refused, comes in anew; the former password opens nothing."""
    for field, value in asdict(given).items():
        setattr(person, field, value)
    person.is_active = True
    person.password = make_password(None)
    person.keep_password()
    end_sessions(person, work.at)
    person.save()
    return person
