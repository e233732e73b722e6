"""What a reader's own settings let be written by raw SQL: which rows and columns, under whose name, for which side.

The first test walks every table and every column; the others take a row that the reader may well write and forge it.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import DataError, IntegrityError, InternalError, ProgrammingError

from kabinet.records import models
from kabinet.records.security.grants import COLUMNS, GRANTS, KEPT
from kabinet.records.security.policies import BY_LAW
from kabinet.records.security.reach import as_system, leave
from kabinet.records.security.row_level_security import WALLED
from kabinet.regulation.access import ACTS
from kabinet.regulation.facts import Kind
from kabinet.regulation.ticket import system_facts
from tests.cast import ORGANISATIONS, PEOPLE
from tests.records.security.sql import changed, copy_of, insert, run
from tests.records.world import AT, World, invite, tenant_of
from tests.some import some

Row = dict[str, Any]
# A reader of each side, and the ticket on which they are at work.
WRITERS = {
    "saveliev": ("client", "applicant"),
    "gordeeva": ("client", "support"),
    "arkhipova": ("vendor", "applicant"),
    "titova": ("vendor", "support"),
}
READERS = (*WRITERS, "lapteva", "shulgin", "newcomer")

OF_TICKET = frozenset(
    {
        *(
            "contact_id",
            "contact_name",
            "contact_phone",
            "contact_email",
            "assignee_id",
            "assignee_name",
            "level",
        ),
        *("status", "turn", "turn_since", "vendor_status", "impact", "first_contact_at", "answered_at"),
        *("passed_on_at", "closed_at", "last_fact_at", "clocks", "next_due_at", "queue_at", "queue_from"),
        *("queue_clock", "breaches", "calendar_id", "version"),
    }
)
FEED = {"secret", "everybody", "subjects", "made_at", "read_at"}
DEVICE = {"urgent_only", "contents"}
OWN = {
    "deadline_feed": FEED,
    "device": DEVICE,
    "notice": {"read_at"},
    "draft": {"content", "saved_at"},
    "sending": {"answer"},
    "person": {"zone", "language"},
}
AT_WORK = OWN | {"ticket": OF_TICKET}
ALONE = {
    "deadline_feed": FEED,
    "device": DEVICE,
    "person": {"zone", "language"},
    "sending": {"answer"},
    "draft": {"content", "saved_at"},
    "notice": {"read_at"},
}
PREPARED = {"content", "note", "saved_at"}
# What an act changes of rows that are there, by the side of whoever acts; all the rest is named work of the system. Words
# and files have readers, a file its ticket: to those columns no value is written here that anybody may give them.
CHANGED: Mapping[str, Mapping[str, set[str] | frozenset[str]]] = {
    "saveliev": AT_WORK,
    "gordeeva": AT_WORK | {"participant": {"ended_at"}},
    "arkhipova": AT_WORK | {"participant": {"ended_at"}},
    "titova": AT_WORK | {"version_draft": PREPARED},
    "lapteva": OWN,
    "shulgin": OWN | {"version_draft": PREPARED},
    "newcomer": ALONE,
}
REMOVED = {
    "saveliev": {"bounced_address", "deadline_feed", "draft", "file", "sending", "ticket_link", "ticket_tag"},
    "gordeeva": {"deadline_feed", "draft", "file", "sending", "ticket_link", "ticket_tag"},
    "arkhipova": {"deadline_feed", "draft", "file", "sending", "ticket_link", "ticket_tag"},
    "titova": {"deadline_feed", "draft", "file", "sending", "ticket_link", "ticket_tag", "version_draft"},
    "lapteva": {"deadline_feed", "draft", "file", "sending"},
    "shulgin": {"deadline_feed", "draft", "file", "sending", "version_draft"},
    "newcomer": {"deadline_feed", "draft", "file", "sending"},
}


@pytest.fixture
def full(world: World) -> World:
    """Everybody's own words, files and papers beside what the world has; a ticket in joint work."""
    invite(world, "orlova", "zmk")
    with as_system("rows of a test"):
        for login in WRITERS:
            _at_work(world, login)
        for login in READERS:
            _of_person(world, login)
    return world


