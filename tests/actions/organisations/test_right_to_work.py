"""Whoever may work because of an act or a day, or may no longer, is told, and nobody else (L12b, L13, U1, L9b, P2.4).

The oracle is the law itself: `access.may` for every person of the cast before and after, about the main acts.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from kabinet.actions.organisations.papers import (
    agreements,
    confirmation,
    groups,
    licences,
    statuses,
    warnings,
)
from kabinet.records import doors, models
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import law_of
from kabinet.regulation import access
from kabinet.regulation.access import Act, OrgKind, Role
from tests.cast import Cast
from tests.cast_names import PEOPLE

MOSCOW = ZoneInfo("Europe/Moscow")
AT = datetime(2024, 4, 10, 12, tzinfo=MOSCOW)  # every certificate of the cast is in force
DAY = timedelta(days=1)
TODAY = AT.date()
LATER = AT + 2 * DAY
OWN = {
    "unconfirmed",
    "not_authorised",
}  # what stands in the way of the person whatever the partner's papers say
CLIENTS = ("zmk", "kedr", "atlant", "bank", "vostok", "les", "gavan")
FELLOWS = ("kontur", "kontur-ural", "primsoft", "stepnoy")
Said = dict[str, object]
Deed = Callable[["World"], object]


class World:
    """The cast and its vendor's administrator at AT."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.at = cast, AT

    def by(self, login: str) -> dict[str, Any]:
        return {"actor": self.cast.actor(login, self.at), "at": self.at}

    def put(self, model: str, where: dict[str, Any], **columns: Any) -> None:
        with transaction.atomic(), as_system("another world for a test"):
            getattr(models, model).objects.filter(**where).update(**columns)

    def add(self, model: str, **columns: Any) -> Any:
        with transaction.atomic(), as_system("another world for a test"):
            return getattr(models, model).objects.create(**columns)

    def one(self, model: str, **where: Any) -> Any:
        with transaction.atomic(), as_system("a look from outside"):
            return getattr(models, model).objects.get(**where)


def verdicts(cast: Cast, at: datetime) -> dict[str, Said]:
    """For each person what the law says to each main act."""
    return {login: dict(_of(cast, login, at)) for login in PEOPLE if login != "loner"}


def _of(cast: Cast, login: str, at: datetime) -> Iterator[tuple[str, object]]:
    with transaction.atomic():
        actor = cast.actor(login, at)
        if actor.kind is OrgKind.CLIENT:
            case = doors.case_of(actor, at=at)
            failed = access.may_register(actor, case, 4, law_of(actor))
            codes = frozenset(verdict.code for verdict in failed)
            yield "register", OWN & codes or codes
        elif actor.kind is OrgKind.PARTNER:
            yield from _of_partner(cast, actor, at)


def _of_partner(cast: Cast, actor: Any, at: datetime) -> Iterator[tuple[str, object]]:
    """Answering on a ticket of any partner, passing on a ticket of any client that it serves."""
    for partner in FELLOWS:
        case = doors.case_of(actor, at=at, client=cast.client["zmk"])
        case = replace(case, ticket=replace(case.ticket, partner=cast.partner[partner], status="in_work"))
        yield f"answer {partner}", access.may(actor, Act.ANSWER, case, law_of(actor)).allowed
    for client in CLIENTS:
        case = doors.case_of(actor, at=at, client=cast.client[client], by="vendor")
        case = replace(case, ticket=replace(case.ticket, status="in_work", level=4))
        yield f"pass on {client}", access.may(actor, Act.PASS_ON, case, law_of(actor)).allowed


def flips(before: dict[str, Said], after: dict[str, Said]) -> set[str]:
    return {login for login, said in before.items() if said != after[login]}


def told(cast: Cast) -> set[str]:
    with transaction.atomic(), as_system("a look from outside"):
        return {row.person.login for row in models.Notice.objects.select_related("person")}


def heads(cast: Cast, people: set[str]) -> set[str]:
    """Who answers for the organisations of these people: they are told as well, it is they who have to mend it."""
    theirs = {PEOPLE[login][1] for login in people}
    led = {str(Role.ORGANISATIONAL_CONTACT), str(Role.COORDINATOR)}
    return {
        login for login, (_, house, roles) in PEOPLE.items() if house in theirs and led & set(roles.split())
    }


def withdraw(world: World, partner: str = "kontur", day: date = TODAY) -> None:
    row = world.one("PartnerStatus", partner=world.cast.partner[partner])
    statuses.withdraw_status(**world.by("shulgin"), status=row.pk, from_day=day, reason="Пропуски сроков")


def grant(world: World, partner: str, status: str = "candidate", **days: Any) -> None:
    key = world.cast.partner[partner]
    given = {"first_day": TODAY, **days}
    statuses.grant_status(**world.by("shulgin"), partner=key, status=status, **given)


def leave_group(world: World, partner: str) -> None:
    row = world.one("GroupMember", partner=world.cast.partner[partner])
    groups.end_member(**world.by("shulgin"), member=row.pk, last_day=TODAY)


def join_group(world: World, partner: str) -> None:
    group = world.one("CompanyGroup")
    groups.add_member(
        **world.by("shulgin"), group=group.pk, partner=world.cast.partner[partner], first_day=TODAY
    )


def lost(world: World) -> None:
    world.put("PartnerStatus", {"partner": world.cast.partner["kontur"]}, last_day=TODAY - DAY)


def second_status(world: World) -> None:
    world.add(
        "PartnerStatus", partner_id=world.cast.partner["kontur-ural"], status="candidate", first_day=TODAY
    )


