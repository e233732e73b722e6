"""Deadlines that fall due by themselves: the cost of looking, how late a breach is on record, and after an outage."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import psycopg
from django.db import transaction

from bench.pages.server import part
from bench.pages.tasks import CLIENT, TEXT
from kabinet.actions.journal.deadlines import next_due, settle_due
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.jobs.deadlines import catch_up
from kabinet.records import doors

OVERDUE = 10_000
WATCHED = 20
LOOKS = 200
RUNNING = "SELECT count(*), min(next_due_at) FROM ticket WHERE next_due_at IS NOT NULL"
WRONG = """SELECT count(*) FROM journal_entry
WHERE id > %s AND kind = 'breached' AND occurred_at <> (data->>'due')::timestamptz"""
REACTION = timedelta(hours=2)  # level 1, day and night
FAILURE = {"happens": "failure", "no_other_way": True, "no_other_version": True, "no_backup": True}
VALUES = {
    "description": TEXT, "product": "1С:ERP", "platform": "8.3.24.1467", "client_environment": "Windows 10",
    "server_os": "Astra Linux SE 1.7.5", "server_hardware": "2 узла", "company": "АО «Клиент 0»", "delivery": "8000000001",
    "phone": "+7 900 000-41-17", "email": "someone@bench.example",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """`look` and `wait` in milliseconds: one look when nothing is due, and asking when to look again."""

    running: int
    look: float
    wait: float


def found(url: str) -> Found:
    """With as many running clocks as the database has."""
    with psycopg.connect(url) as connection:
        [(running, first)] = connection.execute(RUNNING).fetchall()
    before = first - timedelta(seconds=1)
    return Found(running, _milliseconds(lambda: settle_due(at=before)), _milliseconds(next_due))


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(LOOKS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken) * 1000


@dataclass(frozen=True, slots=True)
class Outage:
    """How many clocks fell due meanwhile, in how many seconds they were on record, how many at a wrong instant."""

    overdue: int
    seconds: float
    wrong: int


def outage(url: str) -> Outage:
    """The worker looks again when so many have fallen due that it could not see."""
    question = "SELECT next_due_at FROM ticket WHERE next_due_at IS NOT NULL ORDER BY 1 LIMIT 1 OFFSET %s"
    with psycopg.connect(url) as connection:
        row = connection.execute(question, [OVERDUE - 1]).fetchone()
        if row is None:
            raise SystemExit(f"bench/pages/run: fewer than {OVERDUE} clocks run")
        at = row[0] + timedelta(seconds=1)
        [(overdue,)] = connection.execute(
            "SELECT count(*) FROM ticket WHERE next_due_at < %s", [at]
        ).fetchall()
        known = connection.execute("SELECT max(id) FROM journal_entry").fetchone()
    begun = time.perf_counter()
    catch_up(at)
    seconds = time.perf_counter() - begun
    with psycopg.connect(url) as connection:
        wrong = connection.execute(
            WRONG,
            known,
        ).fetchone()
    return Outage(overdue, seconds, wrong[0] if wrong else -1)


def latency(url: str) -> list[float]:
    """Seconds from a deadline to the moment at which anybody can read its breach, with the worker at work."""
    with part("work"):
        time.sleep(3)
        due = _registered()
        seen: dict[str, float] = {}
        with psycopg.connect(url, autocommit=True) as connection:
            while len(seen) < len(due) and time.time() < max(due.values()) + 60:
                rows = connection.execute(BREACHED, [list(due)]).fetchall()
                seen |= {number: time.time() for (number,) in rows if number not in seen}
                time.sleep(0.02)
    return sorted(seen[number] - due[number] for number in seen)


BREACHED = """SELECT t.number FROM ticket t JOIN journal_entry j ON j.ticket_id = t.id
WHERE t.number = ANY(%s) AND j.kind = 'breached'"""


def _registered() -> dict[str, float]:
    """Critical tickets, registered two hours ago as far as they know: their first contact is due in some seconds."""
    now = datetime.now(UTC).replace(microsecond=0)
    due = [now + timedelta(seconds=5 + nth) for nth in range(WATCHED)]
    return {_register(then - REACTION): then.timestamp() for then in due}


def _register(at: datetime) -> str:
    with transaction.atomic():
        person, system = _client()
        actor = doors.actor_of(person, None, at)
        if actor is None:
            raise SystemExit("bench/pages/run: the bench's client is gone")
        form: dict[str, Any] = {"system": system, "values": VALUES, "symptoms": FAILURE, "chosen_level": None}
        terms = CriticalTerms(phone="+7 900 000-41-17", reachable=True, answers_within_hour=True)
        ticket = register_ticket(
            actor=actor,
            at=at,
            critical=terms,
            service="problem",
            impact="critical",
            subject=TEXT[:60],
            **form,
        )
        return str(ticket.number)


def _client() -> tuple[int, int]:
    from kabinet.records.models import Person, System
    from kabinet.records.security.reach import as_system

    with as_system("the client of the bench"):
        person = Person.objects.get(login=CLIENT)
        system = System.objects.filter(client__memberships__person=person, production=True).first()
        return person.pk, system.pk if system else 0