def _at_work(world: World, login: str) -> None:
    ticket, said = _ticket(world, login), _said(world, login)
    message = models.Message.objects.create(**said | {"audience": _widest(login)})
    models.File.objects.create(
        **_file(world, login), **tenant_of(ticket), message=message, audience=_widest(login)
    )
    beside = {
        **tenant_of(ticket),
        "audience": _widest(login),
        "added_by_id": world.cast.person[login],
        "added_at": AT,
    }
    models.TicketTag.objects.create(**beside, name=login)
    other = world.tickets[{"client": "les", "partner": "kedr", "vendor": "gavan"}[_side(login)]]
    models.TicketLink.objects.create(**beside, other=other, other_number=other.number, kind="related")


def _of_person(world: World, login: str) -> None:
    person, organisation = world.cast.person[login], world.cast.organisation[PEOPLE[login][1]]
    models.File.objects.create(**_file(world, login))
    models.Draft.objects.create(
        kind="new_ticket", person_id=person, organisation_id=organisation, saved_at=AT
    )
    models.Sending.objects.create(person_id=person, key=uuid4(), at=AT)
    models.DeadlineFeed.objects.create(person_id=person, secret=uuid4().hex, made_at=AT)
    models.Device.objects.create(
        person_id=person, known_by=uuid4().hex, service="of", sealed="of", added_at=AT
    )
    models.Notice.objects.create(
        person_id=person,
        organisation_id=organisation,
        subject="organisation",
        kind="link_issued",
        created_at=AT,
    )
    models.VersionDraft.objects.create(kind="calendar", person_id=person, saved_at=AT)


def _ticket(world: World, login: str) -> models.Ticket:
    return world.tickets["zmk"] if WRITERS[login][0] == "client" else world.vendor["zmk"]


def _side(login: str) -> str:
    return ORGANISATIONS[PEOPLE[login][1]][0]


def _widest(login: str) -> str:
    return "public" if WRITERS[login][0] == "client" else "vendor_leg"


def _file(world: World, login: str) -> Row:
    person = world.cast.person[login]
    return {
        "name": "x",
        "size": 1,
        "content_type": "x",
        "sha256": "0",
        "uploaded_by_id": person,
        "uploaded_at": AT,
    }


def _said(world: World, login: str) -> Row:
    named = {
        "author_id": world.cast.person[login],
        "author_name": PEOPLE[login][0],
        "author_organisation": ORGANISATIONS[PEOPLE[login][1]][1],
    }
    words = {"side": _side(login), "kind": "answer", "text": "своё", "occurred_at": AT, "recorded_at": AT}
    return tenant_of(_ticket(world, login)) | named | words


