"""One ticket's life told to the law: each fact moves the standing and one step of the clocks, as an act does it.

What comes out is what the acts would have kept: the law's own rows at their instants, every run, the columns of the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from bench.pages.world import Party, Person
from kabinet.actions.journal import fact_codec, ticket_state
from kabinet.actions.journal.clocks import breaches
from kabinet.records.versions import terms
from kabinet.regulation import fact_data
from kabinet.regulation.clocks import Clock, Clocks, Consequence, fold
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.pack import Leg, pack
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time import Calendar, calendar_of

PACK = "corp_4_0"
WIDE = {"client": "public", "vendor": "vendor_leg"}
NARROW = {"client": "partner", "vendor": "vendor"}
MOST = 512  # rows of one kind that a ticket can have
LINKED, BY_LAW = "linked ticket", "regulation"


@dataclass(slots=True)
class Said:
    """A message to be; `place` is its number within the ticket."""

    place: int
    kind: str
    at: int
    who: Person
    organisation: str
    side: str
    audience: str
    text: str
    final: bool = False
    relayed_from: int | None = None


@dataclass(slots=True)
class Entry:
    """A row of the journal to be."""

    kind: Kind
    side: Side
    at: int
    recorded: int
    audience: str
    status: str
    data: Mapping[str, Any]
    clause: str = ""
    who: Person | None = None
    organisation: str = ""
    system: str = ""
    said: Said | None = None


@dataclass(slots=True)
class Life:
    """A ticket under way. `key` and `number` are its own, `author` wrote it, `assignee` works on it."""

    leg_code: str
    key: int
    number: str
    client: Party
    partner: Party
    support: Party
    author: Person
    level: int
    subject: str
    origin: "Life | None" = None
    assignee: Person | None = None
    clocks: Clocks = field(default_factory=Clocks)
    stands: ticket_state.Standing | None = None
    breaches: int = 0
    passed_on: int | None = None
    vendor_status: str = ""
    last: int = 0
    runs: dict[tuple[str, int], Clock] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    messages: list[Said] = field(default_factory=list)

    @property
    def leg(self) -> Leg:
        return pack(PACK).leg(self.leg_code)

    @property
    def terms(self) -> Terms:
        return terms_for(self.leg_code, self.client.agreed)

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.terms.hours)

    @property
    def status(self) -> str:
        return self.stands.status if self.stands else ""

    @property
    def is_open(self) -> bool:
        return self.stands is not None and self.stands.closed is None

    def tell(
        self, kind: Kind, at: int, side: Side, who: Person | None = None, *, organisation: str = "",
        says: Said | None = None, data: Mapping[str, Any] | None = None, narrow: bool = False, clause: str = "",
    ) -> None:  # fmt: skip
        """One fact; nobody (`who` None) is the program, on behalf of the linked ticket."""
        said = data or {}
        told = fact_data.read(fact_data.of_ticket(kind), said, lambda: self.number)
        fact = fact_codec.fact(kind, side, moment(at), told)
        self._take(fold.settle(self.clocks, at, self.terms, self.calendar))
        turn = fact_codec.vendor_turn(told)
        self.stands = (
            ticket_state.after(self.stands, fact, self.leg, turn)
            if self.stands
            else ticket_state.at_registration(fact, self.leg)
        )
        made = fold.step(self.clocks, fact, self.terms, self.calendar)
        audience = (NARROW if narrow else WIDE)[self.leg_code]
        system = "" if who else LINKED
        self.entries.append(
            Entry(kind, side, at, at, audience, self.status, said, clause, who, organisation, system, says)
        )
        self.last = max(self.last, at)
        if says:
            self.messages.append(says)
        self._take(made)

    def settle(self, until: int) -> None:
        """What fell due before `until` is on record."""
        self._take(fold.settle(self.clocks, until, self.terms, self.calendar))

    def _take(self, made: fold.Step) -> None:
        before = set(self.clocks.live)
        for clock in (*made.ended, *made.clocks.live):
            if clock not in before:
                self.runs[clock.name.value, clock.run] = clock
        self.clocks = made.clocks
        for consequence in made.consequences:
            self._follow(consequence)

    def _follow(self, consequence: Consequence) -> None:
        """The law's own row; the worker wrote it a second after the deadline."""
        self.breaches += breaches([consequence], ())
        kind = Kind(consequence.kind.value)
        data = fact_data.row_of(kind, fact_codec.consequence_data(consequence))
        entry = Entry(
            kind,
            Side.SYSTEM,
            consequence.at,
            consequence.at + 1,
            WIDE[self.leg_code],
            self.status,
            data,
            consequence.clause,
        )
        entry.system = BY_LAW
        self.entries.append(entry)


@lru_cache(maxsize=64)
def terms_for(leg: str, agreed: tuple[tuple[str, str], ...]) -> Terms:
    """The leg's terms under an agreement."""
    return terms(PACK, leg, dict(agreed))


def moment(at: int) -> datetime:
    """Epoch seconds as an aware datetime."""
    return datetime.fromtimestamp(at, UTC)


def message_key(ticket: int, place: int) -> int:
    """The key of a ticket's message: every ticket has room for MOST of them."""
    if place >= MOST:
        raise ValueError(f"ticket {ticket} has too many rows")
    return ticket * MOST + place
