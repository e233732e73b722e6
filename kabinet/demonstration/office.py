"""What happened to papers: handed in, confirmed, refused, ended, agreed upon; systems; warnings. Through their acts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from kabinet.actions.organisations.papers.agreements import (
    Offer,
    decline_agreement,
    propose_agreement,
)
from kabinet.actions.organisations.papers.certificates import end_certificate, enter_certificate
from kabinet.actions.organisations.papers.confirmation import confirm_paper, refuse_paper
from kabinet.actions.organisations.papers.licences import enter_contract, enter_licence
from kabinet.actions.organisations.papers.systems import (
    Particulars,
    add_system,
    change_system,
    retire_system,
)
from kabinet.actions.organisations.papers.warnings import announce
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.stage import actor_of
from kabinet.demonstration.tables import table
from kabinet.demonstration.world import Row, World
from kabinet.records.models import Certificate, Licence
from kabinet.records.security.reach import as_system, leave

CONFIRMER = "vlasov"
WARNED = (-45, -21, -10, -1, 0)  # days on which the worker looked; every look tells what is new


def office(cast: Cast) -> None:
    """In the order of the tables; needs a transaction."""
    rows, world = table("office"), cast.world
    for row in rows["licence"]:
        _licence(world, row)
    for row in rows["contract"]:
        _contract(world, row)
    for row in rows["certificate"]:
        _certificate(world, row)
    for row in rows["proposal"]:
        _proposal(world, row)
    for row in rows["system"]:
        _system(world, row)
    leave()
    for day in WARNED:
        announce(at=world.at + timedelta(days=day))
    for row in rows["ended"]:
        _ended(world, row)


def _done(world: World, day: int, login: str, act: Callable[..., Any], **given: Any) -> Any:
    """One act of one person, so many days from the day of building."""
    at = world.at + timedelta(days=day)
    return act(actor=actor_of(world, login, int(at.timestamp())), at=at, **given)


def _days(world: World, row: Row) -> dict[str, Any]:
    return {"first_day": world.day(row["first"]), "last_day": world.day(row["last"])}


def _licence(world: World, row: Row) -> None:
    client = world.organisation[row["client"]]
    with as_system("the delivery of the last licence"):
        delivery = Licence.objects.filter(client=client).latest("last_day").main_delivery
    given = {"client": client, "seller": world.organisation[row["seller"]], "main_delivery": delivery}
    _done(world, row["day"], row["by"], enter_licence, number=row["number"], **given, **_days(world, row))


def _contract(world: World, row: Row) -> None:
    given = {"client": world.organisation[row["client"]], "number": row["number"], "level": row["level"]}
    made = _done(world, row["day"], row["by"], enter_contract, **given, **_days(world, row))
    paper = {"kind": "contract", "key": made.pk}
    if "confirmed" in row:
        _done(world, row["confirmed"], CONFIRMER, confirm_paper, **paper)
    if "refused" in row:
        _done(world, row["refused"], CONFIRMER, refuse_paper, **paper, reason=row["reason"])


def _certificate(world: World, row: Row) -> None:
    given = {"partner": world.organisation[row["partner"]], "person": world.person[row["person"]]}
    _done(world, row["day"], row["by"], enter_certificate, number=row["number"], **given, **_days(world, row))


def _ended(world: World, row: Row) -> None:
    """It ends the day before, so that its partner is below the duty since today (P4.5)."""
    with as_system("the certificate by its number"):
        key = Certificate.objects.get(number=row["number"]).pk
    given = {"certificate": key, "last_day": world.day(row["day"] - 1), "reason": row["reason"]}
    _done(world, row["day"], row["by"], end_certificate, **given)


def _proposal(world: World, row: Row) -> None:
    stricter = {name: row[name] for name in ("windows", "levels") if name in row}
    offer = Offer(row["number"], row["zone"], world.day(row["first"]), stricter)
    made = _done(
        world, row["day"], row["by"], propose_agreement, client=world.organisation[row["client"]], offer=offer
    )
    if declined := row.get("declined"):
        given = {"proposal": made.pk, "reason": declined["reason"]}
        _done(world, declined["day"], declined["by"], decline_agreement, **given)


def _system(world: World, row: Row) -> None:
    client = world.organisation[row["client"]]
    with as_system("the delivery of the last licence"):
        delivery = Licence.objects.filter(client=client).latest("last_day").main_delivery
    typed = _particulars(world, row, delivery)
    made = _done(world, row["day"], row["by"], add_system, client=client, particulars=typed)
    if "production" in row:
        since = _particulars(world, row, delivery, production=row["production"])
        _done(world, row["production"], row["by"], change_system, system=made.pk, particulars=since)
    if "retired" in row:
        _done(world, row["retired"], row["by"], retire_system, system=made.pk)


def _particulars(world: World, row: Row, delivery: str, production: int | None = None) -> Particulars:
    return Particulars(
        name=row["name"],
        main_delivery=delivery,
        product=row["product"],
        configuration_version=row["configuration"],
        platform_version=row["platform"],
        client_environment=row["client_environment"],
        server_os=row["server_os"],
        server_hardware=row["hardware"],
        dbms=row["dbms"],
        production=production is not None,
        production_since=world.day(production) if production is not None else None,
    )
