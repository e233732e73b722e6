"""A person of the cast with a browser, and a look at what is on record."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.test import Client

from kabinet.pages.notices.addresses import address_of
from kabinet.pages.ui.moments import MOSCOW
from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests.cast import Cast
from tests.clock import now
from tests.pages.forms import fields

Answer = Any


@dataclass
class Browser:
    """`login` as they go through pages; addresses may name `{zmk}` and other keys of the cast."""

    cast: Cast
    login: str
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.cast.sign_in(self.client, self.login)

    def get(self, address: str, status: int = 200) -> str:
        """The text of a page."""
        leave()
        answer = self.client.get(self._address(address))
        assert answer.status_code == status, f"{answer.status_code}: {faults(answer)}"
        return shown(answer)

    def post(self, address: str, answers: int = 303, **data: Any) -> str:
        """What comes of sending just this; after an act the page that it leads to."""
        leave()
        answer = self.client.post(self._address(address), data)
        assert answer.status_code == answers, f"{answer.status_code}: {faults(answer)}"
        return self.get(answer["Location"]) if answers == 303 else shown(answer)

    def send(self, address: str, answers: int = 303, **changes: Any) -> str:
        """The page's own form with these changes; None takes a field away."""
        form = fields(self.get(address), "act")
        data = {name: value for name, value in {**form, **changes}.items() if value is not None}
        return self.post(address, answers, **data)

    def _address(self, address: str) -> str:
        known = {key.replace("-", "_"): pk for key, pk in self.cast.organisation.items()}
        return address.format(**known) if "{" in address else address


def shown(answer: Answer) -> str:
    return str(answer.content.decode().replace("\xa0", " ")) if answer.content else ""


def faults(answer: Answer) -> list[str]:
    """What the page says is wrong."""
    return re.findall(r'class="error">.*?</svg>(.*?)</p>|role="alert">.*?<b>(.*?)</b>', shown(answer))


def day(later: int = 0) -> date:
    """So many days from today, in Moscow."""
    return now().astimezone(MOSCOW).date() + timedelta(later)


def put(model: str, where: dict[str, Any], **columns: Any) -> None:
    """The rows are other ones from now on."""
    with transaction.atomic(), as_system("another world for a test"):
        getattr(models, model).objects.filter(**where).update(**columns)


def rows(model: str, **where: Any) -> list[Any]:
    """What is on record."""
    with transaction.atomic(), as_system("a look from outside"):
        return list(getattr(models, model).objects.filter(**where).order_by("pk"))


def history(organisation: int) -> list[str]:
    """Kinds of the organisation's journal, in the order in which they were written."""
    return [row.kind for row in rows("OrganisationEntry", organisation=organisation)]


def told(cast: Cast, login: str) -> list[tuple[str, str]]:
    """Kind and page of the person's notices of facts of organisations."""
    found = rows("Notice", person=cast.person[login], organisation__isnull=False)
    return [(row.kind, address_of(row)) for row in sorted(found, key=lambda row: (row.created_at, row.kind))]
