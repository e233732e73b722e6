"""A partner's status: granted, changed from candidate to competence centre, withdrawn with a reason (L12a, L12b, L17b)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork, work_rights
from kabinet.actions.organisations.papers.work_rights import Change
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors
from kabinet.records.models import PartnerStatus
from kabinet.records.versions import day_of
from kabinet.regulation.access import Act, Actor, OrgKind, StatusWithdrawal
from kabinet.regulation.fact_data.organisations import StatusGranted, StatusWithdrawn
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

DAY = timedelta(days=1)
UNKNOWN = Text("Такого статуса в регламенте нет", "The regulation has no such status")
LIST = Text("Выберите статус из списка", "Choose a status of the list")
HELD = Text("В эти дни статус уже есть", "There is a status on these days already")
OTHER_DAYS = Text(
    "Выберите другие дни или сначала снимите статус", "Choose other days, or withdraw the status first"
)
ENDED = Text("К этому дню статус уже закончится", "The status will have ended by that day")
STAYS = Text(
    "с обращениями вы работаете и дальше: статус есть у другого участника вашей группы",
    "you go on working on tickets: another member of your group holds a status",
)
READING = Text("с этого дня можно только читать", "from then on you only read")


def grant_status(
    *, actor: Actor, at: datetime, partner: int, status: str, first_day: date, last_day: date | None = None
) -> PartnerStatus:
    """From `first_day` on. A status of the other kind that is held then ends the day before: candidate becomes centre."""
    with organisation_act(actor=actor, at=at, organisation=partner, act=Act.GRANT_STATUS) as work:
        names = work.pack.entitlement.partner_statuses if work.pack.entitlement else {}
        if work.organisation.kind != OrgKind.PARTNER or status not in names:
            raise Invalid("status", UNKNOWN, LIST)
        paperwork.in_order(first_day, last_day)
        with work_rights.changing(work, _granted(work), work_rights.of(partner)) as found:
            former = _made_room(partner, status, first_day)
            with paperwork.held_true("first_day", HELD, OTHER_DAYS):
                made = PartnerStatus.objects.create(
                    partner_id=partner, status=status, first_day=first_day, last_day=last_day
                )
        data = StatusGranted(
            status=names[status],
            former=names[former] if former else None,
            day=day_said(first_day),
            until=paperwork.until(last_day),
        )
        _tell_granted(work, "status_changed" if former else "status_granted", data, found)
        return made


def withdraw_status(*, actor: Actor, at: datetime, status: int, from_day: date, reason: str) -> PartnerStatus:
    """No status from `from_day` on, today at the earliest: from then on the partner only reads (L12b, L17b)."""
    known = doors.status(actor, status)
    reason = clean_reason(reason)
    with organisation_act(
        actor=actor,
        at=at,
        organisation=known.partner_id,
        act=Act.WITHDRAW_STATUS,
        typed=StatusWithdrawal(reason_given=bool(reason)),
    ) as work:
        row = PartnerStatus.objects.select_for_update().get(pk=status)
        earliest = max(day_of(work.actor, work.at), row.first_day + DAY)
        paperwork.not_before("from_day", from_day, earliest)
        if row.last_day is not None and row.last_day < from_day:
            raise Invalid("from_day", ENDED, paperwork.LATER)
        with work_rights.changing(work, _ended(work), work_rights.of(row.partner_id)) as found:
            row.last_day, row.end_reason = from_day - DAY, reason
            row.save(update_fields=["last_day", "end_reason"])
        _tell_withdrawn(work, row, from_day, found)
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


def _tell_granted(work: OrganisationWork, kind: str, data: StatusGranted, found: list[Change]) -> None:
    """The partner's leads; all of its people when the status changes what they may do."""
    partner = work.organisation.pk
    lost, gained = work_rights.loses(found, partner), work_rights.gains(found, partner)
    data = replace(data, lost=str(lost.day), after=_no_more(lost)) if lost else data
    work.record(kind, data, clause="L12a")
    told = staff_of(partner, *(paperwork.EVERYBODY if lost or gained else paperwork.LEADS))
    work.tell(told, kind, data, about=subjects.OWN_PAPERS)


def _tell_withdrawn(work: OrganisationWork, row: PartnerStatus, from_day: date, found: list[Change]) -> None:
    """The partner's people are told that they only read from then on, or its leads why work goes on all the same."""
    lost = work_rights.loses(found, row.partner_id)
    data = StatusWithdrawn(
        day=day_said(from_day),
        reason=row.end_reason,
        partner=work.organisation.short_name,
        meaning=_meaning(lost, from_day),
        lost=str(lost.day) if lost else "",
    )
    work.record("status_withdrawn", data, clause="L17b")
    told = staff_of(row.partner_id, *(paperwork.EVERYBODY if lost else paperwork.LEADS))
    work.tell(told, "status_withdrawn", data, about=subjects.OWN_PAPERS)


def _meaning(lost: Change | None, from_day: date) -> Text:
    if lost is None:
        return STAYS
    if lost.day == from_day:
        return READING
    words = day_said(lost.day)
    return Text(
        f"пока с обращениями можно работать, с {words.ru} — только читать",
        f"you go on working on tickets for now, and only read from {words.en}",
    )


def _no_more(lost: Change) -> Text:
    """A status that is shorter than the one it takes the place of."""
    words = day_said(lost.day)
    return Text(f". С {words.ru} можно только читать", f". From {words.en} you only read")


def _granted(work: OrganisationWork) -> Text:
    name = work.organisation.short_name
    return Text(f"изменился статус партнёра «{name}»", f"the status of {name} changed")


def _ended(work: OrganisationWork) -> Text:
    name = work.organisation.short_name
    return Text(f"статус партнёра «{name}» снят", f"the status of {name} is withdrawn")
