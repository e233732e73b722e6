"""A desk's order of call: who is told first of a critical ticket at night, and who when nobody answers."""

from collections.abc import Sequence
from datetime import datetime

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
from kabinet.regulation.text import Text

__all__ = ["LONGEST", "MINUTES", "MOST", "keep_step", "remove_step"]

MOST = 10
TWICE = Text("Этот человек уже есть в порядке вызова", "This person is in the order of call already")
BOUNDS = Text(f"От 1 до {LONGEST} минут", f"From 1 to {LONGEST} minutes")
TOO_MANY = Text(
    f"В порядке вызова уже {MOST} человек", f"There are {MOST} people in the order of call already"
)


def keep_step(
    *, actor: Actor, at: datetime, person: int, minutes: int, place: int | None = None, key: int | None = None
) -> OnCallStep:
    """Adds somebody to the order of the actor's desk, or changes the step with `key`; at `place` (from 1), by default the
    last. Calls that run go on by the order as it then is."""
    faults = list(_faults(actor, person, minutes))
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
