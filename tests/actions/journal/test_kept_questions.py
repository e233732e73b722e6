"""Clocks that were kept before they knew of open questions and plans: the migration tells them what the journal says."""

from importlib import import_module
from random import Random

from django.db import connection, transaction

from kabinet.actions.journal.verify import verify
from kabinet.records.security.reach import as_system
from tests.actions.desk import Desk, msk
from tests.actions.walk import Walk

ASKED = import_module("kabinet.records.migrations.0010_closings_and_claims").ASKED
FORGET = "UPDATE ticket SET clocks = clocks - 'asked' - 'planned'"


def test_the_migration_tells_what_a_refold_tells(desk: Desk) -> None:
    walk = Walk(desk, Random(11), msk("2024-03-14 10:05"))
    walk.go(400)
    with transaction.atomic(), as_system("a look from outside"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ticket WHERE clocks->>'asked' <> '' OR clocks->>'planned' <> ''")
        assert cursor.fetchone()[0] > 3, "the walk left something open"
        cursor.execute(FORGET)
    assert list(verify()) != []
    with transaction.atomic(), as_system("the migration"), connection.cursor() as cursor:
        cursor.execute(ASKED)
    assert list(verify()) == []
