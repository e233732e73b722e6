"""What a person set for themselves alone is read, written and removed by nobody else, in the database itself."""

from typing import Any

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from tests.records.security.sql import changed, count, insert
from tests.records.world import AT, World


def test_the_address_of_ones_deadlines_is_ones_own(world: World) -> None:
    def row(login: str) -> dict[str, Any]:
        return {
            "person_id": world.cast.person[login],
            "secret": f"of {login}",
            "everybody": False,
            "subjects": False,
            "made_at": AT.isoformat(),
            "read_at": None,
        }

    world.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        insert("deadline_feed", row("orlova"))
    insert("deadline_feed", row("saveliev"))
    assert changed("UPDATE deadline_feed SET subjects = true") == 1
    for login in ("orlova", "gordeeva", "titova", "lapteva", "shulgin"):
        world.cast.actor(login, AT)
        assert count("deadline_feed") == 0
        assert changed("UPDATE deadline_feed SET secret = 'mine'") == 0
        assert changed("DELETE FROM deadline_feed") == 0
    world.cast.actor("saveliev", AT)
    assert changed("DELETE FROM deadline_feed") == 1
