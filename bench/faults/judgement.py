"""The ledger beside what the database, the disk and `kabinet verify` say: nothing lost, nothing doubled, files whole."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from bench.faults.ledger import Act, Ledger

OF_TICKET = "SELECT count(*) FROM journal_entry j JOIN ticket t ON t.id = j.ticket_id WHERE t.number = %s"
# How many of each there are, by what stands in it; the comparison is exact, a mark stands nowhere else.
COUNTED = {
    "register": "SELECT count(*) FROM ticket WHERE leg = 'client' AND subject = 'Сбой ' || %s",
    "say": "SELECT count(*) FROM message WHERE text IN ('Сообщение ' || %(mark)s, 'Ответ 1С ' || %(mark)s)",
    # Beside the message it was sent with: what is carried over to the other leg is another row for the same content.
    "file": (
        "SELECT count(*) FROM file f JOIN message m ON m.id = f.message_id"
        " WHERE f.name = %(mark)s AND m.text = 'Сообщение ' || replace(%(mark)s, '.bin', '')"
    ),
    "take": f"{OF_TICKET} AND j.kind = 'taken'",
    "pass_on": "SELECT count(*) FROM ticket v JOIN ticket t ON t.id = v.origin_id WHERE t.number = %s",
    "accept": f"{OF_TICKET} AND j.kind = 'accepted'",
}
# Under the name of its content, which may be that of another file; of before they were kept apart under its own.
CONTENT = "SELECT replace(coalesce(content_id, id)::text, '-', '') FROM file WHERE name = %s"
# Everything that happened in a ticket and its vendor ticket, and everybody who was told.
HAPPENED = """
SELECT t.leg || ' ' || j.kind FROM journal_entry j JOIN ticket t ON t.id = j.ticket_id
WHERE t.number = %(number)s OR t.origin_id = (SELECT id FROM ticket WHERE number = %(number)s)
UNION ALL
SELECT 'told ' || p.login || ' ' || n.kind FROM notice n JOIN person p ON p.id = n.person_id
WHERE n.subject_key IN (SELECT number FROM ticket WHERE number = %(number)s
  OR origin_id = (SELECT id FROM ticket WHERE number = %(number)s))"""


def faults(ledger: Ledger, url: str, files: Path) -> Iterator[str]:
    """A sentence for each; `url` is that of a role that sees every row."""
    with psycopg.connect(url) as connection:
        for act in ledger.acts:
            yield from _counted(act, connection)
        for act in ledger.of("file"):
            yield from _content(act, connection, files)
        usual = [_happened(number, connection) for number in ledger.through]
        for number, found in zip(ledger.through, usual, strict=True):
            if found != usual[0]:
                more, less = found - usual[0], usual[0] - found
                yield f"{number}: beside a walk without kills {dict(more)} more and {dict(less)} less"
    yield from (f"the page did not have what was typed: {words}" for words in ledger.lost)
    yield from ledger.refused


def _counted(act: Act, connection: psycopg.Connection[Any]) -> Iterator[str]:
    if act.kind not in COUNTED:
        return
    asked = COUNTED[act.kind]
    [(found,)] = connection.execute(asked, {"mark": act.mark} if "(mark)" in asked else [act.mark]).fetchall()
    if found > 1:
        yield f"{act.kind} {act.mark} was done {found} times"
    if act.acknowledged and not found:
        yield f"{act.kind} {act.mark} was acknowledged and is lost"


def _content(act: Act, connection: psycopg.Connection[Any], files: Path) -> Iterator[str]:
    for (key,) in connection.execute(CONTENT, [act.mark]).fetchall():
        path = files / key[:2] / key
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != act.digest:
            yield f"file {act.mark} ({key}) is not what was sent"


def _happened(number: str, connection: psycopg.Connection[Any]) -> Counter[str]:
    return Counter(what for (what,) in connection.execute(HAPPENED, {"number": number}).fetchall())


def kept_unacknowledged(ledger: Ledger, url: str) -> int:
    """Done, but whoever sent it does not know: the walk was given up before it was told."""
    with psycopg.connect(url) as connection:
        return sum(
            1
            for act in ledger.acts
            if not act.acknowledged and act.kind in ("register", "say")
            for (found,) in connection.execute(
                COUNTED[act.kind], {"mark": act.mark} if act.kind == "say" else [act.mark]
            )
            if found
        )
