"""Everything that is kept beside the journal, told anew from it: any difference is a fault somewhere (design 3).

Tickets are read in batches by key, each in one snapshot, so any number of them needs the memory of one batch and acts
may go on meanwhile.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from kabinet.actions.evidence.checking import chain_faults
from kabinet.actions.journal import barred, calendars, clocks, fact_codec, ticket_state, verify_contacts
from kabinet.actions.unit.instants import epoch, moment_or_none
from kabinet.actions.vendor import linked_tickets
from kabinet.records.models import ClockRun, JournalEntry, OrganisationEntry, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import leg_of, terms_of
from kabinet.regulation.clocks import DERIVED, fold
from kabinet.regulation.fact_data import Misfit
from kabinet.regulation.facts import Kind

BATCH = 500
VERIFYING = "verifying the kept clocks"
STANDING = ("status", "turn", "turn_since", "answered_at", "closed_at")


@dataclass(frozen=True, slots=True)
class Difference:
    """`what` of the ticket is kept as `kept`, while its journal tells `told`."""

    number: str
    what: str
    kept: object
    told: object

    def __str__(self) -> str:
        return f"{self.number}: {self.what} is {self.kept}, the journal tells {self.told}"


def verify(*, tickets: Collection[str] | None = None, batch: int = BATCH) -> Iterator[Difference]:
    """Every difference of every ticket, or of those with the given numbers; of all, the organisations' journal as well."""
    after, more = 0, True
    while more:
        found, after = _batch(tickets, after, batch)
        yield from found
        more = after > 0
    if tickets is None:
        with transaction.atomic(), as_system(VERIFYING):
            yield from _of_organisations()


def _of_organisations() -> Iterator[Difference]:
    """Rows whose data are not what their kind declares."""
    rows = OrganisationEntry.objects.order_by("organisation", "id").select_related("organisation")
    for entry in rows.iterator(BATCH):
        for fault in _misfits([entry]):
            yield Difference(entry.organisation.short_name, "journal", entry.kind, fault)


def _batch(numbers: Collection[str] | None, after: int, size: int) -> tuple[list[Difference], int]:
    """The differences of one batch and the last key in it, 0 when there is no further one."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with as_system(VERIFYING):
            chosen = Ticket.objects.filter(pk__gt=after)
            chosen = chosen if numbers is None else chosen.filter(number__in=numbers)
            read = list(
                chosen.select_related(*linked_tickets.BESIDE)
                .defer(*linked_tickets.NOT_IN_FULL)
                .order_by("pk")[:size]
            )
            return list(_differences(read)), read[-1].pk if len(read) == size else 0


def _differences(tickets: Sequence[Ticket]) -> Iterator[Difference]:
    entries: dict[int, list[JournalEntry]] = defaultdict(list)
    runs: dict[int, list[ClockRun]] = defaultdict(list)
    keys = [ticket.pk for ticket in tickets]
    for entry in JournalEntry.objects.filter(ticket__in=keys).order_by("occurred_at", "id"):
        entries[entry.ticket_id].append(entry)
    for run in ClockRun.objects.filter(ticket__in=keys):
        runs[run.ticket_id].append(run)
    for ticket in tickets:
        yield from _of_ticket(ticket, entries[ticket.pk], runs[ticket.pk])
    numbers = {ticket.pk: ticket.number for ticket in tickets}
    for key, broken in chain_faults(keys):
        yield Difference(numbers[key], "chain", "kept", broken)
    legible = [ticket for ticket in tickets if not any(_misfits(entries[ticket.pk]))]
    contacts = verify_contacts.known_of(legible, entries)
    for ticket in legible:
        for fault in verify_contacts.faults(ticket, entries[ticket.pk], contacts):
            yield Difference(ticket.number, *fault)


def _of_ticket(ticket: Ticket, entries: list[JournalEntry], runs: list[ClockRun]) -> Iterator[Difference]:
    if misfits := list(_misfits(entries)):
        yield from (Difference(ticket.number, "journal", len(entries), fault) for fault in misfits)
        return
    try:
        told = _told(ticket, entries)
    except Exception as fault:
        yield Difference(ticket.number, "journal", len(entries), f"{type(fault).__name__}: {fault}")
        return
    for what, value in told.columns.items():
        if (kept := getattr(ticket, what)) != value:
            yield Difference(ticket.number, what, kept, value)
    yield from _of_runs(ticket, runs, told.runs)
    yield from _of_law(ticket, entries, told.consequences)


def _misfits(entries: Iterable[JournalEntry | OrganisationEntry]) -> Iterator[str]:
    """Of every row whose data are not what its kind declares, the first key that is not."""
    for entry in entries:
        try:
            _ = entry.told
        except (Misfit, KeyError) as fault:
            yield str(fault)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the journal says that the columns, the runs and the law's rows should be."""

    columns: dict[str, Any]
    runs: tuple[ClockRun, ...]
    consequences: tuple[fold.Consequence, ...]


