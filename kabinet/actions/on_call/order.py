"""A desk's order of call: who is told first of a critical ticket at night, and who when nobody answers."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet

from kabinet.actions.desk.rules import leg_of
from kabinet.actions.tickets.take import COLLEAGUES
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.records.models import OnCallStep
from kabinet.records.models.on_call import LONGEST, MINUTES
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import Placed
from kabinet.regulation.organisation.duty import EVERY_DAY
from kabinet.regulation.text import Text

__all__ = ["LONGEST", "MINUTES", "MOST", "Days", "keep_step", "remove_step"]

MOST = 10
TWICE = Text("Этот человек уже есть в порядке вызова", "This person is in the order of call already")
BOUNDS = Text(f"От 1 до {LONGEST} минут", f"From 1 to {LONGEST} minutes")
WHOLE = Text(
    "Укажите и кто заменяет, и с какого по какой день, или ничего из этого",
    "Say who stands in, and from which day until which, or none of it",
)
LATER = Text("Последний день раньше первого", "The last day is before the first")
SELF = Text("Заменяет кто-то другой", "Somebody else stands in")
TOO_MANY = Text(
    f"В порядке вызова уже {MOST} человек", f"There are {MOST} people in the order of call already"
)


@dataclass(frozen=True, slots=True)
class Days:
    """On which days of the week somebody has duty, 0 for Monday; none: on each. And who is called instead, from when until
    when, both days included: all three or none."""

    of_week: Collection[int] = ()
    stand_in: int | None = None
    away_from: date | None = None
    away_until: date | None = None

    @property
    def mask(self) -> int:
        """A bit each."""
        return sum(1 << day for day in {*self.of_week}) or EVERY_DAY


ALWAYS: Final = Days()


def keep_step(
    *,
    actor: Actor,
    at: datetime,
    person: int,
    minutes: int,
    place: int | None = None,
    key: int | None = None,
    days: Days = ALWAYS,
) -> OnCallStep:
    """Adds somebody to the order of the actor's desk, or changes the step with `key`; at `place` (from 1), by default the
    last. Calls that run go on by the order as it then is."""
    faults = [*_faults(actor, person, minutes), *_faults_of_days(actor, person, days)]
    if faults:
        raise Mistaken(faults)
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_ON_CALL) as work:
        step = _of(work, key) if key else OnCallStep(organisation=work.organisation, leg=leg_of(actor))
        others = list(_all(work).exclude(pk=step.pk))
        if len(others) >= MOST:
            raise Mistaken([Fault("person", TOO_MANY)])
        if any(each.person_id == person for each in others):
            raise Mistaken([Fault("person", TWICE)])
        step.person_id, step.minutes, step.kept_at = person, minutes, work.at
        step.days, step.stand_in_id = days.mask, days.stand_in
        step.away_from, step.away_until = days.away_from, days.away_until
        step.place = min(max(place or len(others) + 1, 1), len(others) + 1)
        step.save()
        _renumber([*others[: step.place - 1], step, *others[step.place - 1 :]])
        work.record("on_call_changed" if key else "on_call_added", Placed(place=step.place), person=person)
    return step


def remove_step(*, actor: Actor, at: datetime, key: int) -> None:
    """Takes somebody out of the order; those after them move up."""
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_ON_CALL) as work:
        step = _of(work, key)
        step.delete()
        _renumber(list(_all(work)))
        work.record("on_call_removed", Placed(place=step.place), person=step.person_id)


def _all(work: OrganisationWork) -> QuerySet[OnCallStep]:
    return OnCallStep.objects.filter(organisation=work.organisation).order_by("place", "id")


def _of(work: OrganisationWork, key: int) -> OnCallStep:
    found = _all(work).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def _renumber(steps: Sequence[OnCallStep]) -> None:
    for place, step in enumerate(steps, 1):
        step.place = place
    OnCallStep.objects.bulk_update(steps, ["place"])


def _faults(actor: Actor, person: int, minutes: int) -> list[Fault]:
    found = []
    if person not in {contact.person.pk for contact in doors.colleagues(actor)}:
        found.append(Fault("person", COLLEAGUES))
    if not 1 <= minutes <= LONGEST:
        found.append(Fault("minutes", BOUNDS))
    return found


def _faults_of_days(actor: Actor, person: int, days: Days) -> Iterator[Fault]:
    said = (days.stand_in, days.away_from, days.away_until)
    if all(each is None for each in said):
        return
    if days.stand_in is None or days.away_from is None or days.away_until is None:
        yield Fault("stand_in", WHOLE)
        return
    if days.stand_in == person:
        yield Fault("stand_in", SELF)
    elif days.stand_in not in {contact.person.pk for contact in doors.colleagues(actor)}:
        yield Fault("stand_in", COLLEAGUES)
    if days.away_until < days.away_from:
        yield Fault("away_until", LATER)
