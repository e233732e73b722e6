"""Rights that have days: licence, support contract, partner status, certificate. Every interval is inclusive."""

from collections.abc import Iterable, Iterator
from datetime import date

from kabinet.regulation.access.actor import Actor, OrgKind
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.case.rights import Certificate, Held, Licence
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.work_days import on
from kabinet.regulation.pack.leg import Entitlement, Leg, Pack
from kabinet.regulation.pack.reading import wrong
from kabinet.regulation.ticket.lifecycle import limits
from kabinet.regulation.verdict import Verdict, deny


def in_force(first: date | None, last: date | None, day: date) -> bool:
    """Whether `day` lies in the inclusive interval; None is open at that end."""
    return (first is None or first <= day) and (last is None or day <= last)


def entitlement(pack: Pack) -> Entitlement:
    """What gives rights under this regulation; Unlawful for one without such rules."""
    if pack.entitlement is None:
        raise wrong(pack.code, "условия обслуживания не заданы", "the conditions of service are missing")
    return pack.entitlement


def client_rights(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """licence in force and from this partner, support contract (U1, L9b, P2.4, P2.6)."""
    held = case.client_rights.licence
    if not held.delivery:
        yield deny(leg, "korp_missing")
    yield from licence(case, leg)
    if held.seller is not None and held.seller not in _sellers(actor, case):
        yield deny(leg, "licence_other_partner")
    yield from contract(case, pack, leg)


def licence(case: Case, leg: Leg) -> Iterator[Verdict]:
    """The licence's days."""
    yield from _days("licence", case.client_rights.licence, case, leg)


def contract(case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The support contract's level and days."""
    if case.client_rights.contract is None:
        yield deny(leg, "contract_missing")
        return
    level, first, last = case.client_rights.contract
    if level not in entitlement(pack).contract_levels:
        yield deny(leg, "contract_level")
    yield from _within("contract", first, last, case.day(), leg)


def servicing_status(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """For a client who registers: the partner has to hold its status (U1)."""
    if actor.kind is not OrgKind.PARTNER and not _holds_status(case, pack):
        yield deny(leg, "partner_without_status")


def own_status(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """For the partner's own people: work on tickets needs the status, in the group at least (L12b, L13)."""
    if actor.kind is not OrgKind.PARTNER or _holds_status(case, pack):
        return
    _, first, last = case.partner_rights.status or ("", None, None)
    if last and last < case.day():
        yield deny(leg, "status_lost", day=last)
    elif first and case.day() < first:
        yield deny(leg, "status_not_begun", day=first)
    else:
        yield deny(leg, "no_status")


def status_when_written(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Writing down what was earlier is work on tickets as well: where the version says so, the status of the earlier day is
    not enough (L12b, L13)."""
    written = case.written_on
    if written is None or actor.kind is not OrgKind.PARTNER or not limits(leg).late_entry_needs_status:
        return
    days = case.partner_rights.days
    if on(days, written) is None:
        ended = [last for _, last in days if last is not None and last < written]
        yield deny(leg, "status_lost", day=max(ended)) if ended else deny(leg, "no_status")


def certificate(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The certificate of the person who sends to the vendor (P2.5); without a last day it does not end."""
    if leg.code == LegCode.VENDOR:
        yield from _days("certificate", case.partner_rights.certificate, case, leg)


def group_status(members: Iterable[Held], day: date) -> Held | None:
    """The status that a group has by its members: one in force on `day`, else the one that ended last (L13)."""
    known = sorted(members, key=lambda held: (in_force(held[1], held[2], day), held[2] or date.max))
    return known[-1] if known else None


def _holds_status(case: Case, pack: Pack) -> bool:
    if case.partner_rights.status is None:
        return False
    kind, first, last = case.partner_rights.status
    return kind in entitlement(pack).partner_statuses and in_force(first, last, case.day())


def _sellers(actor: Actor, case: Case) -> frozenset[int | None]:
    """The partner of the ticket and its group; within a group the seller's name stands on the ticket (P2.6)."""
    own = actor.group if actor.kind is OrgKind.PARTNER else frozenset()
    return frozenset({case.ticket.partner, *own, *case.partner_rights.group})


def _days(what: str, held: Licence | Certificate, case: Case, leg: Leg) -> Iterator[Verdict]:
    if held.first_day is None and held.last_day is None:
        yield deny(leg, f"{what}_missing")
    else:
        yield from _within(what, held.first_day, held.last_day, case.day(), leg)


def _within(what: str, first: date | None, last: date | None, day: date, leg: Leg) -> Iterator[Verdict]:
    if first is not None and day < first:
        yield deny(leg, f"{what}_not_begun", day=first)
    if last is not None and last < day:
        yield deny(leg, f"{what}_ended", day=last)
