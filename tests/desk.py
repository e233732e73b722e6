"""A desk at which the named people of the cast act at chosen instants."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast

MOSCOW = ZoneInfo("Europe/Moscow")
CONFIRMED = CriticalTerms(phone="+7 900 000-41-17", reachable=True, answers_within_hour=True)
FAILURE = {"happens": "failure", "no_other_way": True, "no_other_version": True, "no_backup": True}
SYMPTOMS: Mapping[int, Mapping[str, str | bool]] = {
    1: FAILURE,
    2: {"happens": "partial"},
    3: {"happens": "isolated"},
    4: {"happens": "wish"},
}
VALUES = {
    "description": "После обновления rphost аварийно завершается.\nПовторяется каждые десять минут.",
    "product": "1С:ERP Управление предприятием 2.5.14.96",
    "platform": "8.3.24.1467",
    "client_environment": "Windows 10 22H2, тонкий клиент",
    "server_os": "Astra Linux SE 1.7.5",
    "server_hardware": "2 узла: 32 ядра, 256 ГБ",
    "company": "АО «ЗМК»",
    "delivery": "8012450301",
    "phone": "+7 900 000-41-17",
    "email": "saveliev@zmk.example",
}

# What the vendor says who alone lowers a ticket to level 4.
WISH = {"reason": "Пожелание", "ground": "misclassified", "symptoms": SYMPTOMS[4]}


def msk(text: str) -> datetime:
    """ "2024-03-14 10:05" in Moscow."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


@dataclass
class Desk:
    """`do(act, login, at, …)` is one act in one transaction, as a page makes it."""

    cast: Cast
    made: list[str] = field(default_factory=list)

    def do(self, act: Callable[..., Any], login: str, at: datetime, **given: Any) -> Any:
        """The act of this person at `at`."""
        with transaction.atomic():
            return act(actor=self.cast.actor(login, at), at=at, **given)

    def form(self, level: int = 3, system: str = "erp", **changes: Any) -> dict[str, Any]:
        """A complete form whose symptoms lead to `level`."""
        form = {
            "system": self.cast.system[system],
            "values": VALUES,
            "symptoms": SYMPTOMS[level],
            "chosen_level": None,
            "critical": CONFIRMED if level == 1 else None,
            "service": "problem",
            "impact": "critical" if level == 1 else "serious" if level == 2 else "minor",
            "subject": "rphost аварийно завершается",
        }
        return form | changes

    def register(
        self, at: datetime, login: str = "saveliev", level: int = 3, **changes: Any
    ) -> models.Ticket:
        """A ticket, by default of ZMK's production system."""
        return self.do(register_ticket, login, at, **self.form(level, **changes))

    def ticket(self, number: str) -> models.Ticket:
        """The row as it stands."""
        with transaction.atomic(), as_system("a look from outside"):
            return models.Ticket.objects.get(number=number)

    def journal(self, number: str) -> list[models.JournalEntry]:
        """The whole history."""
        with transaction.atomic(), as_system("a look from outside"):
            rows = models.JournalEntry.objects.filter(ticket__number=number).order_by("occurred_at", "id")
            return list(rows)

    def kinds(self, number: str) -> list[str]:
        """The kinds of the whole history."""
        return [row.kind for row in self.journal(number)]

    def messages(self, number: str) -> list[models.Message]:
        """Everything said."""
        with transaction.atomic(), as_system("a look from outside"):
            rows = models.Message.objects.filter(ticket__number=number).order_by("occurred_at", "id")
            return list(rows)

    def runs(self, number: str) -> list[tuple[Any, ...]]:
        """Clock runs as (name, run, started, due, ended, outcome, breached)."""
        columns = ("name", "run", "started_at", "due_at", "ended_at", "outcome", "breached_at")
        with transaction.atomic(), as_system("a look from outside"):
            rows = models.ClockRun.objects.filter(ticket__number=number).order_by("started_at", "name", "run")
            return list(rows.values_list(*columns))

    def told(self, login: str, number: str | None = None) -> list[str]:
        """Kinds of the notices of a person."""
        with transaction.atomic(), as_system("a look from outside"):
            rows = models.Notice.objects.filter(person=self.cast.person[login]).order_by("created_at", "kind")
            return [row.kind for row in rows if number is None or row.subject_key == number]


def later(at: datetime, **amount: float) -> datetime:
    """Some time after `at`."""
    return at + timedelta(**amount)


ITEMS = {
    "changes": "Платформа 8.3.23 обновлена до 8.3.24 в ночь на 14 марта",
    "sources": "Документация по кластеру: не описано. Известные проблемы: не найдено.",
    "pass_on_reason": "Сбой внутри платформы, по дампам причину не видно",
}


def passed_on(desk: Desk, at: datetime, level: int = 3, **given: Any) -> tuple[str, str]:
    """A ticket that was taken, answered and passed on within the hour: its number and the vendor's."""
    number = desk.register(at, level=level).number
    desk.do(take_ticket, "gordeeva", later(at, minutes=10), number=number)
    desk.do(answer_ticket, "gordeeva", later(at, minutes=20), number=number, text="Смотрим дампы")
    if level == 1:
        given.setdefault("critical", CONFIRMED)
    vendor = desk.do(pass_on_ticket, "zhdanov", later(at, minutes=30), number=number, values=ITEMS, **given)
    return number, vendor.number
