"""The chain of the journal, by the database itself: who adds a row has no say in it, and who changes one past all walls is
found."""

from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from kabinet.actions.evidence.checking import head_faults
from kabinet.actions.evidence.heads import seal_day
from kabinet.actions.evidence.sums import PARTS, digest, row_digest
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.config import postgres
from kabinet.records.models import JournalHead
from kabinet.records.security.reach import as_system
from tests.database import Database
from tests.desk import Desk, later, msk, passed_on
from tests.some import some

AT = msk("2024-03-13 10:05")
ROWS = """SELECT l.nth, l.salt, l.link, kabinet_entry_parts(j, m.text) FROM journal_link l
JOIN journal_entry j ON j.id = l.entry LEFT JOIN message m ON m.id = j.message_id
WHERE l.ticket = (SELECT id FROM ticket WHERE number = %s) ORDER BY l.nth"""
ODD = 'кавычки «"»\\, \u2028, 😀, е́ и \ttab'


def rows(number: str) -> list[tuple[Any, ...]]:
    with transaction.atomic(), as_system("a look from outside"), connection.cursor() as cursor:
        cursor.execute(ROWS, [number])
        return cursor.fetchall()


def test_python_reckons_the_chain_that_the_database_made(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    desk.do(answer_ticket, "gordeeva", later(AT, hours=1), number=number, text=ODD)
    for each in (number, vendor):
        former, salts = b"", set()
        for nth, (place, salt, link, parts) in enumerate(some(rows(each)), 1):
            assert (place, len(parts)) == (nth, len(PARTS))
            former = digest(former, row_digest(parts, bytes(salt)))
            assert bytes(link) == former
            salts.add(bytes(salt))
        assert len(salts) == len(rows(each)), "each row has a salt of its own"
    said = dict(zip(PARTS, rows(number)[-1][3], strict=True))
    assert (said["kind"], said["said"]) == ("answered", digest(ODD.encode()).hex())
    assert len(rows(number)) == desk.ticket(number).version


def test_numbers_nothing_and_odd_signs_of_a_rows_data_are_reckoned_alike(desk: Desk) -> None:
    number = desk.register(AT).number
    data = '{"a": 1.0, "b": 1e400, "c": null, "d": [true, {"е": "\\u2028\\"\\\\"}], "f": -0.00001}'
    copied = """INSERT INTO journal_entry (ticket_id, leg, client_id, partner_id, kind, side, audience, actor_name,
      actor_organisation, system, occurred_at, recorded_at, clause, status, data)
    SELECT ticket_id, leg, client_id, partner_id, kind, side, audience, actor_name, actor_organisation, 'test',
      '2024-03-13 10:05:00.123456+05', recorded_at, clause, status, %s::jsonb FROM journal_entry LIMIT 1"""
    with as_system("odd rows"), connection.cursor() as cursor:
        cursor.execute(copied, [data])
    former = b""
    for _nth, salt, link, parts in some(rows(number)):
        former = digest(former, row_digest(parts, bytes(salt)))
        assert bytes(link) == former
    assert parts[PARTS.index("occurred_at")] == "2024-03-13T05:05:00.123456Z"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (
            "INSERT INTO journal_link (entry, ticket, nth, salt, link) VALUES (1, 1, 99, '', '')",
            "permission denied",
        ),
        ("UPDATE journal_link SET link = ''", "permission denied|is not changed"),
        ("DELETE FROM journal_link", "permission denied|is not changed"),
        ("UPDATE journal_head SET root = ''", "permission denied|is not changed"),
        ("DELETE FROM journal_leaf", "permission denied|is not changed"),
        ("ALTER TABLE journal_entry DISABLE TRIGGER chained", "must be owner"),
        ("SET session_replication_role = 'replica'", "permission denied"),
    ],
)
def test_the_applications_role_has_no_say_in_it_as_the_system_either(
    desk: Desk, said: str, refusal: str
) -> None:
    desk.register(AT)
    with as_system("even this one"), pytest.raises((ProgrammingError, InternalError), match=refusal):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(said)


