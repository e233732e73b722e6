"""Registered groups of companies: one begins with its first member; members come and go on their days (L13)."""

from datetime import date, datetime, timedelta

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork, work_rights
from kabinet.actions.organisations.papers.work_rights import Change
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors, lengths
from kabinet.records.models import CompanyGroup, GroupMember
from kabinet.records.versions import day_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import GroupJoined, GroupLeft
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

NAMED = Text("Группа с таким названием уже есть", "There is a group of this name already")
OTHER_NAME = Text(
    "Назовите иначе или добавьте участника в неё", "Choose another name, or add the member there"
)
PARTNER = Text("В группу входят только партнёры", "Only partners are members of a group")
CHOOSE = Text("Выберите партнёра из списка", "Choose a partner of the list")
TAKEN = Text("В эти дни партнёр уже состоит в группе", "The partner is in a group on these days already")
DAY = timedelta(days=1)
WORKS = Text(
    ". Работать с обращениями можно по статусу группы", ". You can work on tickets by the group's status"
)
OTHER_DAYS = Text("Сначала выведите его из той группы", "End that membership first")


def create_group(*, actor: Actor, at: datetime, name: str, partner: int, first_day: date) -> CompanyGroup:
    """A group of one, to which others are added."""
    with organisation_act(actor=actor, at=at, organisation=partner, act=Act.KEEP_GROUP) as work:
        title = paperwork.needed("name", name, lengths.NAME)
        with paperwork.held_true("name", NAMED, OTHER_NAME):
            group = CompanyGroup.objects.create(name=title)
        _join(work, group, first_day, None)
        return group


def add_member(
    *, actor: Actor, at: datetime, group: int, partner: int, first_day: date, last_day: date | None = None
) -> None:
    """The partner belongs to the group on these days."""
    known = doors.company_group(actor, group)
    with organisation_act(actor=actor, at=at, organisation=partner, act=Act.KEEP_GROUP) as work:
        paperwork.in_order(first_day, last_day)
        _join(work, known, first_day, last_day)


def end_member(*, actor: Actor, at: datetime, member: int, last_day: date) -> None:
    """The partner belongs to the group up to `last_day`; the day after its people reach nothing of the group's."""
    known = doors.member(actor, member)
    with organisation_act(actor=actor, at=at, organisation=known.partner_id, act=Act.KEEP_GROUP) as work:
        row = GroupMember.objects.select_for_update(of=("self",)).select_related("group").get(pk=member)
        paperwork.not_before("last_day", last_day, row.first_day)
        with work_rights.changing(work, _left(work, row.group), work_rights.of(row.partner_id)) as found:
            row.last_day = last_day
            with paperwork.held_true("last_day", TAKEN, OTHER_DAYS):
                row.save(update_fields=["last_day"])
        _tell_left(work, row, found)


def _join(work: OrganisationWork, group: CompanyGroup, first_day: date, last_day: date | None) -> None:
    partner = work.organisation
    if partner.kind != OrgKind.PARTNER:
        raise Invalid("partner", PARTNER, CHOOSE)
    with (
        work_rights.changing(work, _joined(work, group), work_rights.of(partner.pk)) as found,
        paperwork.held_true("partner", TAKEN, OTHER_DAYS),
    ):
        GroupMember.objects.create(group=group, partner=partner, first_day=first_day, last_day=last_day)
    gained = work_rights.gains(found, partner.pk)
    data = GroupJoined(
        group=group.name,
        day=day_said(first_day),
        until=paperwork.until(last_day),
        partner=partner.short_name,
        meaning=WORKS if gained else None,
    )
    work.record("group_joined", data, clause="L13")
    others = fellows(group, partner.pk, first_day)
    roles = paperwork.EVERYBODY if others or gained else paperwork.LEADS
    work.tell(staff_of(partner.pk, *roles), "group_joined", data, about=subjects.OWN_PAPERS)
    work.tell(others, "group_grew", data, about=subjects.OWN_PAPERS)


def _tell_left(work: OrganisationWork, row: GroupMember, found: list[Change]) -> None:
    """Those who leave and those who stay: neither sees the other's tickets any more."""
    lost = work_rights.loses(found, row.partner_id)
    data = GroupLeft(
        group=row.group.name,
        day=day_said(row.last_day) if row.last_day else None,
        partner=work.organisation.short_name,
        meaning=reading(work.organisation.short_name, lost.day) if lost else None,
        mark=f"{row.pk}-{row.last_day}",
        lost=str(lost.day) if lost else "",
    )
    work.record("group_left", data, clause="L13")
    told = paperwork.all_of(
        staff_of(row.partner_id, *paperwork.EVERYBODY),
        fellows(row.group, row.partner_id, (row.last_day or day_of(work.actor, work.at)) + DAY),
    )
    work.tell(told, "group_left", data, about=subjects.OWN_PAPERS)


def reading(partner: str, day: date) -> Text:
    """What leaving means for a partner that has no status of its own then."""
    words = day_said(day)
    return Text(
        f". Сотрудники «{partner}» с {words.ru} могут только читать: своего статуса у партнёра нет",
        f". From {words.en} the people of {partner} only read: it has no status of its own",
    )


def fellows(group: CompanyGroup, partner: int, day: date) -> set[int]:
    """The people of the other members on the day: what they reach changes with the member."""
    rows = GroupMember.objects.filter(group=group, first_day__lte=day).exclude(last_day__lt=day)
    others = rows.exclude(partner=partner).values_list("partner", flat=True)
    return paperwork.all_of(*(staff_of(each, *paperwork.EVERYBODY) for each in others))


def _joined(work: OrganisationWork, group: CompanyGroup) -> Text:
    name = work.organisation.short_name
    return Text(f"«{name}» входит в группу «{group.name}»", f"{name} joins the group {group.name}")


def _left(work: OrganisationWork, group: CompanyGroup) -> Text:
    name = work.organisation.short_name
    return Text(f"«{name}» выходит из группы «{group.name}»", f"{name} leaves the group {group.name}")
