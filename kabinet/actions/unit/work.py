"""One ticket in the hands of one act: what the steps of the act share until it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kabinet.actions.journal.ticket_state import Standing
from kabinet.records.models import JournalEntry, Organisation, Ticket
from kabinet.regulation.access import NARROW, WIDE, Actor, Audience, OrgKind
from kabinet.regulation.clocks import Clock, ClockName, Clocks
from kabinet.regulation.facts import Side
from kabinet.regulation.organisation.work_days import Days
from kabinet.regulation.pack import Leg, Pack
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time import Calendar


@dataclass(slots=True)
class Work:
    """`ticket` is locked. `rows` are the journal's rows written so far, `runs` the clock runs that changed; `refolded` says
    that a fact came late and all runs were told anew. `clients` are the locked client tickets that wait for this one."""

    actor: Actor
    at: datetime
    ticket: Ticket
    pack: Pack
    leg: Leg
    terms: Terms
    calendar: Calendar
    clocks: Clocks
    standing: Standing
    status_before: str
    organisation: str
    clients: Sequence[Ticket] = ()
    rows: list[JournalEntry] = field(default_factory=list)
    unwritten: list[JournalEntry] = field(default_factory=list)
    runs: dict[tuple[ClockName, int], Clock] = field(default_factory=dict)
    refolded: bool = False
    # Whether it called its desk when it was taken up (on_call/rounds.py).
    waited: bool = False
    # Runs of clocks whose deadline fell on a day on which the partner that owes might not work (barred.py).
    barred: set[tuple[ClockName, int]] = field(default_factory=set)
    # Days on which partners may work, by partner and regulation; works of one batch share what was asked.
    working: dict[tuple[int, str], Days] = field(default_factory=dict)

    @property
    def side(self) -> Side:
        """The actor's side as this leg sees it."""
        return side_of(self.actor, self.leg)

    @property
    def wide(self) -> Audience:
        """Both sides of the leg."""
        return WIDE[self.leg.code]

    @property
    def narrow(self) -> Audience:
        """The side that serves, alone."""
        return NARROW[self.leg.code]


def side_of(actor: Actor, leg: Leg) -> Side:
    """Applicant or support on `leg`; whoever is neither can only be the program."""
    if actor.system is not None or actor.kind is None:
        return Side.SYSTEM
    # A participant of joint work stands on the side that asked (P5c).
    if actor.kind is OrgKind.CLIENT:
        return Side.APPLICANT
    return {str(leg.applicant): Side.APPLICANT, str(leg.support): Side.SUPPORT}.get(
        str(actor.kind), Side.SYSTEM
    )


def organisation_name(actor: Actor, ticket: Ticket) -> str:
    """The short name under which the actor's organisation stands beside what they say; empty for the program."""
    if actor.kind is None:
        return ""
    known = {ticket.client_id: ticket.client_name, ticket.partner_id: ticket.partner_name}
    if name := known.get(actor.organisation):
        return name
    return Organisation.objects.values_list("short_name", flat=True).get(pk=actor.organisation)


def system(reason: str) -> Actor:
    """The program itself, for the named reason."""
    return Actor(person=0, name="", kind=None, organisation=0, confirmed=True, system=reason)
