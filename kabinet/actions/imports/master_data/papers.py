"""A line of papers.*: licence, contract, agreement, a partner's status, system. Each is known by what people call it."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import Max, Model, QuerySet

from kabinet.actions.imports.master_data import values
from kabinet.actions.imports.master_data.lines import PAPERS
from kabinet.actions.imports.master_data.organisations import organisation_of
from kabinet.actions.imports.master_data.outcome import Outcome
from kabinet.actions.imports.master_data.values import Said
from kabinet.actions.imports.old_ticket import Faulty
from kabinet.actions.organisations.papers.systems import NEEDED
from kabinet.actions.tickets.registration.client_desk import LONGEST, URL, is_page
from kabinet.actions.vendor.third_party_desk import DESK
from kabinet.records import lengths
from kabinet.records.models import Agreement, Licence, PartnerStatus, SupportContract, System
from kabinet.records.versions import newest_pack
from kabinet.regulation.access import OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.agreement import weak_places
from kabinet.regulation.text import Unlawful

HEAD: Final = ("format", "kind")
DAYS: Final = ("first_day", "last_day")


def take_paper(said: Said, at: datetime, outcome: Outcome) -> None:
    """Puts it on record, unless it is."""
    kind = values.text(said, "kind", 20, needed=True)
    if kind not in KINDS:
        raise Faulty(f"kind: {kind!r} is none of {', '.join(KINDS)}")
    known, make = KINDS[kind]
    values.only(said, {*HEAD, *known})
    row, same, house = make(said, at)
    there = same.first()
    if there is not None:
        (outcome.here if _alike(there, row) else outcome.differs)[PAPERS] += 1
        return
    row.save(force_insert=True)
    outcome.came[PAPERS] += 1
    outcome.add(PAPERS, house, said)


# The row, those that would be the same one, and whose it is.
Made = tuple[Model, QuerySet[Any], int]


def _alike(there: Model, row: Model) -> bool:
    names = [name for name in vars(row) if not name.startswith("_") and name not in ("id", "version")]
    return all(getattr(there, name) == getattr(row, name) for name in names)


def _licence(said: Said, at: datetime) -> Made:
    client, (first, last) = organisation_of(said, "client", OrgKind.CLIENT), values.days(said)
    if last is None:
        raise Faulty("last_day is missing")
    row = Licence(
        client=client,
        seller=organisation_of(said, "seller", OrgKind.PARTNER),
        number=values.text(said, "number", lengths.NUMBER, needed=True),
        main_delivery=values.text(said, "main_delivery", lengths.DELIVERY),
        first_day=first,
        last_day=last,
        pending=values.yes(said, "pending"),
    )
    return row, Licence.objects.filter(number=row.number), client.pk


def _contract(said: Said, at: datetime) -> Made:
    client, (first, last) = organisation_of(said, "client", OrgKind.CLIENT), values.days(said)
    if last is None:
        raise Faulty("last_day is missing")
    row = SupportContract(
        client=client,
        number=values.text(said, "number", lengths.NUMBER, needed=True),
        level=values.text(said, "level", 24, needed=True).lower(),
        first_day=first,
        last_day=last,
        pending=values.yes(said, "pending"),
    )
    same = SupportContract.objects.filter(client=client, number=row.number, level=row.level, first_day=first)
    return row, same, client.pk


def _agreement(said: Said, at: datetime) -> Made:
    client, (first, last) = organisation_of(said, "client", OrgKind.CLIENT), values.days(said)
    partner = organisation_of(said, "partner", OrgKind.PARTNER)
    zone, stricter = values.zone(said, client.zone), _stricter(said)
    try:
        weak = weak_places(newest_pack().leg(LegCode.CLIENT), {"zone": zone, **stricter})
    except (Unlawful, AttributeError, TypeError, ValueError, KeyError):
        raise Faulty("stricter cannot be read") from None
    if weak:
        raise Faulty(f"stricter is below the regulation: {', '.join(weak)}")
    url = values.text(said, "third_party_url", LONGEST[URL])
    if url and not is_page(url):
        raise Faulty("third_party_url is no address of a page")
    versions = Agreement.objects.filter(client=client, partner=partner)
    row = Agreement(
        client=client,
        partner=partner,
        number=values.text(said, "number", lengths.NUMBER, needed=True),
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        zone=zone,
        stricter=stricter,
        third_party_desk=values.text(said, "third_party_desk", DESK),
        third_party_url=url,
        first_day=first,
        last_day=last,
    )
    return row, versions.filter(first_day=first), client.pk


def _stricter(said: Said) -> dict[str, Any]:
    value = said.get("stricter") or {}
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise Faulty("stricter is no JSON") from None
    if not isinstance(value, dict) or len(json.dumps(value)) > lengths.RIGHTS:
        raise Faulty("stricter is no JSON object, or too long")
    return value


def _status(said: Said, at: datetime) -> Made:
    partner, (first, last) = organisation_of(said, "partner", OrgKind.PARTNER), values.days(said)
    rights = newest_pack().entitlement
    status = values.text(said, "status", 24, needed=True)
    if rights is None or status not in rights.partner_statuses:
        raise Faulty(f"status: {status!r} is none of {', '.join(rights.partner_statuses if rights else ())}")
    reason = values.text(said, "end_reason", lengths.REASON)
    row = PartnerStatus(partner=partner, status=status, first_day=first, last_day=last, end_reason=reason)
    return row, PartnerStatus.objects.filter(partner=partner, first_day=first), partner.pk


def _system(said: Said, at: datetime) -> Made:
    client = organisation_of(said, "client", OrgKind.CLIENT)
    given = {
        name: values.text(said, name, lengths.SYSTEM[name], needed=name in NEEDED)
        for name in (*NEEDED, "configuration_version", "dbms")
    }
    row = System(
        client=client,
        **given,
        production=values.yes(said, "production"),
        production_since=values.day(said, "production_since"),
        checked_on=values.day(said, "checked_on"),
        retired=values.yes(said, "retired"),
    )
    if row.production and row.production_since is None:
        raise Faulty("production_since is missing")
    return row, System.objects.filter(client=client, name=row.name), client.pk


OF_AGREEMENT: Final = (
    *("client", "partner", "number", "version", "zone"),
    *("stricter", "third_party_desk", "third_party_url"),
)
OF_SYSTEM: Final = ("client", *NEEDED, "configuration_version", "dbms", "production", "production_since")
KINDS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Said, datetime], Made]]]] = {
    "licence": (("client", "seller", "number", "main_delivery", "pending", *DAYS), _licence),
    "contract": (("client", "number", "level", "pending", *DAYS), _contract),
    "agreement": ((*OF_AGREEMENT, *DAYS), _agreement),
    "status": (("partner", "status", "end_reason", *DAYS), _status),
    "system": ((*OF_SYSTEM, "checked_on", "retired"), _system),
}
