"""A known problem is added, changed, taken out of use and brought back; every state of it is kept (P2.3)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from kabinet.actions.problems.texts import LONGEST, texts
from kabinet.actions.tickets.speak import reasoned
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import doors
from kabinet.records.models import KnownProblem, ProblemVersion
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import Numbered
from kabinet.regulation.text import Text

KEPT = (*LONGEST, "audience")
# The same form sent twice: what the same person added with the same words a moment ago is that problem.
AGAIN = timedelta(minutes=10)
OVERTAKEN = Text("Пока вы писали, запись изменили", "The entry was changed while you were writing")
COMPARE = Text(
    "Ваш текст ниже и не потерян. Сравните и сохраните ещё раз", "Your text is below. Compare and save again"
)


class Done(Exception):
    """It is so already: nothing happens and nothing is recorded."""

    def __init__(self, problem: KnownProblem) -> None:
        self.problem = problem


def add_problem(*, actor: Actor, at: datetime, typed: Mapping[str, str], source: str = "") -> KnownProblem:
    """A new problem of the actor's organisation. `source` is the ticket that gave the occasion: its number stays with the
    keeper, nothing else of it goes into the register by itself."""
    occasion = doors.ticket(actor, source).number if source else ""
    try:
        with organisation_act(
            actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_PROBLEM
        ) as work:
            kept = texts(typed, OrgKind(work.organisation.kind))
            _only_once(work, kept)
            problem = _made(work, kept)
            _keep_state(work, problem, "added", source=occasion)
            work.record("problem_added", Numbered(number=problem.number))
            return problem
    except Done as done:
        return done.problem


def change_problem(
    *, actor: Actor, at: datetime, number: str, typed: Mapping[str, str], seen: str = ""
) -> KnownProblem:
    """Other texts. `seen` is the instant (ISO) of the state that the person saw: Invalid("seen") if there is a later one."""
    known = doors.problem(actor, number)
    try:
        with organisation_act(
            actor=actor, at=at, organisation=known.organisation_id, act=Act.KEEP_PROBLEM
        ) as work:
            problem = KnownProblem.objects.get(pk=known.pk)
            _put(problem, texts(typed, OrgKind(work.organisation.kind)), seen)
            _keep_state(work, problem, "changed")
            work.record("problem_changed", Numbered(number=problem.number))
            return problem
    except Done as done:
        return done.problem


def retire_problem(*, actor: Actor, at: datetime, number: str, reason: str) -> KnownProblem:
    """Out of use: it is not offered any more, its address stays. Done already: nothing more happens."""
    return _turned(actor, at, number, "retired", reasoned(reason))


def revive_problem(*, actor: Actor, at: datetime, number: str) -> KnownProblem:
    """Back in use."""
    return _turned(actor, at, number, "revived", "")


def _turned(actor: Actor, at: datetime, number: str, kind: str, reason: str) -> KnownProblem:
    known, retires = doors.problem(actor, number), kind == "retired"
    try:
        with organisation_act(
            actor=actor, at=at, organisation=known.organisation_id, act=Act.KEEP_PROBLEM
        ) as work:
            problem = KnownProblem.objects.get(pk=known.pk)
            if (problem.retired_at is not None) == retires:
                raise Done(problem)
            problem.retired_at = work.at if retires else None
            _keep_state(work, problem, kind, reason)
            work.record(f"problem_{kind}", Numbered(number=problem.number))
            return problem
    except Done as done:
        return done.problem


def _put(problem: KnownProblem, kept: Mapping[str, str], seen: str) -> None:
    changed = [name for name in KEPT if getattr(problem, name) != kept[name]]
    if not changed:
        raise Done(problem)
    if seen and seen != problem.kept_at.isoformat():
        raise Invalid("seen", OVERTAKEN, COMPARE)
    for name in changed:
        setattr(problem, name, kept[name])


def _only_once(work: OrganisationWork, kept: Mapping[str, str]) -> None:
    same = KnownProblem.objects.filter(
        organisation=work.organisation,
        kept_by=work.actor.person,
        added_at__gte=work.at - AGAIN,
        retired_at=None,
        **kept,
    ).first()
    if same is not None:
        raise Done(same)


def _made(work: OrganisationWork, kept: Mapping[str, str]) -> KnownProblem:
    return KnownProblem(
        organisation=work.organisation,
        kept_by_vendor=work.organisation.kind == OrgKind.VENDOR,
        number=_next_number(),
        added_at=work.at,
        **kept,
    )


def _keep_state(
    work: OrganisationWork, problem: KnownProblem, kind: str, reason: str = "", source: str = ""
) -> None:
    problem.kept_by_id, problem.kept_at = work.actor.person, work.at
    problem.save()
    contents: dict[str, Any] = {name: getattr(problem, name) for name in KEPT}
    ProblemVersion.objects.create(
        problem=problem,
        organisation=work.organisation,
        kind=kind,
        contents=contents,
        reason=reason,
        source=source,
        person_id=work.actor.person,
        person_name=work.actor.name,
        at=work.at,
    )


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('known_problem_number')")
        return f"K-{cursor.fetchone()[0]}"
