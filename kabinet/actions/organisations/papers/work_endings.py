"""Rights to work that end by their day: of a status, of a membership of a group; warned of, and told on the day (L12b, L13).

Who can work when is the reckoning of the acts (work_rights). Needs the whole reach.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import groups, paperwork, work_rights
from kabinet.actions.organisations.papers.ending_notice import LATE, Ending, warned_of
from kabinet.actions.organisations.papers.work_rights import Change
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records.doors.working import Working, working
from kabinet.records.models import GroupMember, Organisation, PartnerStatus
from kabinet.regulation.access import OrgKind
from kabinet.regulation.fact_data.organisations import GroupLeft, PartnerStatusEnds, StatusEnds, WorkEnds
from kabinet.regulation.organisation.work_days import on, since
from kabinet.regulation.pack import Entitlement, Pack
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

DAY = timedelta(days=1)
READING = Text("можно только читать", "you only read")
GOES_ON = Text(
    "с обращениями можно работать и дальше: статус есть у другого участника группы",
    "work on tickets goes on: another member of the group holds a status",
)
GROUP = Text("закончилось участие в группе", "the membership of the group ended")


def endings(day: date, law: Pack, rights: Entitlement) -> Iterator[Ending]:
    """Warnings of what is to end, and what has ended."""
    known = working(law)
    names = dict(Organisation.objects.filter(kind=OrgKind.PARTNER).values_list("pk", "short_name"))
    for partner in sorted(known.partners):
        yield from _of_partner(partner, known, names, day, rights)
    for client in sorted(known.served):
        yield from _of_client(client, known, names, day, rights)
    yield from _ended(known, names, day)
    yield from _left_groups(known, day)


def _of_partner(
    partner: int, known: Working, names: dict[int, str], day: date, rights: Entitlement
) -> Iterator[Ending]:
    """The end of its own status, or of all that its group lends it."""
    held = on(known.of_partner(partner), day)
    last = held[1] if held else None
    own = PartnerStatus.objects.filter(partner=partner, first_day__lte=day, last_day__gte=day).first()
    heads = ((subjects.OWN_PAPERS, staff_of(partner, *paperwork.CONTACTS)),)
    later = own and PartnerStatus.objects.filter(partner=partner, first_day__gt=own.first_day).exists()
    warned = own and warned_of(own.pk, own.last_day, day, rights.licence_warning_days)
    if own and warned and not later:
        stays = on(known.of_partner(partner), (own.last_day or day) + DAY)
        told = (*heads, (subjects.papers(partner), paperwork.vendors(*paperwork.CONFIRMERS)))
        ends = StatusEnds(
            partner=names[partner],
            day=warned.day,
            left=warned.left,
            meaning=GOES_ON if stays else READING,
        )
        yield Ending("status_ends", warned.mark, partner, told, ends, "L12b")
    if (own is None or own.last_day != last) and (
        warned := warned_of(partner, last, day, rights.licence_warning_days)
    ):
        data = WorkEnds(partner=names[partner], day=warned.day, left=warned.left)
        yield Ending("work_ends", warned.mark, partner, heads, data, "L13")


def _of_client(
    client: int, known: Working, names: dict[int, str], day: date, rights: Entitlement
) -> Iterator[Ending]:
    """Its partner will not be able to work, while the agreement goes on."""
    partner = known.serving(client, day)
    held = on(known.of_partner(partner), day) if partner else None
    last = held[1] if held else None
    warned = warned_of(partner or 0, last, day, rights.licence_warning_days)
    if partner and last and warned and known.serving(client, last + DAY) == partner:
        vendor, phone = work_rights.vendor_and_phone()
        data = PartnerStatusEnds(
            partner=names[partner],
            day=warned.day,
            until=paperwork.until(None),
            count=0,
            vendor=vendor,
            phone=phone,
            left=warned.left,
            lost=None,
        )
        told = ((subjects.OWN_PAPERS, staff_of(client, *paperwork.CONTACTS)),)
        yield Ending("partner_status_ends", warned.mark, client, told, data, "L12b", partner=partner)


def _ended(known: Working, names: dict[int, str], day: date) -> Iterator[Ending]:
    """Of every partner and client whose right ended by its day and who was not told by an act."""
    lost = {partner: begun for partner in known.partners if (begun := _lately(known, partner, day))}
    found = [Change(each, OrgKind.PARTNER, each, gains=False, day=begun) for each, begun in lost.items()]
    for client in sorted(known.served):
        partner = known.serving(client, day)
        if partner in lost and known.serving(client, lost[partner]) == partner:
            found.append(Change(client, OrgKind.CLIENT, partner, gains=False, day=lost[partner]))
    for change in [*found, *work_rights.left_behind(lost, known)]:
        data = work_rights.data_of(change, names[change.partner], _cause(change, names))
        told = ((work_rights.about(change), work_rights.concerned(change)),)
        mark = f"{change.partner}-{change.day}"
        kind, clause = work_rights.kind_of(change), work_rights.clause_of(change)
        yield Ending(
            kind, mark, change.organisation, told, data, clause, lost=str(change.day), partner=change.party
        )


def _left_groups(known: Working, day: date) -> Iterator[Ending]:
    """Whose membership ended by its day: from then on neither side sees the other's tickets."""
    rows = GroupMember.objects.filter(last_day__lt=day, last_day__gte=day - LATE)
    for row in rows.select_related("group", "partner").order_by("pk"):
        after, name = (row.last_day or day) + DAY, row.partner.short_name
        if GroupMember.objects.filter(group=row.group, partner=row.partner, first_day=after).exists():
            continue
        reads = None if on(known.of_partner(row.partner_id), after) else groups.reading(name, after)
        others = groups.fellows(row.group, row.partner_id, after)
        everybody = paperwork.all_of(staff_of(row.partner_id, *paperwork.EVERYBODY), others)
        data = GroupLeft(
            group=row.group.name,
            day=day_said(row.last_day) if row.last_day else None,
            partner=name,
            meaning=reads,
        )
        told = ((subjects.OWN_PAPERS, everybody),)
        yield Ending("group_left", f"{row.pk}-{row.last_day}", row.partner_id, told, data, "L13")


def _lately(known: Working, partner: int, day: date) -> date | None:
    begun = since(known.of_partner(partner), day)
    return begun if begun and begun > day - LATE else None


def _cause(change: Change, names: dict[int, str]) -> Text:
    """Whose status ended the day before: its own, or that of the member who lent it."""
    rows = PartnerStatus.objects.filter(last_day=change.day - DAY).order_by("pk")
    keys = list(rows.values_list("partner", flat=True))
    holder = change.partner if change.partner in keys else keys[0] if keys else None
    if holder is None:
        return GROUP
    name = names[holder]
    return Text(f"закончился статус партнёра «{name}»", f"the status of {name} ended")
