"""A fact of the program's own on a ticket that nobody asked about: written if the ticket's life knows it, else passed over.

What the program may write, and in which statuses, is a table of the law (regulation.system_facts); a version of the
regulation that forgets one is not published. What is left are tickets under versions older than that rule: they hold back
nobody else.
"""

import logging
from typing import Any

from kabinet.actions.journal.entries import record
from kabinet.actions.unit.work import Work
from kabinet.regulation.fact_data import NOTHING, FactData
from kabinet.regulation.facts import Kind
from kabinet.regulation.ticket import lifecycle

log = logging.getLogger(__name__)


def knows(work: Work, kind: Kind) -> bool:
    """Whether the program can write such a fact in the status of the ticket in hand."""
    return lifecycle.allows(work.standing.status, kind, work.leg, system=work.actor.system is not None)


def first(work: Work, *kinds: Kind) -> Kind | None:
    """The first of `kinds` that can be written."""
    return next((kind for kind in kinds if knows(work, kind)), None)


def write(work: Work, kind: Kind | None, data: FactData = NOTHING, **more: Any) -> bool:
    """Records it as `journal.record` does; False when the ticket was passed over, which the log tells."""
    if kind is not None and knows(work, kind):
        record(work, kind, data, **more)
        return True
    log.warning("%s in the status %s is passed over: %s", work.ticket.number, work.standing.status, kind)
    return False
