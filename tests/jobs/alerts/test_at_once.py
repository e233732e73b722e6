"""A device is removed while somebody acts: the act and the removal both come to their end."""

from threading import Thread

import psycopg
import pytest
from django.db import connections, transaction

from kabinet.actions.alerts.devices import forget
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import until
from tests.database import Database
from tests.desk import Desk
from tests.fixtures_push import PushService
from tests.jobs.alerts.looks import AT, SwitchOn, alerts, device

WAITS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"


@pytest.mark.slow
def test_an_act_that_tells_a_device_and_its_removal_do_not_undo_each_other(
    own_db: Database, push: PushService, cast: Cast, switched_on: SwitchOn
) -> None:
    made = switched_on(cast, "gordeeva", AT)
    failed: list[Exception] = []

    def remove() -> None:
        try:
            with transaction.atomic(), as_system("its service said 410"):
                forget(made.pk, AT)
        except Exception as fault:
            failed.append(fault)
        finally:
            connections.close_all()

    removing = Thread(target=remove)
    with psycopg.connect(own_db.url, autocommit=True) as other:
        with transaction.atomic():
            number = Desk(cast).register(AT).number
            removing.start()
            until(lambda: other.execute(WAITS, [own_db.name]).fetchone() == (1,), removing.is_alive)
        removing.join()
    assert failed == []
    assert (device(made.pk), alerts()) == (None, [])
    assert "registered" in Desk(cast).told("gordeeva", number)
