"""Who prepares versions of the regulation, one that is published, and what a test asks of them."""

from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.test import Client

from kabinet.actions.regulation import drafts, publication
from kabinet.records.security.reach import as_system
from kabinet.regulation.pack.editing import seen
from tests import clock
from tests.cast import Cast
from tests.desk import Desk
from tests.pages.forms import fields

MOSCOW = ZoneInfo("Europe/Moscow")
TERM = "client.toml/terms/level/2/reaction"


def now() -> datetime:
    return clock.now()


def today() -> date:
    return now().astimezone(MOSCOW).date()


class Reader:
    """One person in a browser of their own."""

    def __init__(self, cast: Cast, login: str) -> None:
        self.client = Client()
        cast.sign_in(self.client, login)

    def see(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return unescape(answer.content.decode()).replace("\xa0", " ")

    def send(self, address: str, data: dict[str, Any] | None = None, status: int = 303) -> Any:
        answer = self.client.post(address, data or {})
        assert answer.status_code == status, unescape(answer.content.decode())[:3000]
        return answer

    def fill(self, address: str, form: str, status: int = 303, **changes: Any) -> Any:
        """The form as the browser would send it, with what the person changes."""
        standing = {
            name: values[0]
            for name, values in fields(self.client.get(address).content.decode(), form).items()
        }
        return self.send(address, standing | changes, status)


def draft(administrator: Reader) -> str:
    return str(administrator.send("/regulations/begin/", {"number": "4.0"})["Location"])


def publish(administrator: Reader, address: str, **changes: Any) -> Any:
    return administrator.fill(f"{address}publish/", "publish", sure="on", **changes)


def published(desk: Desk, day: date, number: str = "4.1") -> None:
    """Version 4.1 of `day`: level 2 is answered in 3 working hours."""
    at = datetime.combine(day, datetime.min.time(), MOSCOW) + timedelta(hours=1)
    row = desk.do(drafts.begin, "shulgin", at, number="4.0")
    values = {tuple(TERM.split("/")): "3 working hours", ("pack.toml", "number"): number}
    given: Any = {"draft": row.pk, "sheet": "terms", "values": values, "before": seen(row.content, "terms")}
    row = desk.do(drafts.save_sheet, "shulgin", at, **given)
    desk.do(publication.publish, "shulgin", at, draft=row.pk, day=day, before=publication.mark(row.content))


def whole(model: Any) -> list[Any]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(model.objects.order_by("pk"))