def _columns() -> dict[str, list[tuple[str, str]]]:
    rows = run(
        "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns"
        " WHERE table_schema = 'public' AND is_generated = 'NEVER' ORDER BY 1, 2"
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


OTHERWISE = {
    "bigint": "coalesce({0}, 0) + 1000000",
    "integer": "coalesce({0}, 0) + 1",
    "smallint": "coalesce({0}, 0) + 1",
    "boolean": "NOT coalesce({0}, false)",
    "jsonb": """'{{"forged": 1}}'::jsonb""",
    "date": "coalesce({0}, '2024-01-01') + 1",
    "uuid": "gen_random_uuid()",
    "timestamp with time zone": "coalesce({0}, now()) + interval '1 hour'",
}


def _goes_through(table: str, change: str) -> bool:
    """Whether it is let be done to any row that the reader sees."""
    statement = f"UPDATE {table} {change}"
    return _is_done(statement) or any(
        _is_done(f"{statement} WHERE ctid = '{place}'") for (place,) in run(f"SELECT ctid::text FROM {table}")
    )


def _is_done(statement: str) -> bool:
    """Whether the walls let it be done to any row; what a constraint says of the new values comes behind them."""
    try:
        with transaction.atomic():
            done = changed(statement)
            transaction.set_rollback(True)
            return done > 0
    except (IntegrityError, DataError):
        return True
    except (ProgrammingError, InternalError):
        return False


@pytest.mark.parametrize("login", READERS)
def test_a_reader_changes_these_columns_of_these_tables_and_no_others(full: World, login: str) -> None:
    full.cast.actor(login, AT)
    found = {
        table: {
            column
            for column, kind in columns
            if _goes_through(table, f'SET "{column}" = ' + OTHERWISE.get(kind, "'x'").format(f'"{column}"'))
        }
        for table, columns in _columns().items()
        if table in WALLED
    }
    assert {table: columns for table, columns in found.items() if columns} == CHANGED[login]


@pytest.mark.parametrize("login", READERS)
def test_a_reader_removes_rows_of_these_tables_and_no_others(full: World, login: str) -> None:
    full.cast.actor(login, AT)
    assert {table for table in WALLED if _is_done(f"DELETE FROM {table}")} == REMOVED[login]


def _entry(world: World, login: str) -> Row:
    ticket = _ticket(world, login)
    named = {
        "actor_id": world.cast.person[login],
        "actor_name": PEOPLE[login][0],
        "actor_organisation": ORGANISATIONS[PEOPLE[login][1]][1],
    }
    told = {"kind": "answered", "side": WRITERS[login][1], "audience": _widest(login), "system": ""}
    return (
        _keys(ticket)
        | named
        | told
        | {"clause": "", "status": "x", "data": {}, **_when("occurred_at", "recorded_at")}
    )


def _keys(ticket: models.Ticket) -> Row:
    return {
        "ticket_id": ticket.pk,
        "leg": ticket.leg,
        "client_id": ticket.client_id,
        "partner_id": ticket.partner_id,
    }


def _when(*columns: str) -> Row:
    return dict.fromkeys(columns, AT.isoformat())


def _message(world: World, login: str) -> Row:
    said = (
        _said(world, login)
        | _when("occurred_at", "recorded_at")
        | {"audience": _widest(login), "final": False}
    )
    return _keys(said.pop("ticket")) | said


def _beside(world: World, login: str) -> Row:
    added = {"added_by_id": world.cast.person[login], **_when("added_at")}
    return _keys(_ticket(world, login)) | added | {"audience": _widest(login)}


def _opened(world: World, login: str) -> Row:
    """A ticket of one's own."""
    named = {"author_id": world.cast.person[login], "author_name": PEOPLE[login][0], "search": None}
    leg = WRITERS[login][0]
    fresh = {
        "number": f"{'U' if leg == 'client' else 'V'}-999",
        "origin_id": None,
        "contact_id": None,
        "contact_name": "",
    }
    found = copy_of("ticket", f"id = {_ticket(world, login).pk}") | named | fresh
    found.pop("search")
    return found


def _handover(world: World, login: str) -> Row:
    asked = {
        "asked_by_id": world.cast.person[login],
        **_when("asked_at"),
        "decline_reason": "",
        "summary": {},
    }
    return _keys(_ticket(world, login)) | asked | {"to_partner_id": world.cast.partner["primsoft"]}


def _participant(world: World, login: str) -> Row:
    named = {
        "person_id": world.cast.person["arefyev"],
        "person_name": "x",
        "invited_by_id": world.cast.person[login],
    }
    return _keys(world.vendor["zmk"]) | named | _when("invited_at")


def _draft(world: World, login: str) -> Row:
    organisation = world.cast.organisation[PEOPLE[login][1]]
    mine = {"person_id": world.cast.person[login], "organisation_id": organisation, "ticket_id": None}
    return {"kind": "new_ticket", "content": {}, **mine, **_when("saved_at")}


def _upload(world: World, login: str) -> Row:
    waits = {
        "ticket_id": None,
        "leg": "",
        "client_id": None,
        "partner_id": None,
        "message_id": None,
        "audience": "",
    }
    return {"id": str(uuid4()), **_file(world, login), **_when("uploaded_at"), **waits, "draft_id": None}


def _version(world: World, login: str) -> Row:
    mine = {"person_id": world.cast.person[login], **_when("saved_at")}
    return {"kind": "calendar", "base": "", "content": {}, "note": "", **mine}


def _sending(world: World, login: str) -> Row:
    return {"person_id": world.cast.person[login], "key": str(uuid4()), "answer": "", **_when("at")}


APPLICANTS = ("saveliev", "arkhipova")
# table: who adds a row by themselves, the row, and what must not be said in it.
FORGERIES: Mapping[
    str, tuple[tuple[str, ...], Callable[[World, str], Row], Mapping[str, Callable[[World], Row]]]
] = {
    "message": (
        tuple(WRITERS),
        _message,
        {
            "another's key": lambda world: {"author_id": world.cast.person["zhdanov"]},
            "nobody's": lambda world: {"author_id": None},
            "another name": lambda world: {"author_name": PEOPLE["zhdanov"][0]},
            "another house": lambda world: {"author_organisation": "Примсофт"},
            "no house": lambda world: {"author_organisation": ""},
            "another side": lambda world: {"side": "program"},
        },
    ),
    "journal_entry": (
        tuple(WRITERS),
        _entry,
        {
            "another's key": lambda world: {"actor_id": world.cast.person["zhdanov"]},
            "nobody's": lambda world: {"actor_id": None},
            "another name": lambda world: {"actor_name": PEOPLE["zhdanov"][0]},
            "another house": lambda world: {"actor_organisation": "Примсофт"},
            "the law's": lambda world: {
                "actor_id": None,
                "actor_name": "",
                "system": "regulation",
                "side": "system",
            },
            "the program's": lambda world: {"system": "deadlines"},
            "another side": lambda world: {"side": "system"},
            "a breach": lambda world: {"kind": "breached"},
            "an ending by itself": lambda world: {"kind": "closed_by_silence"},
        },
    ),
    "ticket": (
        APPLICANTS,
        _opened,
        {
            "of a stranger": lambda world: {"author_id": world.cast.person["stranger"]},
            "under another name": lambda world: {"author_name": PEOPLE["titova"][0]},
        },
    ),
    "ticket_tag": (
        tuple(WRITERS),
        lambda world, login: _beside(world, login) | {"name": "своё"},
        {
            "another's": lambda world: {"added_by_id": world.cast.person["zhdanov"]},
            "nobody's": lambda world: {"added_by_id": None},
        },
    ),
    "ticket_link": (
        tuple(WRITERS),
        lambda world, login: (
            _beside(world, login)
            | {"other_id": world.tickets["les"].pk, "other_number": "U-103", "kind": "duplicate"}
        ),
        {"another's": lambda world: {"added_by_id": world.cast.person["zhdanov"]}},
    ),
    "handover": (
        ("saveliev",),
        _handover,
        {
            "another asked": lambda world: {"asked_by_id": world.cast.person["orlova"]},
            "given already": lambda world: {"given_at": AT.isoformat()},
            "taken already": lambda world: {"taken_by_id": world.cast.person["choi"]},
            "declined already": lambda world: {"declined_at": AT.isoformat()},
        },
    ),
    "participant": (
        ("gordeeva", "arkhipova"),
        _participant,
        {
            "another invited": lambda world: {"invited_by_id": world.cast.person["titova"]},
            "ended already": lambda world: {"ended_at": AT.isoformat()},
        },
    ),
    "draft": (
        tuple(WRITERS),
        _draft,
        {
            "another's": lambda world: {"person_id": world.cast.person["zhdanov"]},
            "of another house": lambda world: {"organisation_id": world.cast.partner["stepnoy"]},
            "of a foreign ticket": lambda world: {"ticket_id": world.tickets["les"].pk},
        },
    ),
    "file": (
        tuple(WRITERS),
        _upload,
        {
            "another's": lambda world: {"uploaded_by_id": world.cast.person["zhdanov"]},
            "sent already": lambda world: _keys(world.tickets["zmk"]) | {"audience": "public"},
        },
    ),
    "version_draft": (
        ("titova",),
        _version,
        {"another's": lambda world: {"person_id": world.cast.person["vlasov"]}},
    ),
    "sending": (
        tuple(WRITERS),
        _sending,
        {"another's": lambda world: {"person_id": world.cast.person["zhdanov"]}},
    ),
}


@pytest.mark.parametrize("table", FORGERIES)
def test_a_row_that_may_be_added_may_not_be_forged(world: World, table: str) -> None:
    people, made, forgeries = FORGERIES[table]
    for login in some(people):
        leave()
        row = made(world, login)
        world.cast.actor(login, AT)
        through = {what for what, false in forgeries.items() if _taken_in(table, row | false(world))}
        assert not through, login
        assert _taken_in(table, row), login


@pytest.mark.parametrize("login", READERS)
def test_a_reader_adds_rows_to_these_tables_and_no_others(full: World, login: str) -> None:
    """A copy of a row that is there, whoever's it is, put in anew under the reader's name where there is one."""
    own = {table for table, (people, _made, _false) in FORGERIES.items() if login in people}
    rows = {table: copy_of(table) for table in WALLED if table not in FORGERIES and _held(table)}
    full.cast.actor(login, AT)
    assert {table for table, row in rows.items() if _taken_in(table, row)} == set()
    for table in set(FORGERIES) - own - ALL_HAVE:
        row = FORGERIES[table][1](full, login if login in WRITERS else "saveliev")
        assert not _taken_in(table, row), table


def test_a_file_is_sent_with_own_words_alone(full: World) -> None:
    with as_system("whose words"):
        said = {
            side: run("SELECT id FROM message WHERE side = %s AND audience = 'public'", side)[0][0]
            for side in SIDES
        }
    ticket = full.tickets["zmk"]
    sent = "UPDATE file SET ticket_id = %s, leg = 'client', client_id = %s, partner_id = %s, audience = 'public',"
    sent += " message_id = %s WHERE ticket_id IS NULL"
    full.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        run(sent, ticket.pk, ticket.client_id, ticket.partner_id, said["partner"])
    assert changed(sent, ticket.pk, ticket.client_id, ticket.partner_id, said["client"]) == 1


def test_nobody_reads_a_hash_but_who_signs_in_with_that_login(world: World) -> None:
    for login in PEOPLE:
        world.cast.actor(login, AT)
        assert not run("SELECT encoded FROM password"), login
    leave()
    assert not run("SELECT encoded FROM password")
    run("SELECT set_config('kabinet.login', 'saveliev', true)")
    assert run("SELECT person_id FROM password") == [(world.cast.person["saveliev"],)]


def test_what_the_program_alone_tells_is_what_the_law_says_it_writes() -> None:
    recorded = {declared.records for declared in ACTS.values()}
    persons = {kind for row in system_facts.WRITTEN if row.person for kind in row.kinds}
    alone = system_facts.KINDS - recorded - persons - {Kind.REGISTERED}
    assert {kind.strip(" '\n") for kind in BY_LAW.split(",")} == {kind.value for kind in alone}


def test_every_table_has_its_declared_rights(db: None) -> None:
    """Later ones too: a table that nobody declared gives the application nothing, and this fails until it is declared."""
    tables = {table for (table,) in run("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")}
    assert {table: rights for table, rights in _held_rights().items() if rights} == GRANTS
    assert tables - set(GRANTS) == UNREAD
    for table in KEPT:
        assert "DELETE" not in GRANTS[table]
    assert all("UPDATE" not in GRANTS[table] for table in COLUMNS)


def test_the_role_makes_nothing_of_its_own(db: None) -> None:
    for statement in (
        "CREATE TABLE made (a int)",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run(statement)


# Of the tools, and none of the application's business.
UNREAD = {
    *("auth_group", "auth_group_permissions", "auth_permission", "django_content_type"),
}
SIDES = ("client", "partner")
# What everybody has for themselves, an auditor too.
ALL_HAVE = {"sending"}


def _held(table: str) -> bool:
    with as_system("is there a row"):
        return bool(run(f"SELECT FROM {table} LIMIT 1"))


def _taken_in(table: str, row: Row) -> bool:
    try:
        with transaction.atomic():
            insert(table, row)
            transaction.set_rollback(True)
            return True
    except (IntegrityError, DataError):
        return True
    except (ProgrammingError, InternalError):
        return False


def _held_rights() -> dict[str, frozenset[str]]:
    rows = run(
        "SELECT c.relname::text, array_agg(r.name) FILTER (WHERE has_table_privilege(current_user, c.oid, r.name))"
        " FROM pg_class c, (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'),"
        " ('TRIGGER')) r (name) WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')"
        " GROUP BY 1"
    )
    return {table: frozenset(rights or ()) for table, rights in rows}
