"""What somebody holds in an organisation: rights, one of the two seats, the certificate."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kabinet.actions.organisations.contacts import clauses
from kabinet.actions.unit import known_elsewhere
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.mistakes import Fault, Mistaken, mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork
from kabinet.records.doors import Closed
from kabinet.records.models import Certificate, Membership
from kabinet.regulation.access import OrgKind, Role, third_contact
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.contact_roles import HEAD_OF, ROLES_OF, awaits
from kabinet.regulation.text import Text
from kabinet.regulation.visible import clean

NUMBER_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """The certificate as it is handed in, half of it perhaps; without a last day it does not end."""

    number: str
    first_day: date | None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The whole of one."""

    number: str
    first_day: date
    last_day: date | None


def kind_of(work: OrganisationWork) -> OrgKind:
    """The kind of the organisation in hand."""
    return OrgKind(work.organisation.kind)


def held(work: OrganisationWork, person: int) -> list[Membership]:
    """What the person holds there now, confirmed or waiting; Closed when nothing."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("person")
    found = list(rows.filter(organisation=work.organisation, person=person, ended_at=None).order_by("role"))
    if not found:
        raise Closed
    return found


def checked(kind: OrgKind, roles: Collection[Role]) -> list[Role]:
    """The rights in the order of the forms; Mistaken for none, or for one that organisations of this kind do not give."""
    if not roles:
        raise mistaken("roles", "Отметьте хотя бы одно право", "Choose at least one right")
    if set(roles) - set(ROLES_OF[kind]):
        raise mistaken("roles", "Такого права в этой организации нет", "This organisation has no such right")
    return [role for role in ROLES_OF[kind] if role in roles]


def appoint(work: OrganisationWork, person: int, roles: Iterable[Role], *, known: bool) -> list[Role]:
    """Gives the rights; those that wait for the vendor come back. `known`: the vendor has confirmed the person here."""
    kind, waiting = kind_of(work), []
    for role in roles:
        waits = awaits(kind, role, known=known)
        waiting += [role] if waits else []
        Membership.objects.create(
            person_id=person,
            organisation=work.organisation,
            role=role.value,
            seat=_seat(work) if role is Role.ORGANISATIONAL_CONTACT else None,
            added_at=work.at,
            added_by_id=work.actor.person,
            confirmed_at=None if waits else work.at,
            decided_by_id=None if waits else work.actor.person,
        )
    return waiting


def _seat(work: OrganisationWork) -> int:
    """A free one of the two; Refused when there is none (U5a, P6.1). The organisation is locked: nobody comes in between."""
    taken = set(
        Membership.objects.filter(
            organisation=work.organisation, ended_at=None, seat__isnull=False
        ).values_list("seat", flat=True)
    )
    leg = work.pack.leg(LegCode.CLIENT if kind_of(work) is OrgKind.CLIENT else LegCode.VENDOR)
    if verdict := third_contact(len(taken), leg):
        raise Refused(verdict)
    return min(set(range(1, len(taken) + 2)) - taken)


def certify(
    work: OrganisationWork,
    person: int,
    roles: Collection[Role],
    gained: Collection[Role],
    paper: Paper | None,
) -> Certificate | None:
    """The certificate of an authorised employee, put on record to be confirmed (P2.5); None when there is none to put.

    `roles` are held from now on, `gained` are new. Mistaken for half a certificate, and for one that its holder's rights do
    not go with.
    """
    given = owed(work, person, roles, gained, paper)
    return _certified(work, person, _certificate(work), given) if given else None


def owed(
    work: OrganisationWork,
    person: int | None,
    roles: Collection[Role],
    gained: Collection[Role],
    paper: Paper | None,
) -> Given | None:
    """The certificate that `certify` would put on record; Mistaken as there. `person` None is somebody new."""
    kind = _certificate(work)
    given = _proper(paper) if paper else None
    if given and person is not None and _on_record(person, kind, given):
        return None
    if Role.AUTHORISED_EMPLOYEE not in roles:
        if given:
            raise mistaken("number", *NO_HOLDER, "P2.5")
        return None
    if given:
        known_elsewhere.require_few(work.actor)
        if Certificate.objects.filter(kind=kind, number=given.number).exists():
            raise known_elsewhere.tell(work.actor, _known())
    if given is None and Role.AUTHORISED_EMPLOYEE in gained and not _holds(person, kind):
        raise mistaken("number", *NO_PAPER, "P2.5")
    return given


def _certificate(work: OrganisationWork) -> str:
    return work.pack.entitlement.certificate if work.pack.entitlement else ""


def _holds(person: int | None, kind: str) -> bool:
    return person is not None and Certificate.objects.filter(person_id=person, kind=kind).exists()


NO_HOLDER = (
    "Сертификат вносят только уполномоченному сотруднику: отметьте это право или уберите сертификат",
    "Only an authorised employee has a certificate entered: choose that right or take the certificate out",
)
ON_RECORD = (
    "Сертификат с этим номером уже на записи",
    "A certificate with this number is on record already",
)
NO_PAPER = ("Укажите номер сертификата и дни его действия", "Enter the certificate's number and days")
NO_NUMBER = Text("Укажите номер сертификата", "Enter the number of the certificate")
LONG_NUMBER = Text(
    f"Номер длиннее {NUMBER_LENGTH} знаков", f"The number is longer than {NUMBER_LENGTH} characters"
)
NO_FIRST_DAY = Text("Укажите, с какого дня действует сертификат", "Enter the first day of the certificate")
REVERSED = Text("Конец раньше начала", "It ends before it begins")


def _proper(paper: Paper) -> Given:
    """Number and first day are there, the days in order; Mistaken names every fault."""
    number, faults = clean(paper.number), []
    if not number or len(number) > NUMBER_LENGTH:
        faults.append(Fault("number", LONG_NUMBER if number else NO_NUMBER))
    if paper.first_day is None:
        faults.append(Fault("first_day", NO_FIRST_DAY))
    elif paper.last_day is not None and paper.last_day < paper.first_day:
        faults.append(Fault("last_day", REVERSED))
    if faults or paper.first_day is None:
        raise Mistaken(faults, "P2.5")
    return Given(number, paper.first_day, paper.last_day)


def _on_record(person: int, kind: str, paper: Given) -> bool:
    days = {"first_day": paper.first_day, "last_day": paper.last_day}
    return Certificate.objects.filter(person_id=person, kind=kind, number=paper.number, **days).exists()


def _certified(work: OrganisationWork, person: int, kind: str, paper: Given) -> Certificate:
    with known_elsewhere.compared(work.actor, _known):
        return Certificate.objects.create(
            person_id=person,
            kind=kind,
            number=paper.number,
            first_day=paper.first_day,
            last_day=paper.last_day,
            pending=kind_of(work) is not OrgKind.VENDOR,
        )


def _known() -> Mistaken:
    """Whose the certificate is remains unsaid, and that it is on record is told a few times a day."""
    return mistaken("number", *ON_RECORD, "P2.5")


def other_heads(work: OrganisationWork, person: int) -> bool:
    """Whether somebody else administers the organisation, confirmed."""
    role = HEAD_OF[kind_of(work)].value
    rows = Membership.objects.filter(organisation=work.organisation, role=role, ended_at=None)
    return rows.filter(~Q(person=person), confirmed_at__isnull=False, person__is_active=True).exists()


def known_here(rows: Iterable[Membership]) -> bool:
    """Whether the vendor has confirmed anything of these."""
    return any(row.confirmed_at is not None for row in rows)


def elsewhere(work: OrganisationWork, person: int) -> bool:
    """Whether the person works for another organisation as well."""
    rows = Membership.objects.filter(person=person, ended_at=None)
    return rows.exclude(organisation=work.organisation).exists()


def unaware(kind: OrgKind) -> Mistaken:
    """Nobody would administer the organisation any more, and nothing was said about it."""
    return mistaken(
        "aware",
        "Другого администратора у организации нет. Подтвердите, что понимаете последствия",
        "The organisation has no other administrator. Confirm that you understand what follows",
        clauses.of(clauses.HEADS, kind),
    )
