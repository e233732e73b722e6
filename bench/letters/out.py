"""Letters out: deliveries of notices of the demonstration, workers that send them, a mail server that counts."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from typing import Any

import psycopg
from aiosmtpd.controller import Controller

from bench.letters.parts import Parts

# The demonstration's own notices, as often as it takes; their readers have addresses and have read none of them.
WRITE = """
WITH told AS (
  SELECT n.*, row_number() OVER (ORDER BY copy, n.id) AS place
  FROM (SELECT * FROM notice WHERE person_id IN (SELECT id FROM person WHERE email <> '')
    ORDER BY created_at DESC LIMIT 200) n
  CROSS JOIN generate_series(1, %(most)s) AS copy),
made AS (
  INSERT INTO notice (id, person_id, ticket_id, organisation_id, subject, subject_key, kind, data, created_at)
  SELECT gen_random_uuid(), person_id, ticket_id, organisation_id, subject, subject_key, kind, data, now() FROM told
  WHERE place <= %(count)s RETURNING id, person_id, created_at)
INSERT INTO delivery
  (id, notice_id, person_id, channel, state, tries, next_try, why, error, message_id, of_ticket, created_at)
SELECT gen_random_uuid(), id, person_id, 'mail', 'waiting', 0, created_at, '', '', '', false, created_at FROM made
"""
# Whoever is told of anything wants it by letter, and at once.
WANT = """
INSERT INTO letter_choice (person_id, kinds, beside, parts)
SELECT person_id, jsonb_object_agg(
  CASE WHEN ticket_id IS NULL THEN 'organisations.' ELSE 'tickets.' END || kind, 'at_once'::text), '{}', '{}'
FROM notice GROUP BY 1
ON CONFLICT (person_id) DO UPDATE SET kinds = excluded.kinds, quiet_from = NULL, quiet_until = NULL
"""
# Everybody who could hold one is dead: nobody has to wait until the lease is over.
END_LEASES = "UPDATE delivery SET next_try = now() WHERE state IN ('waiting', 'failed') AND next_try > now()"
OPEN = "SELECT count(*) FROM delivery WHERE state IN ('waiting', 'failed')"
SETTLED = "SELECT state, why, message_id FROM delivery"
LONGEST = 3600.0


class Server:
    """What aiosmtpd calls (its names): each letter is taken, and counted by its Message-ID."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """250, as soon as it is whole."""
        self.taken[str(BytesHeaderParser().parsebytes(envelope.original_content)["Message-ID"])] += 1
        return "250 2.0.0 OK"


@contextmanager
def mail_server(port: int) -> Iterator[Server]:
    """It listens on this machine while this lasts."""
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def write(connection: psycopg.Connection[Any], count: int) -> None:
    """So many deliveries, all of them due, and none else."""
    connection.execute("DELETE FROM delivery")
    connection.execute(WANT)
    known = connection.execute("SELECT count(*) FROM notice").fetchone()
    assert known is not None
    connection.execute(WRITE, {"count": count, "most": count // max(min(known[0], 200) // 2, 1) + 1})


def send(connection: psycopg.Connection[Any], parts: Parts, count: int, kills: int) -> float:
    """Until none is open; all parts are killed `kills` times on the way. The seconds that it took."""
    began, killed = time.monotonic(), 0
    while (left := _number(connection)) > 0:
        if killed < kills and count - left >= count * (killed + 1) // (kills + 1):
            parts.kill()
            connection.execute(END_LEASES)
            parts.start()
            killed += 1
        parts.require_alive()
        if time.monotonic() - began > LONGEST:
            raise RuntimeError(f"{left} letters are still open after {LONGEST:.0f} s")
        time.sleep(0.05)
    return time.monotonic() - began


def wrong(connection: psycopg.Connection[Any], taken: Counter[str], count: int) -> list[str]:
    """What does not agree between what was to be sent, what is noted and what the server has, each in a sentence. Some
    readers of the demonstration see their ticket no more; nine of ten letters must have been sent."""
    rows = connection.execute(SETTLED).fetchall()
    sent = [message for state, _why, message in rows if state == "sent"]
    said = [f"{len(rows)} deliveries, {count} were written"] if len(rows) != count else []
    if len(sent) * 10 < count * 9:
        said.append(f"{len(sent)} of {count} were sent")
    other = Counter((state, why) for state, why, _message in rows if state not in ("sent", "dropped"))
    said += [f"{number} ended as {state} {why}" for (state, why), number in other.items()]
    said += [
        f"two deliveries noted as sent are one letter: {each}"
        for each, times in Counter(sent).items()
        if times > 1
    ]
    said += [f"noted as sent, and not with the server: {each}" for each in sorted(set(sent) - set(taken))]
    return said + [
        f"with the server, and not noted as sent: {each}" for each in sorted(set(taken) - set(sent))
    ]


def _number(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute(OPEN).fetchone()
    assert row is not None
    return int(row[0])
