"""What can hang on a ticket, put straight into the tables (tests/records/world.py): a row of each."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from kabinet.records import models
from tests.cast import ORGANISATIONS, PEOPLE, Cast

AUDIENCES = {"client": ("public", "partner"), "vendor": ("vendor_leg", "vendor", "joint")}


def hang(ticket: models.Ticket, cast: Cast, author: str, staff: str, at: datetime) -> None:
    """`author` asks, `staff` answers."""
    tenant = tenant_of(ticket)
    models.Sheet.objects.create(**tenant, judged_level=3, production=True)
    models.ClockRun.objects.create(
        **tenant, name="reaction", run=1, owner="support", level=3, started_at=at, due_at=at
    )
    narrow = AUDIENCES[ticket.leg][1]
    models.OnCallRound.objects.create(**tenant, audience=narrow, began_at=at, after_entry=0, next_at=at)
    for audience in AUDIENCES[ticket.leg]:
        message = _say(ticket, cast, staff, audience, at)
        _put_files(ticket, cast, staff, message, at)
    _put_beside(ticket, cast, author, staff, at)


def _say(ticket: models.Ticket, cast: Cast, staff: str, audience: str, at: datetime) -> models.Message:
    tenant = tenant_of(ticket)
    message = models.Message.objects.create(
        **tenant,
        author_id=cast.person[staff],
        author_name=PEOPLE[staff][0],
        author_organisation=ORGANISATIONS[PEOPLE[staff][1]][1],
        side=ORGANISATIONS[PEOPLE[staff][1]][0],
        audience=audience,
        kind="answer",
        text=f"Слово для {audience} о зависших сеансах",
        occurred_at=at,
        recorded_at=at,
    )
    models.JournalEntry.objects.create(
        **tenant,
        kind="answered",
        side="support",
        audience=audience,
        actor_id=cast.person[staff],
        actor_name=PEOPLE[staff][0],
        actor_organisation=ORGANISATIONS[PEOPLE[staff][1]][1],
        occurred_at=at,
        recorded_at=at,
        status=ticket.status,
        message=message,
        data={"answer": "answer", "final": False},
    )
    return message


def _put_files(ticket: models.Ticket, cast: Cast, staff: str, message: models.Message, at: datetime) -> None:
    tenant, audience = tenant_of(ticket), message.audience
    content, _made = models.Content.objects.get_or_create(sha256="0" * 64, size=1)
    file = models.File.objects.create(
        **tenant,
        content=content,
        audience=audience,
        message=message,
        name=f"{audience}.log",
        size=1,
        content_type="text/plain",
        sha256="0" * 64,
        uploaded_by_id=cast.person[staff],
        uploaded_at=at,
    )
    models.LogSummary.objects.create(file=file, digest="0" * 64, next_try=at)
    models.FileScan.objects.create(file=file, digest="0" * 64, since=at, next_try=at)
    if audience == AUDIENCES[ticket.leg][0]:
        models.UploadPlace.objects.create(
            **tenant,
            message=message,
            audience=audience,
            organisation_id=ticket.partner_id,
            until=at,
            given_by_id=cast.person[staff],
            given_at=at,
        )
    models.Upload.objects.create(
        **tenant,
        audience=audience,
        message=message,
        organisation_id=ticket.partner_id,
        name=f"{audience}.zip",
        size=9,
        uploaded_by_id=cast.person[staff],
        begun_at=at,
        until=at,
    )


def _put_beside(ticket: models.Ticket, cast: Cast, author: str, staff: str, at: datetime) -> None:
    for login in (author, staff):
        models.Notice.objects.create(
            person_id=cast.person[login],
            ticket=ticket,
            subject="ticket",
            subject_key=ticket.number,
            kind="registered",
            created_at=at,
        )
    models.Sending.objects.create(person_id=cast.person[author], key=uuid4(), at=at)
    models.JournalHead.objects.get_or_create(
        day=at.date(), defaults={"count": 1, "root": b"r", "former": b"f", "head": b"h", "made_at": at}
    )
    models.JournalLeaf.objects.create(day=at.date(), place=ticket.pk, ticket=ticket.pk, nth=1, link=b"l")
    models.Export.objects.create(
        person_id=cast.person[author],
        organisation_id=ticket.client_id if ticket.leg == "client" else ticket.partner_id,
        listing="queue",
        digest=uuid4().hex,
        asked_at=at,
    )
    models.Draft.objects.create(
        kind="reply",
        person_id=cast.person[author],
        organisation_id=ticket.client_id if ticket.leg == "client" else ticket.partner_id,
        ticket=ticket,
        saved_at=at,
    )


def tenant_of(ticket: models.Ticket) -> dict[str, Any]:
    """The four columns that a row of the ticket repeats."""
    return {
        "ticket": ticket,
        "leg": ticket.leg,
        "client_id": ticket.client_id,
        "partner_id": ticket.partner_id,
    }
