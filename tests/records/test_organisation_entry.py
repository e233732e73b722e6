"""The third ring around an organisation's own journal, by raw SQL: immovable, and not there for strangers."""

import pytest
from django.db.utils import ProgrammingError

from kabinet.records.models import OrganisationEntry
from kabinet.records.security.reach import as_system
from tests.records.security.sql import count, insert, refused, run
from tests.records.world import AT, World


@pytest.fixture
def written(world: World) -> World:
    """Two rows: of ZMK, and of the partner that serves it."""
    with as_system("a fact of each"):
        for key in ("zmk", "kontur"):
            OrganisationEntry.objects.create(
                organisation_id=world.cast.organisation[key],
                kind="contact_added",
                occurred_at=AT,
                data={
                    "name": "Зимина Анна Павловна",
                    "roles": {"ru": "отправка обращений", "en": "sending tickets"},
                    "login": "zimina",
                },
            )
    return world


@pytest.mark.clause("U5d")
@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("saveliev", ["zmk"]),
        ("frolov", ["zmk"]),
        ("gordeeva", ["kontur", "zmk"]),
        ("titova", ["kontur", "zmk"]),
        ("lapteva", ["kontur", "zmk"]),
        ("shulgin", ["kontur", "zmk"]),
        ("stranger", []),
        ("choi", []),
        ("newcomer", []),
        ("leaver", []),
    ],
)
def test_whose_history_is_seen(written: World, login: str, seen: list[str]) -> None:
    written.cast.actor(login, AT)
    keys = {pk: key for key, pk in written.cast.organisation.items()}
    rows = run("SELECT organisation_id FROM organisation_entry")
    assert sorted(keys[organisation] for (organisation,) in rows) == seen


@pytest.mark.clause("U5d")
@pytest.mark.parametrize("login", ["saveliev", "gordeeva", "titova", "shulgin"])
def test_nobody_writes_it_past_the_acts(written: World, login: str) -> None:
    zmk = written.cast.client["zmk"]
    row = {
        "id": 10_000_000,
        "organisation_id": zmk,
        "kind": "contact_removed",
        "occurred_at": AT.isoformat(),
        "actor_name": "",
        "actor_organisation": "",
        "system": "",
        "clause": "",
        "data": {},
    }
    written.cast.actor(login, AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("organisation_entry", row)


@pytest.mark.clause("U5d")
def test_it_is_not_changed_even_by_the_system(written: World) -> None:
    with as_system("trying it"):
        before = count("organisation_entry")
        for statement in (
            "UPDATE organisation_entry SET kind = 'contact_removed'",
            "DELETE FROM organisation_entry",
            "TRUNCATE organisation_entry",
        ):
            assert refused(statement)
        assert count("organisation_entry") == before == 2


@pytest.mark.clause("U5d")
def test_a_contact_is_written_by_named_work_alone(written: World) -> None:
    zmk = written.cast.client["zmk"]
    written.cast.actor("saveliev", AT)
    assert not run("UPDATE membership SET ended_at = now() WHERE organisation_id = %s RETURNING id", zmk)
    assert "permission denied" in refused("DELETE FROM membership WHERE organisation_id = %s", zmk)
    assert not run("UPDATE person SET login = 'other' WHERE login = 'orlova' RETURNING id")
