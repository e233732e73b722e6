"""What is flagged, not refused: an open ticket whose ground has gone, a partner below its staffing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kabinet.regulation.access.case import Case
from kabinet.regulation.access.checks.rights import contract, entitlement, in_force, licence
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Pack
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import Verdict, deny

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Staffing:
    """How a partner stands against P4.5 on a day.

    `below_since` is the first day of a lack of certificates that lasts, `below_from` the day on which one
    will begin if nothing changes; None when there is none.
    """

    lacks: tuple[Text, ...]
    below_since: date | None
    below_from: date | None


def flags(case: Case, pack: Pack) -> Iterator[Verdict]:
    """For an open ticket: the contact named left (U3.4b, P4.4), the system left production (U3.6d, P4.8b), the client's
    rights ended (P2.4)."""
    ticket = case.ticket
    leg = pack.leg(ticket.leg or LegCode.CLIENT)
    if ticket.told is not None and "contact" not in ticket.told:
        yield deny(leg, "contact_left")
    level = leg.level(ticket.level) if ticket.level is not None else None
    if level and level.production_only and ticket.production is False:
        yield deny(leg, "left_production", level=level.number, offered=level.not_production_level)
    if leg.code == LegCode.VENDOR:
        yield from licence(case, leg)
        yield from contract(case, pack, leg)


def staffing(contacts: int, certificates: Sequence[Days], day: date, pack: Pack) -> Staffing:
    """P4.5 on `day`: number of organisational `contacts`, days of authorised employees' `certificates`."""
    needed = entitlement(pack)
    valid = _valid(certificates, day)
    lacks = []
    if contacts < needed.organisational_contacts_least:
        lacks.append(
            Text("нет контактного лица по организационным вопросам", "there is no organisational contact")
        )
    if valid < needed.certified_least:
        lacks.append(_certified(valid, needed.certified_least))
    return Staffing(tuple(lacks), _since(certificates, day, pack), _from(certificates, day, pack))


def staffing_notices(certificates: Sequence[Days], day: date, pack: Pack) -> tuple[date, ...]:
    """The days that announce a coming lack of certificates, before the last day that suffices (P4.5)."""
    begins = _from(certificates, day, pack)
    if begins is None:
        return ()
    return tuple(begins - timedelta(days=before + 1) for before in entitlement(pack).certificate_warning_days)


def licence_notices(last_day: date, pack: Pack) -> tuple[date, ...]:
    """The days on which the end of a licence is announced."""
    return tuple(last_day - timedelta(days=before) for before in entitlement(pack).licence_warning_days)


def _certified(valid: int, least: int) -> Text:
    return Text(
        f"уполномоченных сотрудников с сертификатом {valid}, нужно не менее {least}",
        f"authorised employees with a certificate: {valid}, at least {least} are needed",
    )


def _valid(certificates: Sequence[Days], day: date) -> int:
    return sum(in_force(first, last, day) for first, last in certificates)


def _since(certificates: Sequence[Days], day: date, pack: Pack) -> date | None:
    """The first day of the lack that lasts on `day`: the day after the last end before it that left too few."""
    least = entitlement(pack).certified_least
    if _valid(certificates, day) >= least:
        return None
    ends = sorted({last + timedelta(days=1) for _, last in certificates if last and last < day}, reverse=True)
    since = None
    for begun in ends:
        if _valid(certificates, begun - timedelta(days=1)) >= least:
            return begun
        since = begun
    return since


def _from(certificates: Sequence[Days], day: date, pack: Pack) -> date | None:
    least = entitlement(pack).certified_least
    if _valid(certificates, day) < least:
        return None
    ends = sorted({last + timedelta(days=1) for _, last in certificates if last and last >= day})
    return next((end for end in ends if _valid(certificates, end) < least), None)
