"""Known problems, reports of refused registrations and violations: through their acts, at their own instants."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from kabinet.actions.organisations.oversight.reports import answer_report, report_refusal
from kabinet.actions.organisations.oversight.violations import (
    answer_violation,
    register_violation,
    withdraw_violation,
)
from kabinet.actions.problems.keep import add_problem, change_problem, retire_problem
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.stage import actor_of
from kabinet.demonstration.tables import table
from kabinet.demonstration.world import World
from kabinet.records.lists.compliance import Period
from kabinet.records.lists.oversight.deadlines import DeadlinesWanted, list_deadlines
from kabinet.records.lists.oversight.narrowing import Narrowed
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import LEVELS

AUDITOR = "lapteva"
TEXTS = ("title", "text", "workaround", "product", "affected", "fixed_in", "audience")
LOOKED_BACK, FEW = timedelta(days=60), 4
Row = Mapping[str, Any]


class Deed(NamedTuple):
    """One act of one person, so many days from the day of building."""

    day: int
    login: str
    act: Callable[..., Any]
    given: Mapping[str, Any]


def oversight(cast: Cast) -> None:
    """In the order of the tables; needs a transaction."""
    rows = table("oversight")
    for row in rows["problem"]:
        _problem(cast.world, row)
    reports = [_report(cast.world, row) for row in rows["report"]]
    for row in rows["violation"]:
        _violation(cast.world, row, reports)


def _problem(world: World, row: Row) -> None:
    typed = {name: row[name] for name in TEXTS}
    made = _done(world, Deed(row["day"], row["by"], add_problem, {"typed": typed}))
    for deed in _afterwards(row, typed):
        _done(world, Deed(deed.day, deed.login, deed.act, {**deed.given, "number": made.number}))


def _afterwards(row: Row, typed: Row) -> Iterator[Deed]:
    if changed := row.get("changed"):
        now = {**typed, **{name: changed[name] for name in TEXTS if name in changed}}
        yield Deed(changed["day"], changed["by"], change_problem, {"typed": now})
    if retired := row.get("retired"):
        yield Deed(retired["day"], retired["by"], retire_problem, {"reason": retired["reason"]})


def _report(world: World, row: Row) -> int:
    """The key of the report."""
    given = {
        "partner": world.organisation[row["partner"]],
        "occurred_on": world.day(row["day"]),
        "text": row["text"],
    }
    made = _done(world, Deed(row["day"], row["client"], report_refusal, given))
    if said := row.get("answered"):
        answer = {"report": made.pk, "text": said["text"]}
        _done(world, Deed(said["day"], said["by"], answer_report, answer))
    return int(made.pk)


def _violation(world: World, row: Row, reports: list[int]) -> None:
    partner, day = world.organisation[row["partner"]], row["registered"]
    given = {
        "partner": partner,
        "clause": row["clause"],
        "occurred_on": world.day(row["day"]),
        "text": row["text"],
        "evidence": row.get("evidence", ""),
        "report": reports[row["report"]] if "report" in row else None,
        "tickets": _missed(world, partner, row["missed"], day) if "missed" in row else (),
    }
    if "missed" in row and not given["tickets"]:
        return  # a world of few tickets, in which this partner missed nothing
    made = _done(world, Deed(day, AUDITOR, register_violation, given))
    if said := row.get("answer"):
        answer = {"violation": made.pk, "text": said["text"]}
        _done(world, Deed(said["day"], said["by"], answer_violation, answer))
    if taken := row.get("withdrawn"):
        reason = {"violation": made.pk, "reason": taken["reason"]}
        _done(world, Deed(taken["day"], AUDITOR, withdraw_violation, reason))


def _missed(world: World, partner: int, clock: str, day: int) -> list[str]:
    """Numbers of the tickets behind the figure that the auditor looks at."""
    at = world.morning(day)
    wanted = DeadlinesWanted(
        duties=tuple((LegCode.CLIENT, clock, level) for level in LEVELS),
        period=Period(at - LOOKED_BACK, at),
        narrowed=Narrowed(partner=partner),
    )
    found, _after = list_deadlines(_who(world, AUDITOR, at), wanted, size=FEW)
    return list(dict.fromkeys(each.row.number for each in found))


def _done(world: World, deed: Deed) -> Any:
    """At eleven o'clock of that day, but never after the end."""
    at = min(world.morning(deed.day) + timedelta(hours=2), world.at)
    return deed.act(actor=_who(world, deed.login, at), at=at, **deed.given)


def _who(world: World, login: str, at: datetime) -> Actor:
    return actor_of(world, login, int(at.timestamp()))
