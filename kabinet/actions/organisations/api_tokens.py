"""Access of a person's programs to the API: a token is made and ended by its person, and shown by a program at each request.

What is kept of it is its digest. It reaches what its person reaches at that moment, in the organisation for which it was
made, and ends with the person's sessions: a password that is changed or reset, somebody who is removed.
"""

import secrets
import string
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.crypto import constant_time_compare

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.organisations.contacts.sessions import beginning
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.mistakes import mistaken
from kabinet.records.models import ApiToken, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import TokenTold
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.regulation.visible import clean

PREFIX = "kbt"
LETTERS = string.ascii_letters + string.digits
SECRET_LETTERS = 43  # of 62: more than 32 random bytes could say
LONGEST_SHOWN = 80
LONGEST_NAME = 60
MOST_DAYS = 365
MOST_TOKENS = 20  # of one person
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Used:
    """A token that was shown: whose it is, since when, for what. `left` requests may follow before the minute is over, in
    `seconds`; below zero this one was too many."""

    key: int
    person: int
    organisation: int
    made_at: datetime
    scopes: frozenset[Scope]
    language: str
    left: int
    seconds: int


def make_token(*, actor: Actor, at: datetime, name: str, scopes: Collection[Scope], days: int) -> str:
    """What the program shows: it is said this once. Raises Mistaken."""
    said = clean(name)
    if not 0 < len(said) <= LONGEST_NAME:
        raise mistaken("name", "Назовите программу", "Name the program")
    if not scopes:
        raise mistaken("scopes", "Отметьте, что программе можно", "Tick what the program may do")
    if not 1 <= days <= MOST_DAYS:
        raise mistaken("days", "Срок — от дня до года", "It lasts from a day to a year")
    secret = "".join(secrets.choice(LETTERS) for _ in range(SECRET_LETTERS))
    with transaction.atomic(), as_system("a token is made"):
        person = Person.objects.select_for_update().get(pk=actor.person)
        if ApiToken.objects.filter(person=person).count() >= MOST_TOKENS:
            raise mistaken(
                "name",
                f"Ключей уже {MOST_TOKENS}: завершите те, что не нужны",
                f"There are {MOST_TOKENS} tokens already: end those that nobody needs",
            )
        row = ApiToken.objects.create(
            person=person,
            organisation_id=actor.organisation,
            name=said,
            secret=_digest(secret),
            scopes=",".join(sorted(scopes)),
            made_at=beginning(person, whole(at)),
            expires_at=whole(at) + timedelta(days=days),
        )
        _remember(actor, at, "token_made", row)
    return f"{PREFIX}_{row.pk}_{secret}"


def end_token(*, actor: Actor, at: datetime, key: int) -> bool:
    """The actor's own; False when there is none with this key any more."""
    with transaction.atomic(), as_system("a token is ended"):
        row = ApiToken.objects.select_for_update().filter(person=actor.person, pk=key).first()
        if row is None:
            return False
        _remember(actor, at, "token_ended", row)
        row.delete()
    return True


def end_all(person: int) -> None:
    """Those of somebody whose password ends. Needs the whole reach."""
    ApiToken.objects.filter(person=person).delete()


def tokens_of(actor: Actor) -> list[ApiToken]:
    """The actor's own, nothing by which one could use them."""
    return list(ApiToken.objects.filter(person=actor.person).defer("secret").order_by("made_at", "id"))


def is_token(*, at: datetime, shown: str) -> bool:
    """Whether a program that shows this is known, asked before its body is read."""
    return use_token(at=at, shown=shown, counted=False) is not None


def use_token(*, at: datetime, shown: str, counted: bool = True) -> Used | None:
    """Whose it is, and one request more of its minute; None for what is no token, or none any more. Not `counted` is a
    further piece of one body."""
    key, secret = _apart(shown)
    if key is None:
        return None
    minute, hour = at.replace(second=0, microsecond=0), at.replace(minute=0, second=0, microsecond=0)
    with transaction.atomic(), as_system("a program shows a token"):
        row = ApiToken.objects.select_for_update(of=("self",)).select_related("person").filter(pk=key).first()
        if row is None or not constant_time_compare(row.secret, _digest(secret)) or row.expires_at <= at:
            return None
        if counted:
            taken = Case(When(minute_at=minute, then=F("taken") + 1), default=Value(1))
            ApiToken.objects.filter(pk=key).update(taken=taken, minute_at=minute, used_at=hour)
    count = (row.taken if row.minute_at == minute else 0) + counted
    return Used(
        key=row.pk,
        person=row.person_id,
        organisation=row.organisation_id,
        made_at=row.made_at,
        scopes=frozenset(map(Scope, row.scopes.split(","))),
        language=row.person.language,
        left=settings.API_A_MINUTE - count,
        seconds=max(1, int((minute + MINUTE - at).total_seconds())),
    )


def _apart(shown: str) -> tuple[int | None, str]:
    prefix, _, rest = shown.partition("_")
    key, _, secret = rest.partition("_")
    fits = len(shown) <= LONGEST_SHOWN and prefix == PREFIX and secret.isascii() and secret.isalnum()
    if not (fits and key.isascii() and key.isdecimal() and len(key) <= 18):
        return None, ""
    return int(key), secret


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _remember(actor: Actor, at: datetime, kind: str, row: ApiToken) -> None:
    """The fact in the journal of the organisation for which it is, and a notice for its person."""
    data, now = TokenTold(name=actor.name, token=row.name), whole(at)
    organisation_entries.write(row.organisation_id, kind, data, actor=actor, at=now, person=actor.person)
    marks = {**lay_out(data), "actor": actor.name, "subject": row.organisation.short_name}
    notify.to_people(
        [actor.person], kind, marks, about=subjects.OWN_TOKENS, at=now, organisation=row.organisation_id
    )
