"""Who can sign in to the demonstration and what there is to see, as a table for the terminal."""

from collections.abc import Iterator, Mapping

from django.conf import settings

from kabinet.demonstration.tables import table
from kabinet.demonstration.world import houses
from kabinet.records.models import Organisation, Person
from kabinet.records.security.reach import as_system

HEAD = ("Логин", "Кто это", "Что посмотреть")


def guide() -> str:
    """The table, empty when the people of the demonstration are not all in the database; needs a transaction."""
    rows = list(_rows())
    if not _known([row[0] for row in rows]):
        return ""
    widths = [max(len(row[column]) for row in [HEAD, *rows]) for column in (0, 1)]
    lines = [f"{login:<{widths[0]}}  {who:<{widths[1]}}  {look}" for login, who, look in [HEAD, *rows]]
    head = f"Демонстрация: все люди вымышлены, пароль у всех {settings.DEMO_PASSWORD}"
    return "\n".join([head, "", *lines])


def _rows() -> Iterator[tuple[str, str, str]]:
    people = _people()
    for row in table("guide")["person"]:
        yield row["login"], people[row["login"]], row["look"]


def _people() -> Mapping[str, str]:
    """Name and organisation by login; somebody of two organisations is introduced in the first."""
    found: dict[str, str] = {}
    for _, house in houses():
        for person in house["people"]:
            if "name" in person:
                surname, first = person["name"].split()[:2]
                found.setdefault(person["login"], f"{first} {surname}, {house['short_name']}")
    return found


def _known(logins: list[str]) -> bool:
    with as_system("who can sign in to the demonstration"):
        if not Organisation.objects.exists():
            return False
        return Person.objects.filter(login__in=logins, is_active=True).count() == len(logins)
