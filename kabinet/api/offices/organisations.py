"""Organisations that the reader knows. One looks into them as on their pages: into one's own; those who support, others."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kabinet.api import taken
from kabinet.api.offices import shapes
from kabinet.api.offices.paging import following, page_by_name
from kabinet.api.operation import Call, Reply
from kabinet.api.shapes import Named
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor, OrgKind

PATH = "/organisations"


def list_organisations(call: Call) -> Reply:
    """Of one kind, by name."""
    asked = call.asked(taken.OrganisationsAsked)
    rows, after = page_by_name(doors.organisations(call.actor, asked.kind), asked.cursor)
    found = following(PATH, after, kind=asked.kind)
    return Reply(shapes.Organisations([_line(row) for row in rows], found or None), following=found)


def read_organisation(call: Call, organisation: int) -> Reply:
    """With its people, systems and papers."""
    actor = call.actor
    if organisation > taken.LARGEST:
        raise doors.Closed
    row = doors.organisation_inside(actor, organisation)
    contacts = [
        shapes.Contact(
            Named(each.person.pk, each.person.name),
            sorted(map(str, each.roles)),
            sorted(map(str, each.pending)),
        )
        for each in doors.people(actor, row.pk)
    ]
    systems = [
        shapes.Installation(each.pk, each.name, each.production) for each in doors.systems(actor, row.pk)
    ]
    papers = _of_partner(actor, row.pk, vendor_day(call.at)) if row.kind == OrgKind.PARTNER else ()
    if row.kind == OrgKind.CLIENT:
        papers = _of_client(actor, row.pk)
    line = _line(row)
    return Reply(
        shapes.Organisation(line.key, line.name, line.full_name, line.kind, contacts, systems, [*papers])
    )


def _line(row: OrganisationRecord) -> shapes.Line:
    return shapes.Line(row.pk, row.short_name, row.name, row.kind)


def _of_client(actor: Actor, key: int) -> Iterator[shapes.Paper]:
    for licence in doors.licences(actor, key):
        seller = Named(licence.seller_id, licence.seller.short_name)
        yield _paper("licence", licence, licence.number, licence.main_delivery, seller)
    for contract in doors.contracts(actor, key):
        yield _paper("contract", contract, contract.number, contract.level, None)
    for agreement in doors.agreements(actor, key):
        partner = Named(agreement.partner_id, agreement.partner.short_name)
        yield _paper("agreement", agreement, agreement.number, agreement.zone, partner)


def _of_partner(actor: Actor, key: int, today: date) -> Iterator[shapes.Paper]:
    for status in doors.statuses(actor, key):
        yield _paper("status", status, "", status.status, None)
    for certificate in doors.certificates(actor, key):
        holder = Named(certificate.person_id, certificate.person.name)
        yield _paper("certificate", certificate, certificate.number, certificate.kind, holder)
    for agreement in doors.agreements(actor, key):
        client = Named(agreement.client_id, agreement.client.short_name)
        yield _paper("agreement", agreement, agreement.number, agreement.zone, client)
    for member in doors.group(actor, key, today):
        yield _paper(
            "group", member, "", member.group.name, Named(member.partner_id, member.partner.short_name)
        )


def _paper(paper: str, row: Any, number: str, what: str, of: Named | None) -> shapes.Paper:
    pending = getattr(row, "pending", False)
    return shapes.Paper(paper, row.pk, number, what, of, row.first_day, row.last_day, pending)
