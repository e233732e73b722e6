"""Who hears of a critical ticket at night: outside the service hours the persons concerned may be asleep, and the duty of
the level runs all the same (U4c, P5d; decision 24).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kabinet.actions.notices import kinds, wording
from kabinet.actions.notices.kinds import Urgency
from kabinet.actions.unit.instants import epoch
from kabinet.actions.unit.work import Work
from kabinet.records.models import JournalEntry, Membership
from kabinet.regulation import fact_data
from kabinet.regulation.access import HEADS, STAFF, WRITERS, OrgKind
from kabinet.regulation.fact_data.tickets import Lowered
from kabinet.regulation.facts import Side

Everybody = Mapping[tuple[int, Side], frozenset[int]]

# Whoever may act on the ticket, and the heads; who only reads sleeps.
HEARING: Final = {OrgKind.CLIENT: WRITERS, OrgKind.PARTNER: STAFF | HEADS}


def everybody(works: Iterable[Work]) -> Everybody:
    """By ticket and side; nobody, and no question, while nothing of these works is heard by all. Needs the whole reach."""
    loud = [work for work in works if any(heard_by_all(work, row) for row in work.rows)]
    if not loud:
        return {}
    people = _people(loud)
    return {
        (work.ticket.pk, side): people[organisation] for work in loud for side, organisation in _sides(work)
    }


def heard_by_all(work: Work, row: JournalEntry) -> bool:
    """Whether it is urgent, on a level whose urgent news everybody hears, and comes outside the service hours."""
    level = row.told.from_level if isinstance(row.told, Lowered) else work.clocks.level
    if not work.leg.level(level).all_hear_off_hours or work.calendar.is_open(epoch(row.recorded_at)):
        return False
    declared = kinds.of_ticket(row.kind)
    return wording.urgency(declared, fact_data.lay_out(row.told)) is Urgency.NOW


def _sides(work: Work) -> Iterator[tuple[Side, int]]:
    """The organisations that hear; the vendor's shifts are its own matter."""
    known = {OrgKind.CLIENT: work.ticket.client_id, OrgKind.PARTNER: work.ticket.partner_id}
    for side, turn in ((Side.APPLICANT, work.leg.applicant), (Side.SUPPORT, work.leg.support)):
        if (kind := OrgKind(turn.value)) in known:
            yield side, known[kind]


def _people(works: Sequence[Work]) -> Mapping[int, frozenset[int]]:
    at = works[0].at
    wanted = {organisation for work in works for _side, organisation in _sides(work)}
    rows = Membership.objects.filter(
        organisation__in=wanted, confirmed_at__lte=at, person__is_active=True
    ).exclude(ended_at__lte=at)
    found: dict[int, set[int]] = defaultdict(set)
    for organisation, kind, person, role in rows.values_list(
        "organisation", "organisation__kind", "person", "role"
    ):
        if role in HEARING.get(OrgKind(kind), ()):
            found[organisation].add(person)
    return defaultdict(frozenset, {key: frozenset(people) for key, people in found.items()})
