"""The corner of the side: the reader's own time of day and what is left of the working day."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.shell import DayTime
from kabinet.regulation.working_time import Calendar


def of_day(at: datetime, zone: ZoneInfo, calendar: Calendar) -> DayTime:
    """Now in the reader's `zone`; what is left of today's working time is the law's `calendar`, in its own zone."""
    done, whole = _today(at, calendar)
    return DayTime(
        clock=moments.clock(at, zone),
        date=f"{moments.weekday(at.astimezone(zone).date(), at.astimezone(zone).date())}, {moments.zone_name(at, zone)}",
        words=_words(at, zone, calendar, whole - done),
        percent=100 * done // whole if whole else None,
    )


def _today(at: datetime, calendar: Calendar) -> tuple[int, int]:
    """Seconds of working time that are over today, and all of today's, by the calendar's own midnight."""
    midnight = datetime.combine(at.astimezone(calendar.zone).date(), time(), calendar.zone)
    first, last = (int(moment.timestamp()) for moment in (midnight, midnight + timedelta(days=1)))
    return calendar.worked(first, int(at.timestamp())), calendar.worked(first, last)


def _words(at: datetime, zone: ZoneInfo, calendar: Calendar, left: int) -> str:
    instant = int(at.timestamp())
    if calendar.is_open(instant):
        return _("рабочее время, ещё %(left)s") % {"left": amounts.hours(left)}
    opens = moments.by(calendar.local(calendar.next_open(instant)), at, zone)
    return _("нерабочее время %(until)s") % {"until": opens}
