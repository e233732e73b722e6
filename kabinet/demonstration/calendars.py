"""The production calendar as its keeper left it: one invented correction published, another being prepared."""

from datetime import date, datetime, timedelta

from kabinet.actions.regulation.calendar import import_year, publish
from kabinet.actions.unit.instants import epoch
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.stage import actor_of
from kabinet.records.versions.calendars import newest_calendar, years_of_version
from kabinet.regulation.working_time.years import Year, written, year

KEEPER = "shulgin"
TITLE = "Пример: ещё один нерабочий день"


def calendars(cast: Cast) -> None:
    """A day at the end of next year is free by the calendar in force; a near one would be by the draft."""
    at = cast.world.morning(-6) + timedelta(hours=2)
    far = _free(date(at.year + 1, 12, 30))
    key = _imported(cast, at, far)
    actor = actor_of(cast.world, KEEPER, epoch(at))
    publish(actor=actor, at=at, draft=key, seen=newest_calendar().code)
    _imported(cast, cast.world.morning(-1), _free(cast.world.day(5)))


def _imported(cast: Cast, at: datetime, day: date) -> int:
    """The key of the draft in which `day` is free."""
    raw = written(_in_force(day.year)).splitlines()
    kept = "\n".join(line for line in raw if f'd="{day:%m.%d}"' not in line)
    corrected = kept.replace("</days>", f'<day d="{day:%m.%d}" t="1"/></days>')
    draft = import_year(
        actor=actor_of(cast.world, KEEPER, epoch(at)),
        at=at,
        raw=corrected.encode(),
        number="0000",
        day=at.date(),
        title=TITLE,
    )
    return int(draft.pk)


def _free(day: date) -> date:
    """The working day at or before `day`."""
    while not _in_force(day.year).works(day):
        day -= timedelta(days=1)
    return day


def _in_force(number: int) -> Year:
    return year(number, years_of_version(newest_calendar().code))
