"""Who gets a new ticket by itself. A desk keeps its rules in an order; the first whose conditions all hold decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kabinet.actions.tickets.take import COLLEAGUES
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.records.models import AssignmentRule
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import Placed
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

MOST = 99
NO_CLIENT = Text("Этого клиента вы не обслуживаете", "You do not serve this client")
NO_SYSTEM = Text("У выбранного клиента такой системы нет", "The chosen client has no such system")
NO_SERVICE = Text("Такой услуги в регламенте нет", "The regulation has no such service")
NO_LEVEL = Text("Такого уровня в регламенте нет", "The regulation has no such level")
TOO_MANY = Text(f"Правил уже {MOST}", f"There are {MOST} rules already")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What is None or empty asks nothing. `level` means this level or a more urgent one."""

    client: int | None = None
    system: int | None = None
    service: str = ""
    level: int | None = None


def keep_rule(
    *,
    actor: Actor,
    at: datetime,
    assignee: int,
    conditions: Conditions,
    place: int | None = None,
    key: int | None = None,
) -> AssignmentRule:
    """Adds a rule to the desk's own, or changes the one with `key`; at `place` (from 1), by default the last."""
    faults = list(_faults(actor, assignee, conditions))
    if faults:
        raise Mistaken(faults)
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_RULES) as work:
        rule = _of(work, key) if key else AssignmentRule(organisation=work.organisation, leg=leg_of(actor))
        others = list(_all(work).exclude(pk=rule.pk))
        if len(others) >= MOST:
            raise Mistaken([Fault("assignee", TOO_MANY)])
        rule.client_id, rule.system_id = conditions.client, conditions.system
        rule.service, rule.level = conditions.service, conditions.level
        rule.assignee_id, rule.kept_at = assignee, work.at
        rule.place = min(max(place or len(others) + 1, 1), len(others) + 1)
        rule.save()
        _renumber([*others[: rule.place - 1], rule, *others[rule.place - 1 :]])
        work.record("rule_changed" if key else "rule_added", Placed(place=rule.place), person=assignee)
    return rule


def remove_rule(*, actor: Actor, at: datetime, key: int) -> None:
    """Takes a rule away; those after it move up."""
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_RULES) as work:
        rule = _of(work, key)
        rule.delete()
        _renumber(list(_all(work)))
        work.record("rule_removed", Placed(place=rule.place))


def leg_of(actor: Actor) -> str:
    """Whose new tickets come to the actor's desk."""
    return LegCode.VENDOR if actor.kind is OrgKind.VENDOR else LegCode.CLIENT


def _all(work: OrganisationWork) -> QuerySet[AssignmentRule]:
    return AssignmentRule.objects.filter(organisation=work.organisation).order_by("place", "id")


def _of(work: OrganisationWork, key: int) -> AssignmentRule:
    found = _all(work).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def _renumber(rules: Sequence[AssignmentRule]) -> None:
    for place, rule in enumerate(rules, 1):
        rule.place = place
    AssignmentRule.objects.bulk_update(rules, ["place"])


def _faults(actor: Actor, assignee: int, asked: Conditions) -> Iterator[Fault]:
    leg = law_of(actor).leg(leg_of(actor))
    if assignee not in {contact.person.pk for contact in doors.colleagues(actor)}:
        yield Fault("assignee", COLLEAGUES)
    if (
        asked.client is not None
        and not doors.organisations(actor, OrgKind.CLIENT).filter(pk=asked.client).exists()
    ):
        yield Fault("client", NO_CLIENT)
    elif (
        asked.system is not None
        and not doors.systems(actor, asked.client or 0).filter(pk=asked.system).exists()
    ):
        yield Fault("system", NO_SYSTEM)
    if asked.service and asked.service not in {each.code for each in leg.services}:
        yield Fault("service", NO_SERVICE)
    if asked.level is not None and asked.level not in {each.number for each in leg.levels}:
        yield Fault("level", NO_LEVEL)
