"""The calendars that a ticket has lived under: that of its registration, and each that reached it by an explicit act."""

from collections.abc import Sequence

from kabinet.records.models import JournalEntry, Ticket
from kabinet.records.versions import calendar_of, terms_of
from kabinet.records.versions.calendars import working_time
from kabinet.regulation.fact_data.tickets import CalendarChanged
from kabinet.regulation.facts import Kind
from kabinet.regulation.working_time import Calendar


def lived_under(ticket: Ticket, entries: Sequence[JournalEntry]) -> tuple[Calendar, list[Calendar]]:
    """The calendar of the registration and the later ones, in order; `entries` are the ticket's facts as they occurred."""
    changed = [entry.told_as(CalendarChanged) for entry in entries if entry.kind == Kind.CALENDAR_CHANGED]
    if not changed:
        return calendar_of(ticket), []
    hours = terms_of(ticket).hours
    newer = [working_time(hours, each.calendar) for each in changed]
    return working_time(hours, changed[0].calendar_from), newer
