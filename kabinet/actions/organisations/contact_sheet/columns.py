"""The filled form's columns: what stands where, in both languages."""

from dataclasses import dataclass

from kabinet.regulation.access import OrgKind
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS, ROLES_OF
from kabinet.regulation.text import Text

HEAD_ROW = 4  # names of columns; people begin below it
FIRST_ROW = HEAD_ROW + 1
PEOPLE = Text("Контактные лица", "Contacts")
COMPANY = Text("Организация", "Organisation")
YES = Text("да", "yes")
YESES = frozenset({"да", "yes", "+", "1", "true", "истина", "v", "x", "х"})
NOES = frozenset({"нет", "no", "-", "0", "false", "ложь", ""})


@dataclass(frozen=True, slots=True)
class Column:
    """`field` is what the acts call it; a right's is its code."""

    field: str
    title: Text
    width: int
    kind: str = "text"  # text | yes | day


FIELDS = (
    Column("name", Text("Фамилия, имя, отчество", "Name"), 34),
    Column("position", Text("Должность", "Position"), 28),
    Column("email", Text("Электронная почта", "E-mail"), 30),
    Column("phone", Text("Телефон", "Telephone"), 22),
    Column("login", Text("Логин на портале", "Portal login"), 20),
)
PAPERS = (
    Column("number", Text("Номер сертификата", "Certificate number"), 20),
    Column("first_day", Text("Сертификат действует с", "Certificate from"), 16, "day"),
    Column("last_day", Text("Сертификат действует по", "Certificate until"), 16, "day"),
)
LEAVES = Column("leaves", Text("Удалить из списка", "Take off the list"), 14, "yes")
COMPANY_FIELDS = (
    Column("name", Text("Полное наименование", "Full name"), 40),
    Column("short_name", Text("Краткое наименование", "Short name"), 40),
    Column("inn", Text("ИНН", "INN"), 40),
    Column("phone", Text("Телефон", "Telephone"), 40),
    Column("email", Text("Электронная почта", "E-mail"), 40),
    Column("zone", Text("Часовой пояс, например Europe/Moscow", "Time zone, such as Europe/Moscow"), 40),
    Column("number", Text("Номер соглашения с партнёром", "Number of the agreement with the partner"), 40),
    Column("first_day", Text("Первый день соглашения", "First day of the agreement"), 40, "day"),
)


def columns(kind: OrgKind) -> tuple[Column, ...]:
    """Of a client's or a partner's form, from column A on."""
    rights = tuple(Column(role.value, ROLE_WORDS[role].title, 17, "yes") for role in ROLES_OF[kind])
    return (*FIELDS, *rights, *(PAPERS if kind is OrgKind.PARTNER else ()), LEAVES)


def letter(place: int) -> str:
    """0 is A. No form has more than 26."""
    return chr(ord("A") + place)


def letter_of(kind: OrgKind, field: str) -> str:
    """Where a fault of `field` stands; those of the rights together stand at the first right."""
    named = {"roles": ROLES_OF[kind][0].value, "person": "login", "heir": "leaves", "aware": "leaves"}
    fields = [column.field for column in columns(kind)]
    wanted = named.get(field, field)
    return letter(fields.index(wanted)) if wanted in fields else letter(0)
