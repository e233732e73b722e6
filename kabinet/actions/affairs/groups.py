"""Registered groups of companies: one begins with its first member; members come and go on their days (L13)."""

from datetime import date, datetime

from kabinet.actions.affairs import paperwork as work
from kabinet.actions.affairs import places
from kabinet.actions.affairs.frame import Office, affair, staff_of
from kabinet.actions.errors import Invalid
from kabinet.records import doors
from kabinet.records.models import CompanyGroup, GroupMember
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.text import Text

NAMED = Text("Группа с таким названием уже есть", "There is a group of this name already")
OTHER_NAME = Text(
    "Назовите иначе или добавьте участника в неё", "Choose another name, or add the member there"
)
PARTNER = Text("В группу входят только партнёры", "Only partners are members of a group")
CHOOSE = Text("Выберите партнёра из списка", "Choose a partner of the list")
TAKEN = Text("В эти дни партнёр уже состоит в группе", "The partner is in a group on these days already")
OTHER_DAYS = Text("Сначала выведите его из той группы", "End that membership first")


def create_group(*, actor: Actor, at: datetime, name: str, partner: int, first_day: date) -> CompanyGroup:
    """A group of one, to which others are added."""
    with affair(actor=actor, at=at, organisation=partner, act=Act.KEEP_GROUP) as office:
        title = work.needed("name", name)
        with work.held_true("name", NAMED, OTHER_NAME):
            group = CompanyGroup.objects.create(name=title)
        _join(office, group, first_day, None)
        return group


def add_member(
    *, actor: Actor, at: datetime, group: int, partner: int, first_day: date, last_day: date | None = None
) -> None:
    """The partner belongs to the group on these days."""
    known = doors.company_group(actor, group)
    with affair(actor=actor, at=at, organisation=partner, act=Act.KEEP_GROUP) as office:
        work.in_order(first_day, last_day)
        _join(office, known, first_day, last_day)


def end_member(*, actor: Actor, at: datetime, member: int, last_day: date) -> None:
    """The partner belongs to the group up to `last_day`; the day after its people reach nothing of the group's."""
    known = doors.member(actor, member)
    with affair(actor=actor, at=at, organisation=known.partner_id, act=Act.KEEP_GROUP) as office:
        row = GroupMember.objects.select_for_update().get(pk=member)
        work.not_before("last_day", last_day, row.first_day)
        row.last_day = last_day
        row.save(update_fields=["last_day"])
        data = {"group": known.group.name, "day": work.said(last_day)}
        office.record("group_left", data, clause="L13")
        office.tell(staff_of(row.partner_id, *work.LEADS), "group_left", data, address=places.OWN_PAPERS)


def _join(office: Office, group: CompanyGroup, first_day: date, last_day: date | None) -> None:
    partner = office.organisation
    if partner.kind != "partner":
        raise Invalid("partner", PARTNER, CHOOSE)
    with work.held_true("partner", TAKEN, OTHER_DAYS):
        GroupMember.objects.create(group=group, partner=partner, first_day=first_day, last_day=last_day)
    data = {"group": group.name, "day": work.said(first_day), "until": work.until(last_day)}
    office.record("group_joined", data, clause="L13")
    office.tell(staff_of(partner.pk, *work.LEADS), "group_joined", data, address=places.OWN_PAPERS)