def _told(ticket: Ticket, entries: list[JournalEntry]) -> _Told:
    facts = [(fact_codec.fact_of(entry), fact_codec.vendor_turn(entry.told)) for entry in entries]
    first, newer = calendars.lived_under(ticket, entries)
    folded = fold.fold([fact for fact, _ in facts], terms_of(ticket), first, _settled_until(entries), newer)
    stands = ticket_state.replayed(facts, leg_of(ticket))
    without = barred.told(fact_codec.derived(entries))
    acted = [entry for entry in entries if Kind(entry.kind) not in DERIVED]
    return _Told(
        {
            **clocks.kept(folded.clocks),
            **_stands(stands),
            "registered_at": entries[0].occurred_at,
            "last_fact_at": max(entry.occurred_at for entry in acted),
            "passed_on_at": max(
                (row.occurred_at for row in acted if row.kind == Kind.PASSED_ON), default=None
            ),
            "breaches": clocks.breaches(folded.consequences, without),
            "version": len(entries),
        },
        tuple(clocks.run_row(ticket, clock, without) for clock in folded.runs),
        folded.consequences,
    )


def _stands(stands: ticket_state.Standing) -> dict[str, Any]:
    instants = (moment_or_none(each) for each in (stands.turn_since, stands.answered, stands.closed))
    return dict(zip(STANDING, (stands.status, stands.turn, *instants), strict=True))


def _settled_until(entries: list[JournalEntry]) -> int | None:
    """What the law did last is on record, so until then time had passed; later deadlines nobody looked at yet."""
    return max((epoch(entry.occurred_at) + 1 for entry in fact_codec.derived(entries)), default=None)


def _of_runs(ticket: Ticket, rows: list[ClockRun], told: Sequence[ClockRun]) -> Iterator[Difference]:
    kept = {_place(row): _run(row) for row in rows}
    expected = {_place(row): _run(row) for row in told}
    for place in sorted(kept.keys() | expected.keys()):
        if kept.get(place) != expected.get(place):
            yield Difference(ticket.number, " ".join(map(str, place)), kept.get(place), expected.get(place))


def _place(row: ClockRun) -> tuple[str, int]:
    return str(row.name), row.run


def _run(row: ClockRun) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in clocks.RUN_COLUMNS)


def _of_law(
    ticket: Ticket, entries: list[JournalEntry], consequences: Sequence[fold.Consequence]
) -> Iterator[Difference]:
    kept = Counter(fact_codec.sign(entry) for entry in fact_codec.derived(entries))
    told = Counter(fact_codec.sign_of(consequence) for consequence in consequences)
    for sign in sorted((kept - told) | (told - kept), key=str):
        yield Difference(ticket.number, f"row {sign[0]}", kept[sign], f"{told[sign]} at {sign[1]} {sign[2]}")
