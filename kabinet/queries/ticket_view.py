"""A ticket as one reader has it at one instant: what every part of its page is drawn from, and any other way to read it.

Everything is asked of the doors once and only when a part needs it; the clocks and the ledger are told anew from the
journal by the law, so that what is shown is what the law says.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from kabinet.actions.journal.barred import told
from kabinet.actions.journal.calendars import lived_under
from kabinet.actions.journal.fact_codec import derived, fact_of, void
from kabinet.queries.invited import Invited, invited_by
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord, FactRecord, FileRecord, TicketRecord
from kabinet.regulation import access
from kabinet.regulation.access import (
    NARROW,
    WIDE,
    Act,
    Actor,
    Audience,
    Case,
    Closing,
    ClosingByWord,
    OrgKind,
    Typed,
    Verdict,
)
from kabinet.regulation.clocks import Clock, ClockName, Clocks, Folded, Pending, fold, pending
from kabinet.regulation.clocks import ledger as book
from kabinet.regulation.facts import Fact, Side
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.work_days import on, outside, since
from kabinet.regulation.pack import Leg, Pack, StatusRole
from kabinet.regulation.terms import Terms
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.working_time import Calendar, epoch

DUPLICATE = "duplicate"  # how a link names a ticket that was merged into this one
OTHER_LEG: Mapping[str, LegCode] = {LegCode.CLIENT: LegCode.VENDOR, LegCode.VENDOR: LegCode.CLIENT}
# While the vendor's ticket is open a closing is possible only with a reason: whoever is offered it can give one.
OFFERED: Mapping[Act, Typed] = {
    Act.CLOSE: Closing(reason_given=True),
    Act.CLOSE_BY_WORD: ClosingByWord(reason_given=True),
}
SHARED = frozenset({Audience.PUBLIC, Audience.VENDOR_LEG, Audience.JOINT})


class TicketView:
    """One ticket for one reader: `at` is the request's instant, `zone` the reader's."""

    def __init__(self, actor: Actor, at: datetime, zone: ZoneInfo, ticket: TicketRecord) -> None:
        self.actor, self.at, self.zone, self.ticket = actor, at, zone, ticket

    @property
    def number(self) -> str:
        return str(self.ticket.number)

    @property
    def now(self) -> int:
        """`at` in epoch seconds, never before what the ticket's clocks have been told."""
        return max(epoch(self.at), self.clocks.seen or 0)

    @cached_property
    def reader(self) -> OrgKind:
        """The reader's side."""
        return self.actor.kind or OrgKind.PARTNER

    @property
    def vendor_leg(self) -> bool:
        return bool(self.ticket.leg == LegCode.VENDOR)

    @property
    def guest(self) -> bool:
        """Whether the reader takes part in joint work on a vendor ticket (P5c)."""
        return self.reader is OrgKind.CLIENT and self.vendor_leg

    @cached_property
    def invited(self) -> list[Invited]:
        """The client's participants, whether their level lets them see the ticket now or not; the journal has them all."""
        return invited_by(self.entries)

    @property
    def partner_only(self) -> bool:
        """Whether the level knows no participants (P5c)."""
        return self.leg.level(self.ticket.level).partner_only

    @property
    def guests(self) -> list[Invited]:
        """Those of them who read now."""
        return [] if self.partner_only else self.invited

    @cached_property
    def joint(self) -> TicketRecord | None:
        """For a client: the vendor ticket in whose joint work the reader takes part."""
        asked = self.reader is OrgKind.CLIENT and self.actor.participates and self.ticket.passed_on_at
        return doors.linked(self.actor, self.ticket) if asked and not self.vendor_leg else None

    @property
    def contact_name(self) -> str:
        """The contact named in the ticket; the author where a ticket has none."""
        return str(self.ticket.contact_name or self.ticket.author_name)

    @cached_property
    def side(self) -> Side:
        """Whether the reader's organisation asks or serves on this leg; the program's when neither."""
        if self.guest:
            return Side.APPLICANT
        named = {str(self.leg.applicant): Side.APPLICANT, str(self.leg.support): Side.SUPPORT}
        return named.get(str(self.reader), Side.SYSTEM)

    @cached_property
    def pack(self) -> Pack:
        return doors.pack_of(self.ticket)

    @property
    def role(self) -> StatusRole:
        """What the ticket's status is for."""
        return lifecycle.role(self.ticket.status, self.leg)

    @cached_property
    def leg(self) -> Leg:
        return doors.leg_of(self.ticket)

    @cached_property
    def terms(self) -> Terms:
        return doors.terms_of(self.ticket)

    @cached_property
    def calendar(self) -> Calendar:
        return doors.calendar_of(self.ticket)

    @cached_property
    def kept_in(self) -> ZoneInfo:
        """The zone that the ticket's deadlines are reckoned in: the agreement's, between partner and vendor Moscow."""
        return ZoneInfo(self.terms.hours.zone)

    @cached_property
    def clocks(self) -> Clocks:
        """The kept state."""
        return Clocks.from_json(self.ticket.clocks)

    @cached_property
    def open(self) -> bool:
        return lifecycle.is_open(self.ticket.status, self.leg)

    @cached_property
    def other(self) -> TicketRecord | None:
        """The linked ticket, if there is one and the reader reaches it."""
        ticket = self.ticket
        there = ticket.origin_id if self.vendor_leg else ticket.passed_on_at
        reached = access.reach(self.actor).includes(
            OTHER_LEG[ticket.leg], ticket.client_id, ticket.partner_id
        )
        return doors.linked(self.actor, ticket) if there and reached else None

    @cached_property
    def clients(self) -> list[TicketRecord]:
        """Those that wait for this vendor ticket, as far as the reader reaches them: several after a merger."""
        if not self.vendor_leg or self.other is None:
            return []
        merged = any(link.kind == DUPLICATE for link in self.nearby.links)
        return doors.clients(self.actor, self.ticket) if merged else [self.other]

    @cached_property
    def beside(self) -> TicketRecord | None:
        """The vendor ticket whose talk a client ticket shows beside its own."""
        return None if self.vendor_leg else self.other

    @property
    def shown(self) -> list[TicketRecord]:
        """The ticket, and `beside`."""
        return [self.ticket, *([self.beside] if self.beside is not None else [])]

    @cached_property
    def case(self) -> Case:
        return doors.case_of(self.actor, ticket=self.ticket, at=self.at)

    @cached_property
    def all_entries(self) -> list[FactRecord]:
        """The journal as the reader may see it, that of `beside` among it."""
        return doors.history(self.actor, *self.shown)

    @cached_property
    def entries(self) -> list[FactRecord]:
        """The ticket's own journal."""
        return [entry for entry in self.all_entries if entry.ticket_id == self.ticket.pk]

    @cached_property
    def neighbour(self) -> "TicketView":
        """`beside` viewed in its turn, from the journal that is already here; LookupError where there is none."""
        if self.beside is None:
            raise LookupError(f"{self.number} has no ticket beside it")
        there = TicketView(self.actor, self.at, self.zone, self.beside)
        rows = [entry for entry in self.all_entries if entry.ticket_id == there.ticket.pk]
        there.__dict__ |= {"entries": rows, "all_entries": rows}
        return there

    @property
    def files(self) -> list[FileRecord]:
        """The ticket's files, those of `beside` among them."""
        return [file for file in self.enclosed if file.sha256]

    @cached_property
    def enclosed(self) -> list[FileRecord]:
        """The same, and those that are still coming: without a SHA-256, `uploaded_at` is until when they are awaited."""
        here, found = self.ticket.pk, doors.enclosed_and_coming(self.actor, *self.shown)
        return [file for file in found if file.ticket_id == here or file.audience in SHARED]

    @cached_property
    def facts(self) -> list[Fact]:
        return [fact_of(entry) for entry in self.entries]

    @cached_property
    def folded(self) -> Folded:
        """Every run of every clock, at the reader's instant."""
        first, newer = self.calendars
        return fold.fold(self.facts, self.terms, first, self.now, newer)

    @cached_property
    def calendars(self) -> tuple[Calendar, list[Calendar]]:
        """The calendar of the registration, and those that reached the ticket later."""
        return lived_under(self.ticket, self.entries)

    @cached_property
    def nearby(self) -> doors.Beside:
        """Links, the own side's watchers and tags, what the reader has not read of this, and which colleague types."""
        narrow = self.side is Side.SUPPORT
        own = (NARROW if narrow else WIDE)[self.leg.code] if self.side is not Side.SYSTEM else ""
        return doors.beside(self.actor, own, self.ticket, *self.shown[1:], at=self.at)

    @cached_property
    def reply_begun(self) -> DraftRecord | None:
        """The reader's own draft of a reply."""
        return doors.reply_begun(self.actor, self.ticket)

    @cached_property
    def barred(self) -> frozenset[tuple[ClockName, int]]:
        """Runs whose deadline fell while the partner that owed might not work: as the journal judged them (L12b)."""
        return frozenset(told(derived(self.entries)))

    @cached_property
    def partner_works(self) -> bool:
        """Whether the ticket's partner may work on it today (L12b, L13)."""
        return on(self.case.partner_rights.days, self.case.day()) is not None

    def stands_still(self, clock: Clock) -> bool:
        """Whether it is the partner that owes, and the partner may not work now (L12b)."""
        owes = self.leg.support if clock.owner is Side.SUPPORT else self.leg.applicant
        return clock.ended is None and owes.value == OrgKind.PARTNER and not self.partner_works

    @property
    def without_right_since(self) -> date | None:
        """The first day on which it may not, up to today; None while it may, or when it never could."""
        return since(self.case.partner_rights.days, self.case.day())

    @cached_property
    def without_right(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the ticket's life in which its partner may not work, in epoch seconds."""
        zone = ZoneInfo(self.terms.hours.zone)
        return outside(self.case.partner_rights.days, epoch(self.ticket.registered_at), self.now + 1, zone)

    @cached_property
    def ledger(self) -> book.Ledger:
        """To whom every second belonged."""
        first, newer = self.calendars
        return book.ledger(
            self.facts,
            self.terms,
            first,
            self.now,
            lambda status: lifecycle.turn(status, self.leg),
            newer,
            self.without_right,
        )

    @cached_property
    def pending(self) -> Pending:
        """What waits for somebody's word: a plan, a proposal; rows that a late fact made void say nothing."""
        untrue = void(self.entries)
        return pending(fact_of(entry) for entry in self.entries if entry.pk not in untrue)

    def may(self, act: Act) -> Verdict:
        """Whether the reader may be offered the act: what it needs is still to be typed."""
        return access.may(self.actor, act, replace(self.case, typed=OFFERED.get(act)), self.pack)


def view_ticket(
    actor: Actor, at: datetime, zone: ZoneInfo, number: str, *, guest: bool = False
) -> TicketView:
    """The ticket with all that its row leads to, or Closed. A client reads a vendor ticket's joint work, as a `guest`."""
    found = TicketView(actor, at, zone, doors.whole(actor, number))
    if found.guest and not guest:
        raise doors.Closed
    return found
