"""Certificates that end by their day: warned of before, and told on the first day without them (P2.5).

To whoever held it and to the partner's contacts; where nobody of the partner or its group can pass tickets on then, so it
says, and what waits for it. Needs the whole reach.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork
from kabinet.actions.organisations.papers.ending_notice import LATE, Ending, warned_of
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records.models import Certificate, Draft, GroupMember, Membership, OrganisationEntry, Ticket
from kabinet.records.versions import vendor_names
from kabinet.regulation.access import Role
from kabinet.regulation.fact_data.organisations import ByItsDay, CertificateEnds, CertificateOver
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Entitlement
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

DAY = timedelta(days=1)
NAMED = 5  # numbers of tickets that one notice names
NOTHING = Text("", "")
NOBODY = Text(
    ". Передавать обращения в {vendor_name_acc} больше некому: "
    "ни у кого из ваших уполномоченных сотрудников нет сертификата",
    ". Nobody can pass tickets on to {vendor_name} any more: none of your authorised employees has a certificate",
)


def endings(day: date, rights: Entitlement) -> Iterator[Ending]:
    """Warnings of what is to end, and what has ended."""
    held = Certificate.objects.select_related("person").filter(kind=rights.certificate, pending=False)
    for row in held.filter(last_day__gte=day, first_day__lte=day):
        lasting = Q(last_day__isnull=True) | Q(last_day__gt=row.last_day)
        warned = warned_of(row.pk, row.last_day, day, rights.licence_warning_days)
        if warned and not held.filter(lasting, person=row.person_id).exists():
            data = CertificateEnds(name=row.person.name, number=row.number, day=warned.day, left=warned.left)
            for partner in employers(row):
                yield _told("certificate_ends", row, partner, warned.mark, data)
    for row in held.filter(last_day__lt=day, last_day__gte=day - LATE).order_by("pk"):
        lasting = Q(last_day__isnull=True) | Q(last_day__gt=row.last_day)
        if row.last_day and not held.filter(lasting, person=row.person_id, first_day__lte=day).exists():
            yield from _over(row, row.last_day, day, rights)


def _told(kind: str, row: Certificate, partner: int, mark: str, data: ByItsDay) -> Ending:
    told = ((subjects.OWN_PAPERS, [row.person_id, *staff_of(partner, *paperwork.CONTACTS)]),)
    return Ending(kind, mark, partner, told, data, "P2.5", row.person_id)


def _over(row: Certificate, last: date, day: date, rights: Entitlement) -> Iterator[Ending]:
    """On its first day without; what an act ended has told of its day itself."""
    for partner in employers(row):
        known = OrganisationEntry.objects.filter(organisation=partner, kind="certificate_ended")
        if known.filter(data__number=row.number, data__day=day_said(last)._asdict()).exists():
            continue
        alone = NOTHING if _senders(partner, day, rights) else _alone(partner)
        data = CertificateOver(name=row.person.name, number=row.number, day=day_said(last), alone=alone)
        yield _told("certificate_over", row, partner, f"{row.pk}-{last}", data)


def employers(row: Certificate) -> list[int]:
    """Partners whose authorised employee the holder is."""
    there = {"ended_at__isnull": True, "confirmed_at__isnull": False}
    held = row.person.memberships.filter(role=Role.AUTHORISED_EMPLOYEE, **there)
    return list(held.values_list("organisation", flat=True))


def _senders(partner: int, day: date, rights: Entitlement) -> bool:
    """Whether somebody of the partner or its group can pass on, by the certificate on the day."""
    lasting = Q(last_day__isnull=True) | Q(last_day__gte=day)
    there = GroupMember.objects.filter(lasting, first_day__lte=day)
    groups = there.filter(partner=partner).values("group")
    fellows = {partner, *there.filter(group__in=groups).values_list("partner", flat=True)}
    employed = Membership.objects.filter(
        organisation__in=fellows,
        role=Role.AUTHORISED_EMPLOYEE,
        ended_at__isnull=True,
        confirmed_at__isnull=False,
    )
    held = Certificate.objects.filter(lasting, kind=rights.certificate, pending=False, first_day__lte=day)
    return held.filter(person__in=employed.values("person")).exists()


def _alone(partner: int) -> Text:
    """What waits for somebody who can, and what goes on all the same: the certificate is asked of a sending alone (P2.5)."""
    of_partner = Ticket.objects.filter(partner=partner, closed_at=None)
    waiting = Draft.objects.filter(kind=Draft.Kind.PASS_ON, ticket__in=of_partner.filter(leg=LegCode.CLIENT))
    begun = list(waiting.order_by("ticket").values_list("ticket__number", flat=True)[: NAMED + 1])
    opened = list(
        of_partner.filter(leg=LegCode.VENDOR).order_by("pk").values_list("number", flat=True)[: NAMED + 1]
    )
    ru, en = NOBODY
    if begun:
        named = _numbers(begun)
        ru, en = f"{ru}; готовили и не передали: {named}", f"{en}; prepared and not passed on: {named}"
    if opened:
        named = _numbers(opened)
        ru = f"{ru}. Открытые в {{vendor_name_prep}} можно продолжать: {named}"
        en = f"{en}. Open ones at {{vendor_name}} go on: {named}"
    return vendor_names.fill_text(Text(ru, en))


def _numbers(found: Sequence[str]) -> str:
    return ", ".join(found[:NAMED]) + (" …" if len(found) > NAMED else "")
