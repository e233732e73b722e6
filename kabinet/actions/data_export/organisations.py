"""Organisations, people and papers as lines: named by INN, login and number, never by a key of this database."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from kabinet.records.models import (
    Agreement,
    Certificate,
    Licence,
    Membership,
    Organisation,
    PartnerStatus,
    Person,
    SupportContract,
    System,
)

Line = dict[str, Any]
FORMAT = 1
STEP = 500
OF_PERSON = ("login", "name", "position", "email", "phone", "zone", "language", "is_active", "created_at")
OF_ORGANISATION = ("kind", "name", "short_name", "inn", "phone", "email", "zone", "pending", "created_at")

OF_SYSTEM = (
    *("name", "main_delivery", "product", "configuration_version", "platform_version", "client_environment"),
    *("server_os", "server_hardware", "dbms", "production", "production_since", "checked_on", "retired"),
)


def instant(at: datetime | date | None) -> str | None:
    """As ISO 8601 has it."""
    return at.isoformat() if at is not None else None


def party(organisation: Organisation) -> Line:
    """How a line names an organisation."""
    return {"inn": organisation.inn, "name": organisation.short_name}


def organisations(chosen: Q) -> Iterator[Line]:
    """Each of them once."""
    for row in Organisation.objects.filter(chosen).order_by("pk").iterator(STEP):
        yield {"format": FORMAT, **_fields(row, OF_ORGANISATION)}


def people(houses: QuerySet[Organisation]) -> Iterator[Line]:
    """Whoever has or had a role in one of these organisations; no password, no second factor, no session."""
    mine = Membership.objects.filter(organisation__in=houses)
    found = (
        Person.objects.filter(pk__in=mine.values("person")).order_by("pk").prefetch_related("certificates")
    )
    for row in found.iterator(STEP):
        roles = mine.filter(person=row).select_related("organisation").order_by("pk")
        yield {
            "format": FORMAT,
            **_fields(row, OF_PERSON),
            "roles": [
                {
                    "organisation": party(each.organisation),
                    **_fields(each, ("role", "added_at", "confirmed_at", "ended_at")),
                }
                for each in roles
            ],
            "certificates": [
                _fields(each, ("kind", "number", "first_day", "last_day", "pending"))
                for each in Certificate.objects.filter(person=row).order_by("pk")
            ],
        }


def papers(houses: QuerySet[Organisation]) -> Iterator[Line]:
    """Licences, contracts, agreements, statuses and systems of these organisations."""
    of_client, of_partner = Q(client__in=houses), Q(partner__in=houses)
    days = ("first_day", "last_day")
    kinds: tuple[tuple[str, QuerySet[Any], tuple[str, ...], tuple[str, ...]], ...] = (
        (
            "licence",
            Licence.objects.filter(of_client),
            ("client", "seller"),
            ("number", "main_delivery", "pending"),
        ),
        ("contract", SupportContract.objects.filter(of_client), ("client",), ("number", "level", "pending")),
        (
            "agreement",
            Agreement.objects.filter(of_client & of_partner),
            ("client", "partner"),
            ("number", "version", "zone", "stricter", "third_party_desk"),
        ),
        ("status", PartnerStatus.objects.filter(of_partner), ("partner",), ("status", "end_reason")),
    )
    for kind, rows, parties, fields in kinds:
        for row in rows.select_related(*parties).order_by("pk").iterator(STEP):
            named = {each: party(getattr(row, each)) for each in parties}
            yield {"format": FORMAT, "kind": kind, **named, **_fields(row, (*fields, *days))}
    for row in System.objects.filter(of_client).select_related("client").order_by("pk").iterator(STEP):
        yield {"format": FORMAT, "kind": "system", "client": party(row.client), **_fields(row, OF_SYSTEM)}


def _fields(row: Model, names: tuple[str, ...]) -> Line:
    return _plain({name: getattr(row, name) for name in names})


def _plain(said: Line) -> Line:
    return {name: instant(value) if isinstance(value, date) else value for name, value in said.items()}
