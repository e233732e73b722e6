"""What somebody waits for whom nobody has confirmed yet, and from whom (L14, L15)."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from kabinet.pages.look import moments
from kabinet.records import doors
from kabinet.regulation.access import Actor

CLAUSES = {"client": "L15", "partner": "L14"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One organisation that entered the person; `clause` says why they wait."""

    organisation: str
    words: str
    clause: str


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """Every organisation of the actor in which no role is confirmed."""
    found = []
    for organisation, rows in groupby(doors.memberships(actor), key=lambda row: row.organisation):
        roles = list(rows)
        if not any(role.confirmed_at for role in roles):
            since = moments.day(
                min(role.added_at for role in roles).astimezone(moments.MOSCOW).date(), at.date()
            )
            clause = CLAUSES.get(organisation.kind, "")
            found.append(Waiting(organisation.short_name, _words(organisation.kind, since), clause))
    return found


def _words(kind: str, since: str) -> str:
    if kind == "client":
        return _(
            "Вас внесли в список %(since)s. Ждём подтверждения фирмы «1С»: список ей передаёт ваш партнёр."
            " Узнать, передан ли он, можно у партнёра или у администратора вашей организации."
        ) % {"since": since}
    return _("Вас внесли в список %(since)s. Ждём подтверждения фирмы «1С».") % {"since": since}
