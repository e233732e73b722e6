"""Experts' certificates: entered by the partner's contact and confirmed by the vendor, or entered by the vendor (P2.5)."""

from datetime import date, datetime

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork
from kabinet.actions.unit import known_elsewhere
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors, lengths
from kabinet.records.models import Certificate, Membership
from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data.organisations import CertificateEnded, CertificateEntered
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

HOLDER = Text("Это не уполномоченный сотрудник партнёра", "This is no authorised employee of the partner")
CHOOSE = Text("Выберите сотрудника из списка", "Choose an employee of the list")
KNOWN = Text("Сертификат с этим номером уже внесён", "A certificate of this number is on record")
NUMBER = Text("Проверьте номер", "Check the number")
LONGER = Text("Сертификат и так кончится не позже", "The certificate ends no later anyway")


def enter_certificate(
    *,
    actor: Actor,
    at: datetime,
    partner: int,
    person: int,
    number: str,
    first_day: date,
    last_day: date | None = None,
) -> Certificate:
    """Gives its right at once when the vendor enters it; what a partner enters waits for the vendor."""
    with organisation_act(actor=actor, at=at, organisation=partner, act=Act.ENTER_CERTIFICATE) as work:
        name = _holder(partner, person)
        paperwork.in_order(first_day, last_day)
        with known_elsewhere.compared(actor, lambda: Invalid("number", KNOWN, NUMBER)):
            made = Certificate.objects.create(
                person_id=person,
                kind=work.pack.entitlement.certificate if work.pack.entitlement else "",
                number=paperwork.needed("number", number, lengths.NUMBER),
                first_day=first_day,
                last_day=last_day,
                pending=actor.kind is not OrgKind.VENDOR,
            )
        record_entry(work, made, name)
        return made


def end_certificate(
    *, actor: Actor, at: datetime, certificate: int, last_day: date, reason: str
) -> Certificate:
    """Ends it early, with a reason; yesterday is the earliest last day."""
    known = doors.paper_of(actor, "certificate", certificate)
    with organisation_act(
        actor=actor, at=at, organisation=known.organisation.pk, act=Act.END_CERTIFICATE
    ) as work:
        row = Certificate.objects.select_for_update().select_related("person").get(pk=certificate)
        why = paperwork.needed("reason", reason)
        paperwork.not_before("last_day", last_day, row.first_day)
        if row.last_day is not None and row.last_day <= last_day:
            raise Invalid("last_day", LONGER, paperwork.LATER)
        row.last_day = last_day
        row.save(update_fields=["last_day"])
        data = CertificateEnded(name=row.person.name, number=row.number, day=day_said(last_day), reason=why)
        work.record("certificate_ended", data, person=row.person_id, clause="P2.5")
        told = paperwork.all_of([row.person_id], staff_of(known.organisation.pk, *paperwork.CONTACTS))
        work.tell(told, "certificate_ended", data, about=subjects.OWN_PAPERS)
        return row


def _holder(partner: int, person: int) -> str:
    """The name of the employee; Invalid for anybody who is none."""
    held = Membership.objects.select_related("person").filter(
        organisation=partner, person=person, role=Role.AUTHORISED_EMPLOYEE, ended_at__isnull=True
    )
    if (row := held.first()) is None:
        raise Invalid("person", HOLDER, CHOOSE)
    return row.person.name


def record_entry(work: OrganisationWork, row: Certificate, name: str) -> None:
    """In the history, and to whoever confirms it or works by it."""
    data = CertificateEntered(
        name=name,
        number=row.number,
        day=day_said(row.first_day),
        until=paperwork.until(row.last_day),
    )
    kind = "certificate_handed_in" if row.pending else "certificate_entered"
    work.record(kind, data, person=row.person_id, clause="P2.5")
    if row.pending:
        work.tell(paperwork.vendors(*paperwork.CONFIRMERS), kind, data, about=subjects.PAPERS_TO_CONFIRM)
    else:
        told = paperwork.all_of([row.person_id], staff_of(work.organisation.pk, *paperwork.CONTACTS))
        work.tell(told, kind, data, about=subjects.OWN_PAPERS)
