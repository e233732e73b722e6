"""One ticket as its reader has it: fields, clocks, what may be done; what was said, what happened, its files."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from kabinet.actions.notices import wording
from kabinet.actions.tickets.uploads.place import code_of
from kabinet.api import shapes
from kabinet.api.files import files_of
from kabinet.api.operation import Call, Reply
from kabinet.api.said import say
from kabinet.api.shapes import Named
from kabinet.api.ticket_list import named
from kabinet.queries import history
from kabinet.queries.available_acts import Available, available_acts
from kabinet.queries.clock_reading import instant, reading_of
from kabinet.queries.open_place import open_place
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.records.doors.record_types import FactRecord, MessageRecord
from kabinet.regulation.clocks import Clock, ClockName, clause_of
from kabinet.regulation.facts import Side
from kabinet.regulation.pack import FormField, Widget, name_of_value
from kabinet.regulation.ticket.lifecycle import status_of


def opened(call: Call, number: str, *, guest: bool = False) -> TicketView:
    """The ticket, or Closed. As a `guest` a client's participant has the joint talk of a vendor ticket (P5c)."""
    return view_ticket(call.actor, call.at, call.zone, number, guest=guest)


def read_ticket(call: Call, number: str) -> Reply:
    """The whole of it but what was said."""
    view = opened(call, number)
    return Reply(_ticket(view), version=view.ticket.version)


def list_messages(call: Call, number: str) -> Reply:
    """Those of the ticket itself that its reader may hear."""
    view = opened(call, number, guest=True)
    keys = [entry.message for entry in history.index(view) if entry.message is not None]
    files: dict[int, list[UUID]] = {}
    for file in view.files:
        files.setdefault(file.message_id or 0, []).append(file.pk)
    said = [
        _message(view, each, files.get(each.pk, [])) for each in doors.said(view.actor, keys, *view.shown)
    ]
    return Reply(shapes.Messages(said, view.ticket.version), version=view.ticket.version)


def list_history(call: Call, number: str) -> Reply:
    """Every row of the ticket's journal that its reader may see, in the words of its page."""
    view = opened(call, number)
    rows = [fact(view, row) for row in view.entries]
    return Reply(shapes.History(rows, view.ticket.version), version=view.ticket.version)


def fact(view: TicketView, row: FactRecord) -> shapes.Fact:
    """A row in words; its instants are said in the person's zone."""
    return shapes.Fact(
        key=row.pk,
        kind=row.kind,
        sentence=say(wording.of_entry(row, instant=lambda at: _moment(at, view.zone))),
        who=row.actor_name,
        side=row.side,
        audience=row.audience,
        clause=row.clause,
        status=row.status,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        message=row.message_id,
    )


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="minutes")


def _ticket(view: TicketView) -> shapes.Ticket:
    row = view.ticket
    return shapes.Ticket(
        number=row.number,
        leg=row.leg,
        subject=row.subject,
        level=row.level,
        level_words=say(view.leg.level(row.level).name),
        status=row.status,
        status_words=say(status_of(row.status, view.leg).names.read_by(str(view.reader))),
        turn=row.turn,
        turn_since=row.turn_since,
        client=Named(row.client_id, row.client_name),
        partner=Named(row.partner_id, row.partner_name),
        system=named(row.system_id, row.system_name),
        author=Named(row.author_id, row.author_name),
        contact=named(row.contact_id, row.contact_name),
        assignee=named(row.assignee_id, row.assignee_name),
        service=row.service,
        impact=row.impact,
        channel=row.channel,
        regulation=view.pack.number,
        registered_at=row.registered_at,
        first_contact_at=row.first_contact_at,
        answered_at=row.answered_at,
        passed_on_at=row.passed_on_at,
        closed_at=row.closed_at,
        other=view.other.number if view.other is not None else None,
        form=list(_form(view)),
        clocks=list(_clocks(view)),
        acts=[_act(each) for each in available_acts(view)],
        files=files_of(view),
        place=_place(view),
        version=row.version,
    )


def _place(view: TicketView) -> shapes.Place | None:
    found = open_place(view)
    address = f"{settings.PUBLIC_URL}/place/{code_of(found.key)}/" if found else ""
    return shapes.Place(address, found.until, found.message) if found else None


def _form(view: TicketView) -> Iterator[shapes.Said]:
    values = view.ticket.sheet.values
    for each in view.leg.form:
        if (value := values.get(each.code)) not in (None, "", False):
            yield shapes.Said(each.code, say(each.label), str(value), _words(view, each, value))


def _words(view: TicketView, each: FormField, value: str | bool) -> str:
    if value is True or each.widget in (Widget.FILES, Widget.CONFIRM):
        return ""
    found = name_of_value(each, value, view.leg)
    return say(found) if found else str(value)


def _clocks(view: TicketView) -> Iterator[shapes.Clock]:
    """The last run of each, the first to fall due first."""
    runs = {clock.name: clock for clock in view.folded.runs}
    for name in ClockName:
        if (clock := runs.get(name)) is not None:
            yield _clock(view, clock)


def _clock(view: TicketView, clock: Clock) -> shapes.Clock:
    reading = reading_of(clock, view.terms, view.calendar, instant(view.now))
    support = clock.owner is Side.SUPPORT
    owes = view.leg.support if support else view.leg.applicant
    stands = view.stands_still(clock)
    running = "running" if clock.due is not None else "waiting"
    return shapes.Clock(
        clock=clock.name,
        state=str(clock.outcome) if clock.outcome else "stands" if stands else running,
        owes=owes.value,
        due=reading.due,
        left_seconds=reading.left if reading.due and clock.ended is None else None,
        breached=clock.breached is not None and (clock.name, clock.run) not in view.barred,
        clause=clause_of(clock.name, clock.level, view.terms),
    )


def _act(found: Available) -> shapes.Act:
    verdict = found.verdict
    return shapes.Act(
        act=str(found.offer.act),
        way=found.offer.way,
        allowed=found.able,
        later=found.later,
        clause=None if found.able else verdict.clause,
        reason="" if found.able else say(verdict.reason),
        remedy="" if found.able else say(verdict.remedy),
    )


def _message(view: TicketView, said: MessageRecord, files: list[UUID]) -> shapes.Message:
    number = view.number if said.ticket_id == view.ticket.pk else view.neighbour.number
    return shapes.Message(
        key=said.pk,
        ticket=number,
        kind=said.kind,
        audience=said.audience,
        side=said.side,
        author=said.author_name,
        organisation=said.author_organisation,
        text=said.text,
        final=said.final,
        occurred_at=said.occurred_at,
        recorded_at=said.recorded_at,
        files=files,
    )
