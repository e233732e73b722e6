"""Which rights people of an organisation can hold and what they are called, who administers it, and what the vendor has to
confirm (L14, L15)."""

from collections.abc import Mapping
from dataclasses import dataclass

from kabinet.regulation.access.actor import OrgKind, Role
from kabinet.regulation.access.granted import STAFF
from kabinet.regulation.text import Text


@dataclass(frozen=True, slots=True)
class RoleWords:
    """`title` is the right in paper forms and histories, `tag` what stands beside a name, `hint` what one does with it."""

    title: Text
    tag: Text
    hint: Text


ROLE_WORDS: Mapping[Role, RoleWords] = {
    Role.ORGANISATIONAL_CONTACT: RoleWords(
        title=Text("Контактное лицо по организационным вопросам", "Organisational contact"),
        tag=Text("Администратор", "Administrator"),
        hint=Text(
            "Контактное лицо по организационным вопросам, не больше двух",
            "Organisational contact, at most two",
        ),
    ),
    Role.AUTHORISED_PERSON: RoleWords(
        title=Text("Уполномоченное лицо", "Authorised person"),
        tag=Text("Отправляет обращения", "Sends tickets"),
        hint=Text("Создаёт обращения и отвечает в них", "Creates tickets and replies in them"),
    ),
    Role.VIEWER: RoleWords(
        title=Text("Только просмотр", "Reads only"),
        tag=Text("Читает", "Reads"),
        hint=Text("Видит обращения, ничего не пишет", "Sees tickets, writes nothing"),
    ),
    Role.AUTHORISED_EMPLOYEE: RoleWords(
        title=Text("Уполномоченный сотрудник", "Authorised employee"),
        tag=Text("Передаёт в {vendor_name_acc}", "Passes on to {vendor_name}"),
        hint=Text(
            "Передаёт обращения в {vendor_name_acc}, нужен сертификат",
            "Passes tickets on to {vendor_name}, needs the certificate",
        ),
    ),
    Role.ENGINEER: RoleWords(
        title=Text("Инженер", "Engineer"),
        tag=Text("Инженер", "Engineer"),
        hint=Text(
            "Отвечает клиентам, готовит обращения в {vendor_name_acc}",
            "Answers clients, prepares tickets to {vendor_name}",
        ),
    ),
    Role.COORDINATOR: RoleWords(
        title=Text("Координатор", "Coordinator"),
        tag=Text("Координатор", "Coordinator"),
        hint=Text(
            "Распределяет обращения, передаёт формы клиентов", "Assigns tickets, hands clients' forms in"
        ),
    ),
    Role.AUDITOR: RoleWords(
        title=Text("Аудитор", "Auditor"),
        tag=Text("Аудитор", "Auditor"),
        hint=Text(
            "Проверяет соблюдение регламента, ничего не меняет",
            "Checks how the regulation is kept, changes nothing",
        ),
    ),
    Role.ADMINISTRATOR: RoleWords(
        title=Text("Администратор системы", "System administrator"),
        tag=Text("Администратор системы", "System administrator"),
        hint=Text(
            "Организации, подтверждения, версии регламента; обращений не видит",
            "Organisations, confirmations, versions of the regulation; sees no tickets",
        ),
    ),
}

# In the order in which forms name them.
ROLES_OF: Mapping[OrgKind, tuple[Role, ...]] = {
    OrgKind.CLIENT: (Role.ORGANISATIONAL_CONTACT, Role.AUTHORISED_PERSON, Role.VIEWER),
    OrgKind.PARTNER: (
        Role.ORGANISATIONAL_CONTACT,
        Role.AUTHORISED_EMPLOYEE,
        Role.ENGINEER,
        Role.COORDINATOR,
    ),
    OrgKind.VENDOR: (Role.ENGINEER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
}
# Who manages the contacts of an organisation (U5c, P6.1); of the vendor its own administrator.
HEAD_OF: Mapping[OrgKind, Role] = {
    OrgKind.CLIENT: Role.ORGANISATIONAL_CONTACT,
    OrgKind.PARTNER: Role.ORGANISATIONAL_CONTACT,
    OrgKind.VENDOR: Role.ADMINISTRATOR,
}
# Rights that the vendor looks at each time, even of somebody whom it knows already.
LOOKED_AT = frozenset({Role.ORGANISATIONAL_CONTACT, Role.AUTHORISED_EMPLOYEE})
# Rights with which one works on tickets.
WORKING = STAFF


def awaits(kind: OrgKind, role: Role, *, known: bool) -> bool:
    """Whether `role` opens nothing before the vendor has confirmed it.

    `known` says that the vendor has confirmed the person in this organisation before: then an administrator authorises
    them alone (U5a). The vendor's administrator confirms the vendor's own people by entering them.
    """
    return kind is not OrgKind.VENDOR and (not known or role in LOOKED_AT)
