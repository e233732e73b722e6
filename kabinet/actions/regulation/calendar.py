"""The production calendar: a year is prepared, compared, published; open tickets follow only when somebody says so."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from kabinet.actions.notices import subjects
from kabinet.actions.regulation import calendar_follow, calendar_shift, draft_limit
from kabinet.actions.regulation.calendar_follow import Followed
from kabinet.actions.regulation.calendar_shift import Shift
from kabinet.actions.unit import permission
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors
from kabinet.records.models import CalendarVersion, Organisation, OrganisationEntry, VersionDraft
from kabinet.records.security.reach import as_system
from kabinet.records.versions import day_of, law_of
from kabinet.records.versions.calendars import code_of, newest_calendar, years_of_version
from kabinet.regulation.access import Act, Actor, Case, OrgKind, Role
from kabinet.regulation.fact_data.organisations import CalendarApplied, CalendarPublished
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.visible import clean
from kabinet.regulation.working_time.explanation import Change, changes
from kabinet.regulation.working_time.years import Decree, Year, content_of, imported, table_of, year, year_of

AT_ONCE = 200  # tickets that follow within the act itself; the worker brings it to the others
SAME = Text("Календарь ничем не отличается от действующего", "The calendar is the one in force")
OTHERWISE = Text("Загрузите другой файл", "Import another file")
MEANWHILE = Text("Тем временем опубликован другой календарь", "Another calendar was published meanwhile")
LOOK_AGAIN = Text("Посмотрите изменения ещё раз и опубликуйте", "Look at the changes again, then publish")
LATER = Text("Уже опубликован более поздний календарь", "A later calendar is published already")
APPLY_IT = Text("Применяют последний: откройте его", "The latest one is applied: open it")
PAST = Text("Закончившийся год не меняют: по нему сроки уже сочтены", "A year that is over is not changed")


def import_year(
    *, actor: Actor, at: datetime, raw: bytes, number: str, day: date, title: str
) -> VersionDraft:
    """A year from a file, official by the decree with this number, day and title: kept as a draft, nothing follows it.

    Invalid for a file that is no calendar, or equal to the one in force; Refused for whoever may not.
    """
    allowed(actor, at)
    try:
        read = imported(raw, Decree(clean(number), day, clean(title)))
    except Unlawful as fault:
        raise Invalid("file", fault.text, OTHERWISE) from fault
    if read.number < whole(at).year:
        raise Invalid("file", PAST, OTHERWISE)
    if not differences(read):
        raise Invalid("file", SAME, OTHERWISE)
    draft_limit.require_room(VersionDraft.Kind.CALENDAR, "file")
    return VersionDraft.objects.create(
        kind=VersionDraft.Kind.CALENDAR,
        base=newest_calendar().code,
        content=table_of(read),
        note=clean(title),
        person_id=actor.person,
        saved_at=whole(at),
    )


def discard(*, actor: Actor, at: datetime, draft: int) -> None:
    """Throws a draft away."""
    allowed(actor, at)
    drafts(actor, draft).delete()


def publish(*, actor: Actor, at: datetime, draft: int, seen: str) -> CalendarVersion:
    """From now on tickets are registered under it; those that are open keep theirs.

    `seen` is the version with which the person compared; Invalid when another one was published meanwhile.
    """
    with organisation_act(actor=actor, at=at, organisation=_vendor(), act=Act.PUBLISH_CALENDAR) as work:
        prepared = drafts(actor, draft)
        newest = newest_calendar()
        if seen != newest.code:
            raise Invalid("seen", MEANWHILE, LOOK_AGAIN)
        version = _published(work, year_of(prepared.content), newest)
        prepared.delete()
        return version


def apply(*, actor: Actor, at: datetime, version: int) -> Followed:
    """The explicit act by which open tickets follow the latest version; what became of those that followed at once (the
    worker goes on). A second press finds nothing left to do. Invalid for a version that is not the latest any more."""
    try:
        with organisation_act(actor=actor, at=at, organisation=_vendor(), act=Act.APPLY_CALENDAR) as work:
            return _applied(work, calendar(actor, version))
    except _NothingBehind:
        return Followed()


class _NothingBehind(Exception):
    """There is no open ticket under an earlier calendar: nothing is done, so nothing is recorded."""


def _applied(work: OrganisationWork, row: CalendarVersion) -> Followed:
    if newest_calendar().pk != row.pk:
        raise Invalid("version", LATER, APPLY_IT)
    if not calendar_shift.waiting(row):
        raise _NothingBehind
    done = calendar_follow.follow(at=work.at, version=row, limit=AT_ONCE, together=True)
    said = CalendarApplied(calendar=row.code, day=_day(row.published_on), count=done.taken + done.left)
    work.record("calendar_applied", said)
    return done


def go_on(*, at: datetime, limit: int = AT_ONCE) -> Followed:
    """What the act of applying left over: for a job that comes by the minute."""
    with transaction.atomic(), as_system(calendar_shift.CALENDAR):
        row = applied()
    return calendar_follow.follow(at=at, version=row, limit=limit) if row else Followed()


def applied() -> CalendarVersion | None:
    """The version that open tickets were last told to follow; needs the whole reach."""
    order = OrganisationEntry.objects.filter(kind="calendar_applied").order_by("-id").first()
    return (
        CalendarVersion.objects.filter(code=order.told_as(CalendarApplied).calendar).first()
        if order
        else None
    )


def is_applied(version: int) -> bool:
    """Whether open tickets were told to follow this version: those that are behind follow by themselves."""
    with transaction.atomic(), as_system(calendar_shift.CALENDAR):
        found = applied()
    return found is not None and found.pk == version


def preview(prepared: Year, at: datetime) -> Shift:
    """What publishing and then applying would do to the open tickets."""
    newest = newest_calendar()
    years = {**years_of_version(newest.code), prepared.number: prepared}
    return calendar_shift.shift(years, code_of(years, newest.code), at)


def shift_to(code: str, at: datetime) -> Shift:
    """What applying a published version would do to the open tickets under earlier ones."""
    return calendar_shift.shift(years_of_version(code), code, at)


def differences(prepared: Year) -> list[Change]:
    """What differs from the calendar in force, which is computed for a year without an official table."""
    present = year(prepared.number, years_of_version(newest_calendar().code))
    found = changes(present, prepared)
    return found or ([] if present.decree == prepared.decree else _official(prepared))


def calendar(actor: Actor, key: int) -> CalendarVersion:
    """A version on record, or Closed."""
    found = CalendarVersion.objects.defer("content").filter(pk=key).first()
    if found is None:
        raise doors.Closed
    return found


def drafts(actor: Actor, key: int) -> VersionDraft:
    """A draft of a calendar, or Closed."""
    found = VersionDraft.objects.filter(kind=VersionDraft.Kind.CALENDAR, pk=key).first()
    if found is None:
        raise doors.Closed
    return found


def allowed(actor: Actor, at: datetime) -> None:
    """Refused for whoever does not keep the calendar."""
    case = Case(today=day_of(actor, at))
    permission.require(actor, Act.PUBLISH_CALENDAR, case, law_of(actor))


def _official(prepared: Year) -> list[Change]:
    """No day differs, but what was computed is official now."""
    first = date(prepared.number, 1, 1)
    unofficial, official = Text("неофициальный год", "unofficial year"), Text("официальный", "official")
    return [Change(first, unofficial, official, counts=False)]


def _published(work: OrganisationWork, prepared: Year, newest: CalendarVersion) -> CalendarVersion:
    years = {**years_of_version(newest.code), prepared.number: prepared}
    found = differences(prepared)
    if not found:
        raise Invalid("seen", SAME, OTHERWISE)
    code = code_of(years, newest.code)
    day = day_of(work.actor, work.at)
    row = CalendarVersion.objects.create(
        code=code,
        published_on=day,
        digest=code.removeprefix("ru-"),
        content=content_of(years),
        note=_note(prepared),
    )
    said = CalendarPublished(
        year=prepared.number,
        calendar=code,
        decree=prepared.decree.number if prepared.decree else "",
        decreed=_day(prepared.decree.date) if prepared.decree else "",
        count=sum(each.counts for each in found),
    )
    work.record("calendar_published", said)
    work.tell(_heads(), "calendar_published", said, about=subjects.CALENDAR)
    return row


def _heads() -> Iterable[int]:
    """The organisational contacts of every partner: their deadlines are counted by it."""
    partners = Organisation.objects.filter(kind=OrgKind.PARTNER).values_list("pk", flat=True)
    return {person for partner in partners for person in staff_of(partner, Role.ORGANISATIONAL_CONTACT)}


def _note(prepared: Year) -> str:
    """The decree as the version keeps it: number, day, and the title that was typed."""
    decree = prepared.decree
    return f"№ {decree.number}, {_day(decree.date)}: {decree.title}" if decree else ""


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _vendor() -> int:
    with as_system(calendar_shift.CALENDAR):
        return Organisation.objects.values_list("pk", flat=True).get(kind=OrgKind.VENDOR)
