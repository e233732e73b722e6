"""People who come in, are refused, leave; a client that is not in the cabinet yet: through the acts, on the last days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from kabinet.actions.organisations.contacts.access_link import Key, link, set_password
from kabinet.actions.organisations.contacts.confirmation import confirm_contact, refuse_contact
from kabinet.actions.organisations.contacts.contact import add_contact, change_contact
from kabinet.actions.organisations.contacts.filled_form import Form, Line
from kabinet.actions.organisations.contacts.memberships import Paper
from kabinet.actions.organisations.contacts.new_client import Company, enter_client
from kabinet.actions.organisations.contacts.removal import remove_contact
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.stage import actor_of
from kabinet.demonstration.tables import table
from kabinet.demonstration.world import Row
from kabinet.records import doors
from kabinet.regulation.access import Actor, Role

SAID = ("name", "position", "email", "phone", "login")


def contacts(cast: Cast) -> None:
    """In the order of their days; needs a transaction."""
    rows = table("contacts")
    for row in sorted(rows["added"], key=lambda row: row["day"]):
        _added(cast, row)
    for row in rows["changed"]:
        _changed(cast, row)
    for row in rows["client"]:
        _client(cast, row)


def _when(cast: Cast, days: int, hours: int = 0) -> datetime:
    """So many days before the end, at its hour."""
    return cast.world.at + timedelta(days=days, hours=hours)


def _who(cast: Cast, login: str, at: datetime) -> Actor:
    return actor_of(cast.world, login, int(at.timestamp()))


def _added(cast: Cast, row: Row) -> None:
    """Entered by one's administrator; then confirmed, refused or still waiting; some left again."""
    at, organisation = _when(cast, row["day"]), cast.world.organisation[row["organisation"]]
    actor = _who(cast, row["by"], at)
    paper = row.get("paper")
    person = add_contact(
        actor=actor,
        at=at,
        organisation=organisation,
        typed=_typed(row),
        roles=_roles(row),
        paper=Paper(paper["number"], _day(cast, paper["first"]), _day(cast, paper["last"]))
        if paper
        else None,
    )
    _password(cast, row, organisation, person)
    decided: dict[str, Any] = {"organisation": organisation, "person": person}
    if "refused" in row:
        then = _when(cast, row["day"] + 1)
        refuse_contact(actor=_who(cast, "vlasov", then), at=then, **decided, reason=row["refused"])
    if "confirmed" in row:
        then = _when(cast, row["confirmed"])
        confirm_contact(actor=_who(cast, "shulgin", then), at=then, **decided)
    if "removed" in row:
        then = _when(cast, row["removed"])
        remove_contact(actor=_who(cast, row["by"], then), at=then, **decided)


def _password(cast: Cast, row: Row, organisation: int, person: int) -> None:
    """By the link that whoever entered them handed over."""
    at = _when(cast, row["day"], 1)
    key = link(actor=_who(cast, row["by"], at), at=at, organisation=organisation, person=person)
    if isinstance(key, Key):
        set_password(at=at, key=key, password=settings.DEMO_PASSWORD)


def _changed(cast: Cast, row: Row) -> None:
    at, organisation = _when(cast, row["day"]), cast.world.organisation[row["organisation"]]
    actor = _who(cast, row["by"], at)
    person = cast.world.person[row["login"]]
    known = next(each.person for each in doors.people(actor, organisation) if each.person.pk == person)
    typed = {field: str(getattr(known, field)) for field in SAID} | {"phone": row["phone"]}
    change_contact(actor=actor, at=at, organisation=organisation, person=person, typed=typed)


def _client(cast: Cast, row: Row) -> None:
    at = _when(cast, row["day"])
    company = Company(**row["company"], first_day=_day(cast, row["agreed"]))
    form = Form(list(_lines(row["people"])))
    enter_client(actor=_who(cast, row["by"], at), at=at, company=company, form=form)


def _lines(people: Iterable[Row]) -> Iterable[Line]:
    for number, row in enumerate(people, 5):
        yield Line(number, _typed(row), _roles(row))


def _typed(row: Row) -> dict[str, str]:
    return {field: row[field] for field in SAID}


def _roles(row: Row) -> tuple[Role, ...]:
    return tuple(Role(code) for code in row["roles"])


def _day(cast: Cast, days: int) -> date:
    return cast.world.day(days)
