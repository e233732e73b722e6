"""A partner's status: granted, changed from candidate to competence centre, withdrawn with a reason (L12a, L12b, L17b)."""

from datetime import date, datetime, timedelta

from kabinet.actions.affairs import paperwork as work
from kabinet.actions.affairs import places
from kabinet.actions.affairs.frame import Office, affair, staff_of
from kabinet.actions.errors import Invalid
from kabinet.records import doors
from kabinet.records.doors.offices import served
from kabinet.records.models import PartnerStatus
from kabinet.regulation.access import Act, Actor, Role
from kabinet.regulation.text import Text

DAY = timedelta(days=1)
UNKNOWN = Text("Такого статуса в регламенте нет", "The regulation has no such status")
LIST = Text("Выберите статус из списка", "Choose a status of the list")
HELD = Text("В эти дни статус уже есть", "There is a status on these days already")
OTHER_DAYS = Text(
    "Выберите другие дни или сначала снимите статус", "Choose other days, or withdraw the status first"
)
ENDED = Text("К этому дню статус уже закончится", "The status will have ended by that day")
EVERYBODY = (Role.ORGANISATIONAL_CONTACT, Role.COORDINATOR, Role.AUTHORISED_EMPLOYEE, Role.ENGINEER)


def grant_status(
    *, actor: Actor, at: datetime, partner: int, status: str, first_day: date, last_day: date | None = None
) -> PartnerStatus:
    """From `first_day` on. A status of the other kind that is held then ends the day before: candidate becomes centre."""
    with affair(actor=actor, at=at, organisation=partner, act=Act.GRANT_STATUS) as office:
        names = office.pack.entitlement.partner_statuses if office.pack.entitlement else {}
        if office.organisation.kind != "partner" or status not in names:
            raise Invalid("status", UNKNOWN, LIST)
        work.in_order(first_day, last_day)
        former = _made_room(partner, status, first_day)
        with work.held_true("first_day", HELD, OTHER_DAYS):
            made = PartnerStatus.objects.create(
                partner_id=partner, status=status, first_day=first_day, last_day=last_day
            )
        data = {
            "status": names[status]._asdict(),
            "former": names[former]._asdict() if former else None,
            "day": work.said(first_day),
            "until": work.until(last_day),
        }
        kind = "status_changed" if former else "status_granted"
        office.record(kind, data, clause="L12a")
        office.tell(staff_of(partner, *work.LEADS), kind, data, address=places.OWN_PAPERS)
        return made


def withdraw_status(*, actor: Actor, at: datetime, status: int, from_day: date, reason: str) -> PartnerStatus:
    """No status from `from_day` on, today at the earliest: from then on the partner only reads (L12b, L17b)."""
    known = doors.status(actor, status)
    reason = reason.replace("\0", "").strip()
    with affair(
        actor=actor,
        at=at,
        organisation=known.partner_id,
        act=Act.WITHDRAW_STATUS,
        reason_given=bool(reason),
    ) as office:
        row = PartnerStatus.objects.select_for_update().get(pk=status)
        earliest = max(work.today(office.at), row.first_day + DAY)
        work.not_before("from_day", from_day, earliest)
        if row.last_day is not None and row.last_day < from_day:
            raise Invalid("from_day", ENDED, work.LATER)
        row.last_day, row.end_reason = from_day - DAY, reason
        row.save(update_fields=["last_day", "end_reason"])
        _withdrawn(office, row, from_day, reason)
        return row


def _made_room(partner: int, status: str, first_day: date) -> str:
    """The kind of the status that was held on `first_day`, shortened to the day before; empty when there was none."""
    held = PartnerStatus.objects.select_for_update().filter(partner=partner, first_day__lt=first_day)
    row = held.exclude(last_day__lt=first_day).exclude(status=status).first()
    if row is None:
        return ""
    row.last_day = first_day - DAY
    row.save(update_fields=["last_day"])
    return row.status


def _withdrawn(office: Office, row: PartnerStatus, from_day: date, reason: str) -> None:
    """The partner's people are told that they only read from then on, their clients whom to turn to."""
    data = {"day": work.said(from_day), "reason": reason, "partner": office.organisation.short_name}
    office.record("status_withdrawn", data, clause="L17b")
    office.tell(staff_of(row.partner_id, *EVERYBODY), "status_withdrawn", data, address=places.OWN_PAPERS)
    for client in _left(office, row.partner_id, from_day):
        office.tell(
            staff_of(client, *work.CONTACTS), "partner_without_status", data, address=places.OWN_PAPERS
        )


def _left(office: Office, partner: int, day: date) -> list[int]:
    """The clients who have nobody with a status then: none while another of the group holds one (L13)."""
    fellows = [each.partner_id for each in doors.group(office.actor, partner, day)]
    held = PartnerStatus.objects.filter(partner__in=fellows, first_day__lte=day).exclude(last_day__lt=day)
    return [] if held.exists() else [client.pk for client in served(office.actor, partner, day)]
