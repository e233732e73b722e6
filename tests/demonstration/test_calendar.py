"""A corrected calendar brought to the open tickets of the demonstration, through the page of its administrator."""

import re

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.journal.verify import verify
from kabinet.actions.regulation import calendar as acts
from kabinet.records.models import JournalEntry, Person, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions.calendars import newest_calendar
from tests import clock
from tests.cast import sign_in
from tests.pages.regulation.calendar.test_calendars import free_day, imported, text

pytestmark = pytest.mark.usefixtures("demonstration", "stated_instant")


def administrator() -> Client:
    client = Client()
    with as_system("who signs in"):
        person = Person.objects.get(login="shulgin")
    sign_in(client, person.pk)
    return client


def of_status(status: str) -> int:
    with as_system("a look at the demonstration"):
        return Ticket.objects.filter(status=status).count()


def test_it_reaches_every_open_ticket_objected_refusals_among_them() -> None:
    with transaction.atomic():
        client, objected = administrator(), of_status("objected")
        assert objected >= 2
        draft = imported(client, free_day())
        version = client.post(f"{draft}publish/", {"seen": newest_calendar().code}).url
        told = f"С возражением на отказ: {objected} обращени"
        shown = text(client.get(version))
        assert told in shown
        answered = client.post(f"{version}apply/")
        assert answered.status_code == 303
        said = text(client.get(version))
        assert re.search(r"Сроки сдвинулись: \d+ |ни один срок не сдвинулся", said)
        assert "пропущено" not in said
        while acts.go_on(at=clock.now()).taken:
            continue
        with as_system("a look at the demonstration"):
            behind = Ticket.objects.filter(closed_at=None).exclude(calendar=newest_calendar())
            assert list(behind) == []
            rows = JournalEntry.objects.filter(kind="calendar_changed", ticket__status="objected")
            assert rows.count() == objected
            assert list(verify()) == []
        transaction.set_rollback(True)
