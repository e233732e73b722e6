"""Papers of the world: agreements, licences, contracts, statuses, certificates; those of past years for the old tickets."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from kabinet.demonstration.world import Row, World, stricter
from kabinet.records.models import (
    Adoption,
    Agreement,
    Certificate,
    Licence,
    PartnerStatus,
    RegulationVersion,
    SupportContract,
)
from kabinet.records.versions import newest_pack

YEAR = timedelta(days=365)
Days = dict[str, date | None]


def put(world: World) -> None:
    """All of them; needs the system's reach and the organisations and people on record."""
    for key, row in world.clients.items():
        _of_client(world, key, row)
    for key, row in world.partners.items():
        _of_partner(world, key, row)
    Certificate.objects.bulk_create(_certificates(world))


def _of_client(world: World, key: str, row: Row) -> None:
    client, partner = world.organisation[key], world.organisation[row["partner"]]
    agreement = row["agreement"]
    Agreement.objects.create(
        client_id=client,
        partner_id=partner,
        number=agreement["number"],
        zone=agreement.get("zone", "Europe/Moscow"),
        stricter=stricter(agreement),
        third_party_desk=agreement.get("third_party_desk", ""),
        **_days(world, agreement),
    )
    delivery = row["licence"]["delivery"]
    Licence.objects.bulk_create(
        Licence(client_id=client, seller_id=partner, main_delivery=delivery, number=number, **days)
        for number, days in _in_a_row(world, row["licence"])
    )
    SupportContract.objects.bulk_create(_contracts(world, client, row["contract"]))


def _contracts(world: World, client: int, paper: Row) -> Iterator[SupportContract]:
    """The present one has its own level, those before may have had another."""
    for number, days in _in_a_row(world, paper):
        level = paper["level"] if number == paper["number"] else paper.get("earlier_level", paper["level"])
        yield SupportContract(client_id=client, number=number, level=level, **days)


def _in_a_row(world: World, paper: Row) -> Iterator[tuple[str, Days]]:
    """The paper and those of the years before it, each ending the day before the next began."""
    yield paper["number"], _days(world, paper)
    first = world.day(paper["first"])
    for number in paper.get("earlier", ()):
        last, first = first - timedelta(days=1), first - YEAR
        yield number, {"first_day": first, "last_day": last}


def _of_partner(world: World, key: str, row: Row) -> None:
    partner = world.organisation[key]
    PartnerStatus.objects.bulk_create(
        PartnerStatus(
            partner_id=partner,
            status=status["status"],
            end_reason=status.get("reason", ""),
            **_days(world, status),
        )
        for status in row["statuses"]
    )
    if "adopted" in row:
        version = RegulationVersion.objects.get(code=newest_pack().code)
        Adoption.objects.create(partner_id=partner, version=version, day=date.fromisoformat(row["adopted"]))


def _certificates(world: World) -> Iterator[Certificate]:
    kind = newest_pack().entitlement
    for login, row in world.people.items():
        if kind and (paper := row.get("certificate")):
            yield Certificate(
                person_id=world.person[login],
                kind=kind.certificate,
                number=paper["number"],
                **_days(world, paper),
            )


def _days(world: World, paper: Row) -> dict[str, Any]:
    last = world.day(paper["last"]) if "last" in paper else None
    return {"first_day": world.day(paper["first"]), "last_day": last}
