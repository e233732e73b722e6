"""Rows of tickets put straight into the tables, for tests of the walls and of the lists; everybody else uses acts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import regulation_for
from kabinet.records.versions.calendars import newest_calendar
from tests.cast import Cast
from tests.records.ticket_rows import AUDIENCES, hang, tenant_of

AT = datetime(2024, 3, 14, 11, 42, tzinfo=UTC)
# client: partner, its person, the partner's person, whether passed on
PAIRS = {
    "zmk": ("kontur", "saveliev", "gordeeva", True),
    "kedr": ("kontur-ural", "dremin", "yusupov", False),
    "vostok": ("primsoft", "kim", "choi", True),
    "les": ("stepnoy", "panina", "kravets", False),
    "gavan": ("primsoft", "stranger", "choi", False),
}


@dataclass(frozen=True)
class World:
    """Rows by client: `tickets["zmk"]`, and `vendor["zmk"]` where it was passed on."""

    cast: Cast
    tickets: dict[str, models.Ticket] = field(default_factory=dict)
    vendor: dict[str, models.Ticket] = field(default_factory=dict)

    def all(self) -> Iterator[models.Ticket]:
        yield from self.tickets.values()
        yield from self.vendor.values()


def build(cast: Cast) -> World:
    """A ticket of five clients, two of them passed on, each with everything that can hang on a ticket."""
    world = World(cast)
    with transaction.atomic(), as_system("the world of a test"):
        for number, (client, (partner, author, staff, passed)) in enumerate(PAIRS.items()):
            made = ticket(cast, f"U-{100 + number}", client, partner, author, at=AT + timedelta(hours=number))
            world.tickets[client] = made
            hang(made, cast, author, staff, AT)
            if passed:
                child = ticket(
                    cast, f"V-{100 + number}", client, partner, staff, leg="vendor", origin=made, at=AT
                )
                world.vendor[client] = child
                hang(child, cast, staff, "titova", AT)
        _came_from_a_provider(cast.person["saveliev"])
        for desk in ("kontur", "vendor"):
            _came_by_letter(cast.organisation[desk], cast.person["saveliev"])
        _sent_a_form(cast)
        models.BouncedAddress.objects.create(person_id=cast.person["saveliev"], email="x@x.example", since=AT)
        _has_factors(cast.person["saveliev"])
        _has_a_device(cast.person["saveliev"])
        _has_a_webhook(world.tickets["zmk"], cast.person["saveliev"])
        _has_a_bridge(world.tickets["zmk"], cast.person["saveliev"])
        for number, (client, (partner, author, _staff, _passed)) in enumerate(PAIRS.items()):
            imported(cast, f"2019-{number}", client, partner, author)
    return world


def imported(cast: Cast, number: str, client: str, partner: str, author: str) -> models.ImportedTicket:
    """A ticket of another desk: a message of each audience, each with a file."""
    tenant = {"leg": "client", "client_id": cast.client[client], "partner_id": cast.partner[partner]}
    made = models.ImportedTicket.objects.create(
        **tenant,
        source="old-desk",
        desk="Прежняя служба",
        old_number=number,
        client_name=client,
        partner_name=partner,
        subject=f"Сервер не запускается после обновления, {client}",
        state="closed",
        author_name=author,
        opened_at=AT,
        closed_at=AT,
        digest="0" * 64,
        run=uuid4(),
        imported_at=AT,
    )
    for place, audience in enumerate(AUDIENCES["client"]):
        said = models.ImportedMessage.objects.create(
            **tenant,
            ticket=made,
            place=place,
            audience=audience,
            author_name=author,
            text=f"Слово для {audience} о зависших сеансах",
            said_at=AT,
        )
        models.ImportedFile.objects.create(
            **tenant,
            ticket=made,
            message=said,
            audience=audience,
            name=f"{audience}.log",
            size=1,
            sha256="0" * 64,
        )
    return made


def _has_a_webhook(ticket: models.Ticket, keeper: int) -> None:
    """Of the client, at which a fact of the ticket is on its way."""
    webhook = models.Webhook.objects.create(
        organisation_id=ticket.client_id,
        url="https://hooks.example/kabinet",
        groups="registered",
        sealed="sealed",
        kept_by_id=keeper,
        made_at=AT,
    )
    entry = models.JournalEntry.objects.filter(ticket=ticket).order_by("pk")[0]
    models.WebhookDelivery.objects.create(
        webhook=webhook, entry=entry, ticket=ticket, kind="ticket.registered", next_try=AT, created_at=AT
    )


def _has_a_bridge(ticket: models.Ticket, keeper: int) -> None:
    """Of the client, over which a fact of the ticket crosses and something came."""
    bridge = models.Bridge.objects.create(
        organisation_id=ticket.client_id,
        client_id=ticket.client_id,
        name="RT",
        program="request_tracker",
        url="https://rt.example",
        account="kabinet",
        sealed="sealed",
        queue="General",
        kept_by_id=keeper,
        made_at=AT,
        next_look=AT,
    )
    models.BridgeLink.objects.create(
        **tenant_of(ticket), bridge=bridge, desk="RT", foreign="7", url="https://rt.example/7", made_at=AT
    )
    entry = models.JournalEntry.objects.filter(ticket=ticket).order_by("pk")[0]
    models.BridgeDelivery.objects.create(
        bridge=bridge, entry=entry, ticket=ticket, next_try=AT, created_at=AT
    )
    models.BridgeArrival.objects.create(
        bridge=bridge, key="9", foreign="7", what="said", happened_at=AT, next_try=AT, taken_at=AT
    )


def _came_by_letter(desk: int, person: int) -> None:
    models.IncomingLetter.objects.create(
        box=f"box-{desk}@desk.example",
        organisation_id=desk,
        digest="0" * 64,
        raw=b"Subject: x",
        size=10,
        arrived_at=AT,
        state="held",
        why="stranger",
        person_id=person,
    )


def _sent_a_form(cast: Cast) -> None:
    """arefyev of zmk, to the desk of its partner."""
    models.IncomingLetter.objects.create(
        box="box@desk.example",
        organisation_id=cast.organisation["kontur"],
        digest="1" * 64,
        raw=b"Subject: x",
        size=10,
        arrived_at=AT,
        state="form",
        person_id=cast.person["arefyev"],
        form_for_id=cast.organisation["zmk"],
    )


def _came_from_a_provider(person: int) -> None:
    of = {"issuer": "https://portal.example", "subject": "subject-1"}
    models.ProviderAccount.objects.create(person_id=person, bound_at=AT, **of)
    models.ProviderSession.objects.create(session="0" * 40, begun_at=AT, **of)
    models.ProviderAnswer.objects.create(name="0" * 64, ends_at=AT)


def _has_a_device(person: int) -> None:
    """To which one of their notices is on its way."""
    device = models.Device.objects.create(
        person_id=person, known_by="0" * 64, service="push.example", sealed="sealed", added_at=AT
    )
    models.ChatCode.objects.create(
        person_id=person, channel="telegram", digest="0" * 64, made_at=AT, until=AT
    )
    notice = models.Notice.objects.filter(person=person).latest("pk")
    models.Alert.objects.create(notice=notice, device=device, next_try=AT, created_at=AT)


def _has_factors(person: int) -> None:
    models.AuthenticatorApp.objects.create(person_id=person, sealed="sealed", last_step=0, added_at=AT)
    models.RecoveryCode.objects.create(person_id=person, digest="0" * 64, made_at=AT)
    models.SignInRole.objects.create(kind="client", role="viewer")
    models.SignInClosing.objects.create(closed_at=AT, closed_by_id=person, ended_at=AT)
    models.EmergencyDoor.objects.create(opened_at=AT, until=AT, reason="reason")
    key = {
        "name": "Ключ",
        "credential": "credential",
        "attested": "attested",
        "sign_count": 0,
        "verifies": True,
    }
    models.Passkey.objects.create(person_id=person, added_at=AT, **key)
    house = models.Membership.objects.filter(person=person).values_list("organisation", flat=True)[0]
    models.ApiToken.objects.create(
        person_id=person, organisation_id=house, name="Скрипт", secret="0" * 64, made_at=AT, expires_at=AT
    )


def invite(world: World, login: str, client: str, **changes: Any) -> None:
    """Somebody takes part in the vendor ticket of this client; `changes` of the ticket go with it."""
    ticket = world.vendor[client]
    with transaction.atomic(), as_system("the world of a test"):
        models.Participant.objects.create(
            **tenant_of(ticket),
            person_id=world.cast.person[login],
            person_name=login,
            invited_by_id=world.cast.person["gordeeva"],
            invited_at=AT,
        )
        models.Ticket.objects.filter(pk=ticket.pk).update(**changes)


def ticket(cast: Cast, number: str, client: str, partner: str, author: str, **given: Any) -> models.Ticket:
    """One row of a ticket; `given` overrides any column."""
    at = given.pop("at", AT)
    system = models.System.objects.filter(client=cast.client[client]).first()
    columns: dict[str, Any] = {
        "number": number,
        "leg": "client",
        "client_id": cast.client[client],
        "client_name": client,
        "partner_id": cast.partner[partner],
        "partner_name": partner,
        "system": system,
        "system_name": system.name if system else "",
        "author_id": cast.person[author],
        "author_name": author,
        "subject": f"Сервер не запускается после обновления, {client}",
        "level": 3,
        "status": "registered",
        "turn": "partner",
        "turn_since": at,
        "service": "incident",
        "impact": "some",
        "registered_at": at,
        "last_fact_at": at,
        "queue_at": at + timedelta(hours=8),
        "queue_from": at,
        "queue_clock": "reaction",
        "next_due_at": at + timedelta(hours=8),
        "regulation": regulation_for(cast.partner[partner], at.date()),
        "calendar": newest_calendar(),
        "agreement_id": cast.agreement[client],
    }
    return models.Ticket.objects.create(**(columns | given))