FIRST = "id = (SELECT min(id) FROM journal_entry WHERE kind = 'answered')"
LINKS = "DELETE FROM journal_link l USING gone WHERE l.entry = gone.id"
COPY = "SELECT (jsonb_populate_record(j, '{\"id\": 900000}')).* FROM journal_entry j"
PLANTED = {
    "a changed row": (
        "UPDATE journal_entry SET occurred_at = occurred_at - interval '1 hour' WHERE kind = 'answered'",
        "link",
    ),
    "changed words": (
        "UPDATE message SET text = 'Не смотрим' WHERE kind = 'answer'",
        "it is not what was written",
    ),
    "a row taken out": ("DELETE FROM journal_entry WHERE kind = 'answered'", "its row is not there"),
    "a row and its link": (
        f"WITH gone AS (DELETE FROM journal_entry WHERE {FIRST} RETURNING id) {LINKS}",
        "rows before it are not there",
    ),
    "the end of a chain": (
        f"WITH gone AS (DELETE FROM journal_entry WHERE kind = 'answered' RETURNING id) {LINKS}",
        "is not what the head of its day knows",
    ),
    "a row of another ticket": (
        "UPDATE journal_entry SET ticket_id = (SELECT max(id) FROM ticket) WHERE kind = 'answered'",
        "its row is another ticket's",
    ),
    "a row past the trigger": (
        f"INSERT INTO journal_entry {COPY} WHERE {FIRST}",
        "stands in no chain",
    ),
    "a head": ("UPDATE journal_head SET count = 7, head = 'x'", "is not what was written"),
    "a leaf and its link": (
        "UPDATE journal_leaf SET link = 'x' WHERE place = 0",
        "is not what the head of its day knows",
    ),
}


def test_whoever_changes_the_journal_past_all_walls_is_found(own_db: Database, desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", later(AT, hours=1), number=number, text="Смотрим")
    desk.do(answer_ticket, "gordeeva", later(AT, hours=2), number=number, text="Всё ещё смотрим")
    desk.register(AT)
    assert seal_day(at=msk("2024-03-14 03:00")) is not None
    assert seal_day(at=msk("2024-03-14 04:00")) is None, "once a day"
    assert [str(each) for each in verify()] + list(head_faults()) == []
    with psycopg.connect(own_db.server.url(postgres.SUPERUSER, own_db.name)) as past:
        past.execute("SET session_replication_role = 'replica'")
        tables = ("journal_entry", "journal_link", "journal_head", "journal_leaf", "message")
        for table in tables:
            past.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")
        past.commit()
        for what, (said, found) in PLANTED.items():
            past.execute(said)
            past.commit()
            assert found in "\n".join([*map(str, verify()), *head_faults()]), what
            for table in tables:
                past.execute(f"DELETE FROM {table}")
                columns = past.execute(
                    "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
                    " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
                    [table],
                ).fetchone()
                assert columns
                past.execute(f"INSERT INTO {table} ({columns[0]}) SELECT {columns[0]} FROM kept_{table}")
            past.commit()
            assert [str(each) for each in verify()] + list(head_faults()) == [], what


def test_a_day_follows_the_day_before_and_knows_what_grew(desk: Desk) -> None:
    first, other = desk.register(AT).number, desk.register(AT).number
    assert seal_day(at=msk("2024-03-14 03:00")) is not None
    desk.do(answer_ticket, "gordeeva", later(AT, hours=20), number=first, text="Смотрим")
    assert seal_day(at=msk("2024-03-15 03:00")) is not None
    assert seal_day(at=msk("2024-03-16 03:00")) is not None
    with as_system("a look from outside"):
        found = list(JournalHead.objects.order_by("day"))
    assert [(each.day.isoformat(), each.count) for each in found] == [
        ("2024-03-13", 2),
        ("2024-03-14", 1),
        ("2024-03-15", 0),
    ]
    assert [bytes(each.former) for each in found[1:]] == [bytes(each.head) for each in found[:-1]]
    assert list(head_faults()) == []
    assert first != other
