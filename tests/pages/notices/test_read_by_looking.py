"""Looking at a ticket reads what the reader was told about it: every kind of notice with a ticket as its subject."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kabinet.actions.notices import kinds, subjects
from kabinet.actions.notices.kinds import Journal
from kabinet.actions.notices.notify import Telling, notify
from kabinet.actions.notices.subjects import Subject
from kabinet.actions.vendor.participants import invite_participant
from kabinet.records.models import Notice
from kabinet.records.security.reach import as_system, leave
from tests import clock
from tests.desk import Desk, later, passed_on

KINDS = [
    (journal, kind)
    for (journal, kind), declared in sorted(kinds.declared().items())
    if Subject.TICKET in declared.about and declared.audience
]


@pytest.fixture
def tickets(desk: Desk) -> tuple[str, str]:
    """A client ticket and its vendor ticket, in which a person of the client takes part; nobody has been told yet."""
    made = passed_on(desk, later(clock.now(), hours=-3))
    person = desk.cast.person["saveliev"]
    desk.do(invite_participant, "gordeeva", later(clock.now(), hours=-2), number=made[1], person=person)
    with as_system("a test"):
        Notice.objects.all().delete()
    return made


def tell(desk: Desk, login: str, number: str, journal: Journal, kind: str) -> None:
    declared = kinds.declared()[journal, kind]
    ticket = desk.ticket(number)
    of_ticket = journal is Journal.TICKET
    with as_system("a test"):
        notify(
            [
                Telling(
                    desk.cast.person[login],
                    kind,
                    subjects.ticket(number),
                    clock.now() - timedelta(minutes=1),
                    {"name": "ERP", "level": 2, "subject": "", "reader": "applicant"},
                    ticket=ticket.pk if of_ticket else None,
                    organisation=None if of_ticket else ticket.client_id,
                    side=min(declared.audience) if of_ticket else "",
                )
            ]
        )


def left(desk: Desk, login: str) -> list[str]:
    with as_system("a look"):
        unread = Notice.objects.filter(person=desk.cast.person[login], read_at=None)
        return sorted(unread.values_list("kind", flat=True))


def get(desk: Desk, login: str, address: str) -> str:
    client = Client()
    desk.cast.sign_in(client, login)
    leave()
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


PAGES = [
    ("gordeeva", "/tickets/{client}/", "client", "/queue/"),
    ("saveliev", "/tickets/{client}/", "client", "/tickets/"),
    ("gordeeva", "/tickets/{vendor}/", "vendor", "/vendor-tickets/"),
    ("saveliev", "/joint/{vendor}/", "vendor", None),
]


def test_there_are_kinds_of_both_journals() -> None:
    assert {journal for journal, _ in KINDS} == set(Journal)


@pytest.mark.parametrize(("login", "page", "leg", "listed"), PAGES)
def test_every_kind_is_read_by_looking(
    desk: Desk, tickets: Any, login: str, page: str, leg: str, listed: str | None
) -> None:
    numbers = dict(zip(("client", "vendor"), tickets, strict=True))
    told = KINDS
    for journal, kind in told:
        tell(desk, login, numbers[leg], journal, kind)
    assert len(left(desk, login)) == len(told)
    get(desk, login, page.format(**numbers))
    assert left(desk, login) == [], "told about this very ticket and still unread"


@pytest.mark.parametrize(("login", "page", "leg", "listed"), [each for each in PAGES if each[3]])
@pytest.mark.parametrize("journal", list(Journal))
def test_a_list_marks_the_ticket_until_it_was_looked_at(
    desk: Desk, tickets: Any, login: str, page: str, leg: str, listed: str, journal: Journal
) -> None:
    numbers = dict(zip(("client", "vendor"), tickets, strict=True))
    kind = next(kind for each, kind in KINDS if each is journal)
    tell(desk, login, numbers[leg], journal, kind)
    mark = 'class="unread"'
    assert mark in get(desk, login, listed)
    get(desk, login, page.format(**numbers))
    assert mark not in get(desk, login, listed)


def test_what_is_about_another_ticket_stays_unread(desk: Desk, tickets: Any) -> None:
    other = desk.register(later(clock.now(), hours=-1)).number
    with as_system("a test"):
        Notice.objects.all().delete()
    for journal, kind in KINDS:
        tell(desk, "gordeeva", other, journal, kind)
    get(desk, "gordeeva", f"/tickets/{tickets[0]}/")
    assert len(left(desk, "gordeeva")) == len(KINDS)
