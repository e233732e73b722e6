"""Each ticket in its own savepoint: what is refused for one leaves the others as they are done."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.pages.desk.bulk.acts import BulkAct
from kabinet.pages.desk.bulk.picks import Pick
from kabinet.pages.tickets import conflict, idempotency
from kabinet.pages.ui.citations import Cited, cited_rule, spoken
from kabinet.records import doors
from kabinet.regulation.access import Actor


class Reason(NamedTuple):
    """Why the act was not done on a ticket."""

    reason: str
    remedy: str
    clause: Cited


class Outcome(NamedTuple):
    """One ticket after the act: done, refused for a reason, changed by others meanwhile, or not there."""

    number: str
    reason: Reason | None = None
    changed: tuple[conflict.Happened, ...] = ()
    gone: bool = False

    @property
    def done(self) -> bool:
        return self.reason is None and not self.changed and not self.gone


def run(
    actor: Actor, at: datetime, act: BulkAct, picks: Iterable[Pick], given: Mapping[str, Any], drawn: str
) -> list[Outcome]:
    """The act on each. `drawn` names the second at which the form was drawn: sent twice, it is done once."""
    return [_one(actor, at, act, pick, given, drawn) for pick in picks]


def _one(
    actor: Actor, at: datetime, act: BulkAct, pick: Pick, given: Mapping[str, Any], drawn: str
) -> Outcome:
    try:
        with transaction.atomic():
            ticket = act.does(actor=actor, at=at, number=pick.number, version=pick.version, **given)
            idempotency.only(actor, ticket, drawn)
    except idempotency.Twice:
        pass
    except doors.Closed:
        return Outcome(pick.number, gone=True)
    except Conflict as clash:
        if not idempotency.done(actor, pick.number, act.act, drawn):
            return Outcome(pick.number, changed=tuple(conflict.happened_meanwhile(clash)))
    except Refused as refused:  # by hand: of many tickets each for itself
        if not idempotency.done(actor, pick.number, act.act, drawn):
            return Outcome(pick.number, reason=_why(refused))
    return Outcome(pick.number)


def _why(refused: Refused) -> Reason:
    verdict = refused.verdict
    return Reason(spoken(verdict.reason), spoken(verdict.remedy), cited_rule(verdict.clause))
