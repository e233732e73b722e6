"""The journal: one row an act, and a row for each thing the law did by itself (docs/journal.md)."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from kabinet.actions.bridges.crossing import post_crossing
from kabinet.actions.journal import backdating, barred, clocks, fact_codec, ticket_state
from kabinet.actions.unit.instants import moment
from kabinet.actions.unit.work import Work
from kabinet.actions.webhooks import posting
from kabinet.records.models import JournalEntry, Message
from kabinet.records.security.reach import as_system
from kabinet.regulation import fact_data
from kabinet.regulation.access import Audience
from kabinet.regulation.clocks import DERIVED, Consequence
from kabinet.regulation.fact_data import NOTHING, FactData
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.ticket import rules, system_facts

# The named reason of rows that the law wrote by itself.
BY_LAW = "regulation"


def record(
    work: Work,
    kind: Kind,
    data: FactData = NOTHING,
    *,
    occurred: datetime | None = None,
    audience: Audience | None = None,
    message: Message | None = None,
    clause: str = "",
) -> JournalEntry:
    """Tells what happened, moves the ticket's standing and its clocks, and adds what the law does by itself.

    `data` is what the kind declares (regulation.fact_data), TypeError for what another one does. `occurred` is earlier than
    the act for what is written down late; then the whole ticket is told anew. LookupError for a kind that the program has
    no right to write by itself. Without a `clause` it is that of the rule which guards the fact, if any.
    """
    clause = clause or rules.clause_of(kind, work.leg)
    if work.actor.system is not None and kind not in system_facts.KINDS:
        raise LookupError(f"regulation.system_facts does not say where the program writes {kind}")
    fact = fact_codec.fact(kind, work.side, occurred or work.at, data)
    if backdating.is_late(work, fact):
        return _late(work, fact, data, audience, message, clause)
    if kind is not Kind.REGISTERED:
        work.standing = ticket_state.after(work.standing, fact, work.leg, fact_codec.vendor_turn(data))
    consequences = clocks.step(work, fact)
    entry = _written(work, fact, data, audience, message, clause)
    follow(work, consequences)
    return entry


def _late(
    work: Work, fact: Fact, data: FactData, audience: Audience | None, message: Message | None, clause: str
) -> JournalEntry:
    write([work])
    retold = backdating.retell(work, fact, fact_codec.vendor_turn(data))
    void = tuple(entry.pk for entry in retold.void)
    entry = _written(work, fact, replace(data, void=void), audience, message, clause)
    follow(work, retold.added)
    return entry


def follow(work: Work, consequences: Iterable[Consequence]) -> None:
    """A row for each thing the law did by itself, at its own instant."""
    for consequence in consequences:
        kind = Kind(consequence.kind.value)
        fact = Fact(kind, consequence.at, Side.SYSTEM)
        data = fact_codec.consequence_data(consequence, barred=barred.is_barred(work, consequence))
        _written(work, fact, data, None, None, consequence.clause)


def _written(
    work: Work, fact: Fact, data: FactData, audience: Audience | None, message: Message | None, clause: str
) -> JournalEntry:
    """One more row in hand. `version` counts the rows of the ticket: conflicts.py asks what came after a version."""
    ticket, by_law = work.ticket, fact.kind in DERIVED
    known = (
        {} if by_law or work.actor.system else {"actor_id": work.actor.person, "actor_name": work.actor.name}
    )
    entry = JournalEntry(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        kind=fact.kind,
        side=fact.side if by_law else work.side,
        audience=audience or work.wide,
        actor_organisation="" if by_law else work.organisation,
        system=BY_LAW if by_law else work.actor.system or "",
        occurred_at=moment(fact.at),
        recorded_at=work.at,
        clause=clause,
        status=work.standing.status,
        message=message,
        data=fact_data.row_of(fact.kind, data),
        **known,
    )
    work.rows.append(entry)
    work.unwritten.append(entry)
    ticket.version += 1
    return entry


def write(works: Sequence[Work]) -> None:
    """Puts the rows that are only in hand into the database, at once, in the order in which they were told.

    What the program wrote goes in as the program: the database takes no row without a person from anybody else. Beside them
    stands what programs elsewhere are told of them (webhooks/posting.py), and what crosses to another desk.
    """
    rows = [row for work in works for row in work.unwritten]
    for by_program, told in groupby(rows, key=lambda row: bool(row.system)):
        with as_system(BY_LAW) if by_program else nullcontext():
            JournalEntry.objects.bulk_create(list(told))
    posting.post(rows)
    post_crossing(rows)
    for work in works:
        work.unwritten.clear()
