"""The people of an organisation under the headings of the regulation (U5, P6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kabinet.pages.organisations.overview.days import State, in_force, state
from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.doors import Contact
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS
from kabinet.regulation.pack import Pack

TONES = {
    Role.ORGANISATIONAL_CONTACT: ("partner", "shield-check"),
    Role.ADMINISTRATOR: ("partner", "shield-check"),
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line; `tags` are rights or a certificate. `pending` has no access yet."""

    name: str
    position: str
    email: str
    phone: str
    login: str
    tags: tuple[State, ...]
    pending: bool
    key: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """One table: `counted` beside its title, `column` the head of the last column, `foot` what the regulation says."""

    title: str
    counted: str
    column: str
    rows: tuple[PersonRow, ...]
    foot: str = ""
    clause: str = ""


def roster(kind: OrgKind, contacts: Sequence[Contact], law: Pack, today: date) -> list[Heading]:
    """The tables of an organisation of `kind`; a person of several roles stands in each table that names one."""
    if kind is OrgKind.VENDOR:
        return [_others(_("Сотрудники"), contacts, tuple(Role))]
    headings = [_organisational(kind, contacts, law)]
    if kind is OrgKind.CLIENT:
        headings.append(_authorised_persons(contacts))
        rest = _others(_("Читают, но не пишут"), contacts, (Role.VIEWER,))
    else:
        headings.append(_authorised_employees(contacts, law, today))
        rest = _others(_("Инженеры и координаторы"), contacts, (Role.ENGINEER, Role.COORDINATOR))
    return headings + ([rest] if rest.rows else [])


def waiting(contacts: Iterable[Contact]) -> list[Contact]:
    """Whom the vendor has not confirmed yet in anything that was asked for."""
    return [contact for contact in contacts if contact.pending]


def role_tag(role: Role) -> str:
    """The right as it stands beside a name."""
    return spoken(ROLE_WORDS[role].tag)


def role_names(roles: Iterable[Role]) -> str:
    """The rights in words, for a line of text."""
    return ", ".join(said[:1].lower() + said[1:] for said in map(role_tag, roles))


def certificate(contact: Contact, law: Pack, today: date) -> State:
    """The expert's certificate of a person: the one in force, else the last (P2.5)."""
    wanted = law.entitlement.certificate if law.entitlement else ""
    own = [each for each in contact.certificates if each.kind == wanted]
    if not own:
        return State("", "ban", _("нет"), _("готовит, но не отправляет в %(vendor_name_acc)s"))
    held = [each for each in own if in_force(each.first_day, each.last_day, today)]
    chosen = (held or own)[-1]
    found = state(chosen.first_day, chosen.last_day, today)
    note = amounts.numbered(chosen.number) + (f", {found.note}" if found.note else "")
    return State(found.tone, found.icon, found.words, note)


def _organisational(kind: OrgKind, contacts: Sequence[Contact], law: Pack) -> Heading:
    role = Role.ORGANISATIONAL_CONTACT
    rows = tuple(_row(contact, role, (_right(role),)) for contact in _holders(contacts, role))
    limits = law.leg(LegCode.CLIENT).limits
    seats = limits.organisational_contacts if limits else len(rows)
    return Heading(
        _("Контактные лица по организационным вопросам"),
        _("%(count)s из %(seats)s") % {"count": len(rows), "seats": seats},
        _("Права"),
        rows,
        _("Больше двух нельзя. Чтобы назначить другого, сначала снимают одного из них."),
        "U5a" if kind is OrgKind.CLIENT else "P6.1",
    )


def _authorised_persons(contacts: Sequence[Contact]) -> Heading:
    role = Role.AUTHORISED_PERSON
    rows = tuple(_row(contact, role, (_right(role),)) for contact in _holders(contacts, role))
    foot = _("Новое обращение отправляет только уполномоченное лицо.")
    return Heading(_("Уполномоченные лица"), str(len(rows)), _("Права"), rows, foot, "U3.5a")


def _authorised_employees(contacts: Sequence[Contact], law: Pack, today: date) -> Heading:
    role = Role.AUTHORISED_EMPLOYEE
    states = [(contact, certificate(contact, law, today)) for contact in _holders(contacts, role)]
    rows = tuple(_row(contact, role, (found,)) for contact, found in states)
    held = sum(found.tone in ("ok", "warn") for _contact, found in states)
    counted = _("%(count)s, из них с сертификатом %(held)s") % {"count": len(rows), "held": held}
    foot = _("Отправить обращение в %(vendor_name_acc)s может только специалист с действующим сертификатом.")
    return Heading(
        _("Уполномоченные сотрудники"), counted, _("Эксперт по технологическим вопросам"), rows, foot, "P2.5"
    )


def _others(title: str, contacts: Sequence[Contact], roles: tuple[Role, ...]) -> Heading:
    chosen = [contact for contact in contacts if set(roles) & {*contact.roles, *contact.pending}]
    rows = tuple(_row(contact, None, tuple(map(_right, contact.roles))) for contact in chosen)
    return Heading(title, str(len(rows)), _("Права"), rows)


def _holders(contacts: Iterable[Contact], role: Role) -> list[Contact]:
    return [contact for contact in contacts if role in contact.roles or role in contact.pending]


def _row(contact: Contact, role: Role | None, tags: tuple[State, ...]) -> PersonRow:
    person = contact.person
    pending = role in contact.pending if role else not contact.roles
    if pending:
        tags = (
            State("note", "hourglass", _("ждёт подтверждения %(vendor_name_gen)s"), _("доступа пока нет")),
        )
    return PersonRow(
        person.name,
        person.position,
        person.email,
        person.phone,
        person.login,
        tags,
        pending=pending,
        key=person.pk,
    )


def _right(role: Role) -> State:
    tone, icon = TONES.get(role, ("", ""))
    return State(tone, icon, role_tag(role))
