"""Whose right to work on tickets an act or a day takes or gives, and what they are told of it (L12b, L13, U1).

Everything that touches statuses, groups and agreements asks here: who can work before, who after; the difference is told to
whoever it is about, and to nobody else. A page that says beforehand what will follow does the act and takes it back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count

from kabinet.actions.notices import subjects
from kabinet.actions.notices.subjects import About
from kabinet.actions.organisations.papers import paperwork
from kabinet.actions.unit.organisation_act import OrganisationWork, staff_of
from kabinet.records.doors.working import Working, working
from kabinet.records.models import Organisation, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import day_of
from kabinet.regulation.access import OrgKind
from kabinet.regulation.fact_data.organisations import WorkChanged
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.work_days import Days, Span, common, without
from kabinet.regulation.pack import Pack
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

DAY = timedelta(days=1)
PREVIEW = "what an act would do to the right to work"
# Kind of the notice and of the row in the organisation's history, by kind of organisation and whether it gains.
KINDS: dict[tuple[str, bool], str] = {
    (OrgKind.PARTNER, False): "work_lost",
    (OrgKind.PARTNER, True): "work_gained",
    (OrgKind.CLIENT, False): "partner_without_status",
    (OrgKind.CLIENT, True): "partner_with_status",
}


@dataclass(frozen=True, slots=True)
class Change:
    """From `day` the people of `organisation` can work, or cannot; of a client: its partner can, or cannot.

    `partner` is the one whose right it is. `tickets` are a client's open ones with a partner that serves it no more.
    """

    organisation: int
    kind: str
    partner: int
    gains: bool
    day: date
    until: date | None = None
    tickets: int = 0

    @property
    def party(self) -> int | None:
        """In a client's journal the partner of whom it is told; in its own nobody."""
        return self.partner if self.kind == OrgKind.CLIENT else None


def changes(before: Working, after: Working, today: date) -> list[Change]:
    """Of every partner and client, from `today` on; what was yesterday nobody can change any more."""
    found: list[Change] = []
    for key in sorted({*before.partners, *after.partners}):
        for gained, (day, until) in _moved(before.of_partner(key), after.of_partner(key), today):
            found.append(Change(key, OrgKind.PARTNER, key, gained, day, until))
    lost = {each.partner: each.day for each in found if not each.gains}
    for key in sorted({*before.served, *after.served}):
        for gained, (day, until) in _moved(before.of_client(key), after.of_client(key), today):
            partner = after.serving(key, day) or before.serving(key, day) or 0
            found.append(Change(key, OrgKind.CLIENT, partner, gained, day, until))
    return [*found, *left_behind(lost, after)]


def left_behind(lost: Mapping[int, date], served: Working) -> Iterator[Change]:
    """Clients whose open tickets lie with a partner that loses its right and serves them no more."""
    rows = Ticket.objects.filter(leg=LegCode.CLIENT, closed_at=None, partner__in=list(lost))
    counted = rows.values("client", "partner").annotate(count=Count("pk")).order_by("client", "partner")
    for row in counted.values_list("client", "partner", "count"):
        client, partner, count = row
        if served.serving(client, lost[partner]) != partner:
            yield Change(client, OrgKind.CLIENT, partner, gains=False, day=lost[partner], tickets=count)


@contextmanager
def changing(work: OrganisationWork, cause: Text, own: Callable[[Change], bool]) -> Iterator[list[Change]]:
    """Around what an act writes: the changes stand in the list at the end of the block, and everybody is told of them
    but of those which are its `own`, which the act says in its own words."""
    found: list[Change] = []
    before = working(work.pack)
    yield found
    found += changes(before, working(work.pack), day_of(work.actor, work.at))
    tell(work, [each for each in found if not own(each)], cause)


def reckoned(law: Pack, today: date, does: Callable[[], object]) -> list[Change]:
    """What `does` would change: done and taken back."""
    with transaction.atomic(), as_system(PREVIEW):
        before = working(law)
    found: list[Change] = []
    with transaction.atomic():
        does()
        with as_system(PREVIEW):
            found += changes(before, working(law), today)
        transaction.set_rollback(True)
    return found


def tell(work: OrganisationWork, found: Iterable[Change], cause: Text) -> None:
    """A row in the history of each organisation concerned, and a notice for each of its people."""
    rows = list(found)
    names = Organisation.objects.in_bulk({each.partner for each in rows})
    for each in rows:
        partner = names[each.partner]
        data = data_of(each, partner.short_name, cause)
        kind = kind_of(each)
        work.record_of(each.organisation, kind, data, clause=clause_of(each), partner=each.party)
        work.tell_of(partner, concerned(each), kind, data, about=about(each))


def kind_of(change: Change) -> str:
    """The words of the change (wording/organisations/papers.toml)."""
    return "tickets_left" if change.tickets else KINDS[change.kind, change.gains]


def clause_of(change: Change) -> str:
    """By which clause it is so: by the group's status a partner works, by the partner's a client registers."""
    return "U1" if change.kind == OrgKind.CLIENT and change.gains else "L12b"


def about(change: Change) -> About:
    """What the notice is about."""
    return subjects.HANDOVERS if change.tickets else subjects.OWN_PAPERS


def concerned(change: Change) -> list[int]:
    """Of a partner everybody who works or answers for it, of a client who registers tickets and who answers for it."""
    roles = paperwork.EVERYBODY if change.kind == OrgKind.PARTNER else paperwork.WRITERS
    return sorted(staff_of(change.organisation, *roles))


def count_of(change: Change) -> int:
    """How many people the change is about."""
    with as_system(PREVIEW):
        return len(concerned(change))


def data_of(change: Change, partner: str, cause: Text) -> WorkChanged:
    """What the sentences need; `lost` is how a day that comes by itself knows that it was told."""
    vendor, phone = vendor_and_phone()
    return WorkChanged(
        partner=partner,
        day=day_said(change.day),
        until=paperwork.until(change.until),
        count=change.tickets,
        vendor=vendor,
        phone=phone,
        cause=cause,
        lost="" if change.gains else str(change.day),
    )


def vendor_and_phone() -> tuple[str, str]:
    """Whom to turn to; nobody before there is a vendor."""
    vendor = Organisation.objects.filter(kind=OrgKind.VENDOR).first()
    return (vendor.short_name, vendor.phone) if vendor else ("", "")


def _moved(before: Days, after: Days, today: date) -> Iterator[tuple[bool, Span]]:
    """The first days that are lost, and the first that are gained."""
    for gained, days in ((False, without(before, after)), (True, without(after, before))):
        coming = common(days, [(today, None)])
        if coming:
            yield gained, coming[0]


def of(organisation: int) -> Callable[[Change], bool]:
    """Whether a change is this organisation's."""
    return lambda change: change.organisation == organisation


def loses(found: Iterable[Change], organisation: int) -> Change | None:
    """The change by which the organisation loses its right, if it does."""
    return next((each for each in found if each.organisation == organisation and not each.gains), None)


def gains(found: Iterable[Change], organisation: int) -> Change | None:
    """The change by which it gets one."""
    return next((each for each in found if each.organisation == organisation and each.gains), None)
