"""Digests under workers that run beside each other: one letter an hour and person, nobody is told twice or not at all."""

import re
from datetime import datetime
from threading import Thread

import pytest
from django.db import connections, transaction

from kabinet.actions.letters.checking import left_behind
from kabinet.jobs.letters import Outcome, deliver_next
from kabinet.jobs.post_office import PostOffice
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.database import Database
from tests.desk import Desk, msk
from tests.fixtures_letters import MailBox, text_of
from tests.some import some

AT, HOUR = msk("2026-04-20 12:10"), msk("2026-04-20 13:00")
SAVELIEV = "saveliev@zmk.example"


@pytest.mark.slow
def test_workers_beside_each_other_make_one_digest(own_db: Database, mail: MailBox, cast: Cast) -> None:
    with transaction.atomic(), as_system("a choice"):
        person = cast.person["saveliev"]
        models.LetterChoice.objects.create(person_id=person, kinds={"tickets.registered": "hourly"})
    numbers = [Desk(cast).register(AT).number for _ in range(6)]
    for at in (AT, HOUR):
        workers = [Thread(target=_work, args=[at]) for _ in range(3)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
    (digest,) = some(mail.to(SAVELIEV))
    assert sorted(re.findall(r"/tickets/(U-\d+)/", text_of(digest))) == sorted(numbers)
    with transaction.atomic(), as_system("a look from outside"):
        assert set(models.Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert list(left_behind()) == []


def _work(at: datetime) -> None:
    office = PostOffice()
    while deliver_next(at, office) is Outcome.DONE:
        pass
    office.close()
    connections.close_all()
