"""A small demonstration: everything that is open, and one of each piece of the past. Built once for all tests here."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from tests.database import Clones, Database, _point_at

# A Thursday afternoon, as in the picture of the queue.
AT = datetime(2026, 11, 26, 14, 42, 7, tzinfo=ZoneInfo("Europe/Moscow"))
MINE, SHARED = f"own_{os.getpid()}_demonstration", f"test_{os.getpid()}"


@pytest.fixture(scope="session")
def _built(clones: Clones, django_db_setup: None, django_db_blocker: Any) -> Iterator[Database]:
    from kabinet.demonstration.build import build

    database = clones.fresh(MINE)
    with django_db_blocker.unblock():
        _point_at(database)
        # As in `kabinet run`: letters are kept for whoever looks at them.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "LETTERS", "caught")
            assert build(at=AT, tickets=1) is not None
        _point_at(Database(SHARED, clones.server))
    yield database
    clones.drop(MINE)


@pytest.fixture
def demonstration(_built: Database, django_db_blocker: Any) -> Iterator[Database]:
    """The database it is in, on which Django's connections stand meanwhile."""
    with django_db_blocker.unblock():
        _point_at(_built)
        yield _built
        _point_at(Database(SHARED, _built.server))