def served_by_ural(world: World) -> None:
    """Vostok is a client of the member that lives by the holder's status."""
    ural = world.cast.partner["kontur-ural"]
    world.put("Agreement", {"client": world.cast.client["vostok"]}, partner=ural)
    world.put("Licence", {"client": world.cast.client["vostok"]}, seller=ural)


def change_partner(world: World) -> None:
    """Les goes from a partner without status to one with it."""
    les, kontur = world.cast.client["les"], world.cast.partner["kontur"]
    papers = {"client_id": les, "seller_id": kontur, "number": "РКЛ-9", "main_delivery": "1"}
    world.add("Licence", **papers, first_day=TODAY - 9 * DAY, last_day=TODAY + 365 * DAY)
    row = world.add(
        "AgreementProposal",
        client_id=les,
        partner_id=kontur,
        number="СП-77",
        zone="Europe/Moscow",
        first_day=TODAY,
        proposed_by_id=world.cast.person["arkhipova"],
        proposed_at=AT,
    )
    agreements.accept_agreement(**world.by("panina"), proposal=row.pk)


def by_day(world: World) -> None:
    """The jobs of every hour from today on."""
    for hours in range(0, 40, 5):
        warnings.announce(at=AT + timedelta(hours=hours))


def ends(model: str, **where: Any) -> Deed:
    def prepared(world: World) -> None:
        known = {name: world.cast.organisation[key] for name, key in where.items()}
        world.put(model, known, last_day=TODAY)

    return prepared


def handed_in(world: World) -> None:
    world.put("Licence", {"client": world.cast.client["zmk"]}, pending=True)


def confirm(world: World) -> None:
    row = world.one("Licence", client=world.cast.client["zmk"])
    confirmation.confirm_paper(**world.by("vlasov"), kind="licence", key=row.pk)


def enter(world: World) -> None:
    licences.enter_licence(
        **world.by("vlasov"),
        client=world.cast.client["atlant"],
        seller=world.cast.partner["kontur"],
        number="РКЛ-9",
        main_delivery="1",
        first_day=TODAY,
        last_day=TODAY + 365 * DAY,
    )


def contract(world: World) -> None:
    licences.enter_contract(
        **world.by("vlasov"),
        client=world.cast.client["bank"],
        number="ИТС-9",
        level="prof",
        first_day=TODAY,
        last_day=TODAY + 365 * DAY,
    )


def nothing(world: World) -> None:
    pass


CASES: dict[str, tuple[list[Deed], Deed]] = {
    "the only status of a group is withdrawn": ([served_by_ural], withdraw),
    "... from a later day": ([served_by_ural], lambda world: withdraw(world, day=TODAY + DAY)),
    "... another member has one": ([served_by_ural, second_status], withdraw),
    "a status is withdrawn outside a group": ([nothing], lambda world: withdraw(world, "primsoft")),
    "a status is given back": ([served_by_ural, lost], lambda world: grant(world, "kontur")),
    "a status is given to a member of a group": ([lost], lambda world: grant(world, "kontur-ural")),
    "a second status in a group": ([nothing], lambda world: grant(world, "kontur-ural")),
    "candidate becomes centre": ([nothing], lambda world: grant(world, "primsoft", "competence_centre")),
    "... for a day only": (
        [nothing],
        lambda world: grant(world, "primsoft", "competence_centre", last_day=TODAY),
    ),
    "a member without status leaves": ([served_by_ural], lambda world: leave_group(world, "kontur-ural")),
    "the holder leaves": ([served_by_ural], lambda world: leave_group(world, "kontur")),
    "a partner without status joins": (
        [
            lambda world: world.put(
                "PartnerStatus", {"partner": world.cast.partner["stepnoy"]}, last_day=TODAY - DAY
            )
        ],
        lambda world: join_group(world, "stepnoy"),
    ),
    "a partner with status joins": ([lost], lambda world: join_group(world, "primsoft")),
    "a client changes to a partner with status": (
        [
            lambda world: world.put(
                "PartnerStatus", {"partner": world.cast.partner["stepnoy"]}, last_day=TODAY - DAY
            )
        ],
        change_partner,
    ),
    "a licence is confirmed": ([handed_in], confirm),
    "a licence is entered": ([nothing], enter),
    "a contract is entered": ([nothing], contract),
    "a status ends by its day": ([served_by_ural, ends("PartnerStatus", partner="kontur")], by_day),
    "... another member has one by its day": (
        [served_by_ural, second_status, ends("PartnerStatus", partner="kontur")],
        by_day,
    ),
    "a membership ends by its day": ([served_by_ural, ends("GroupMember", partner="kontur-ural")], by_day),
    "a licence ends by its day": ([ends("Licence", client="zmk")], by_day),
    "a contract ends by its day": ([ends("SupportContract", client="zmk")], by_day),
}
# An early end is announced beforehand to those who can do something about it, the vendor's included.
WARNED = {
    "status_ends",
    "work_ends",
    "partner_status_ends",
    "licence_ends",
    "contract_ends",
    "staffing_will_lack",
}


@pytest.mark.clause("L12b", "L13", "U1")
@pytest.mark.parametrize("name", CASES)
def test_whose_verdict_turns_is_told_and_nobody_else(cast: Cast, name: str):
    world = World(cast)
    preparing, deed = CASES[name]
    for each in preparing:
        each(world)
    before = verdicts(cast, AT)
    deed(world)
    after = verdicts(cast, LATER)
    with transaction.atomic(), as_system("a look from outside"):
        models.Notice.objects.filter(kind__in=WARNED).delete()
    turned = flips(before, after)
    # Whoever did it knows; the heads of the organisation whose paper it is read of it in any case.
    assert turned - told(cast) - ({"panina"} if deed is change_partner else set()) == set()
    assert told(cast) - turned - heads(cast, turned | {"arkhipova"}) == set()
