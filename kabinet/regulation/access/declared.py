"""What the law says of one act, as one value: who may, what it records, what it demands, what it conflicts with."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Typed
from kabinet.regulation.access.demand import Check, read_by
from kabinet.regulation.access.granted import Grant
from kabinet.regulation.facts import Kind


class About(StrEnum):
    """What an act is about. A partner needs its status for each act that changes a ticket (L12b); whoever reads a ticket
    may do what changes nothing of it."""

    TICKET = "ticket"
    READING = "reading"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Denied:
    """Codes of the denial that a person without the right meets: `client` for a client's person whose party has the act,
    `staff` for a partner's or the vendor's, `party` for everybody of another party; `all` alone where it is not empty."""

    client: str = "not_contact"
    staff: str = "not_staff"
    party: str = "only_support"
    all: str = ""


BY_SUPPORT = Denied()
BY_APPLICANT = Denied(party="only_applicant")
BY_PARTNER = Denied(party="only_partner")


@dataclass(frozen=True, slots=True)
class Declared:
    """One act. What `granted` does not name, nobody may.

    `records`: the fact that it writes in the ticket's journal, which the life of the ticket must allow.
    `or_else`: the other of two facts; the life of the ticket knows both or neither.
    `typed`: the class of what is typed with it; None is nothing that it is judged by.
    `demands`: what it needs beyond person, reach, the partner's status and the life of the ticket.
    `demands_of`: the leg in whose words that is said; None is the ticket's own.
    `outweighs_status`: what says more, where it stands against the act, than that the ticket's status does not know it.
    `conflicts`: facts that change what the act means when others wrote them since the person saw the ticket.
    `answers`: it counts as the applicant's answer, so a question that the person had not seen stands against it once.
    `speaks`: it says something to the other side, so what a colleague said to them unseen stands against it once.
    `denied`: what whoever may not is told.
    `while_considered`: possible as long as the ticket's matter is worked on, whatever its status.
    `by_program`: the program may do it by itself, for a named reason.
    `by_reach`: the reach alone decides.
    """

    act: Act
    granted: tuple[Grant, ...]
    about: About = About.TICKET
    records: Kind | None = None
    or_else: Kind | None = None
    typed: type[Typed] | None = None
    demands: tuple[Check, ...] = ()
    demands_of: str | None = None
    outweighs_status: Check | None = None
    conflicts: frozenset[Kind] = frozenset()
    answers: bool = False
    speaks: bool = False
    denied: Denied = BY_SUPPORT
    while_considered: bool = False
    by_program: bool = False
    by_reach: bool = False

    def __post_init__(self) -> None:
        """ValueError for a declaration that contradicts itself."""
        if fault := next(self._faults(), None):
            raise ValueError(f"{self.act}: {fault}")

    @property
    def on_ticket(self) -> bool:
        """Whether it is about a ticket, not about an organisation."""
        return self.about is not About.ORGANISATION

    @property
    def facts(self) -> tuple[Kind, ...]:
        """The facts that it can write in a ticket's journal."""
        return tuple(kind for kind in (self.records, self.or_else) if kind is not None)

    def grants(self, leg: str | None) -> Iterator[Grant]:
        """Who may on `leg`."""
        return (grant for grant in self.granted if grant.leg == leg)

    def _faults(self) -> Iterator[str]:
        if any((grant.leg is not None) is not self.on_ticket for grant in self.granted):
            yield "a grant names a leg exactly when the act is about a ticket"
        if not self.on_ticket and not self.denied.all:
            yield "an act of an organisation says in one word why others may not"
        if self.about is not About.TICKET and (self.facts or self.conflicts or self.while_considered):
            yield "only what changes a ticket has a place in its life"
        if self.or_else and not self.records:
            yield "the other of two facts without the one"
        yield from self._misread()

    def _misread(self) -> Iterator[str]:
        read = [read_by(check) for check in self.demands]
        if any(classes and self.typed not in classes for classes in read):
            yield "a demand reads what is typed with another act"
        if self.typed is not None and not any(read):
            yield "nothing is judged by what is typed with it"


def of_organisation(
    act: Act,
    *granted: Grant,
    denial: str,
    typed: type[Typed] | None = None,
    demands: tuple[Check, ...] = (),
) -> Declared:
    """An act about an organisation, or of the vendor's oversight: whoever may not meets `denial`."""
    return Declared(act, granted, About.ORGANISATION, typed=typed, demands=demands, denied=Denied(all=denial))
