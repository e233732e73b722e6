"""A home of its own with a small demonstration, and letters in both directions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.faults.__main__ import free_port
from bench.faults.drill import prepare, surroundings
from bench.letters import into, out
from bench.letters.parts import Parts, running
from kabinet.config import postgres


@dataclass(frozen=True, slots=True)
class Figures:
    """One direction. `doubled`: letters that the server got twice under one Message-ID; `wrong`: sentences, none when all
    is well."""

    name: str
    count: int
    kills: int
    seconds: float
    memory: int
    doubled: int
    wrong: list[str]


def letters(home: Path, *, count: int, kills: int, senders: int) -> tuple[Figures, ...]:
    """`count` in each direction; every process is killed `kills` times meanwhile."""
    mail, lmtp = free_port(), free_port()
    environment = surroundings(home, free_port()) | {
        "KABINET_MAIL_SERVER": f"smtp://127.0.0.1:{mail}",
        "KABINET_MAIL_FROM": "Стенд <support@bench.example>",
        "KABINET_MAIL_IN": f"{into.BOX}=vendor",
        "KABINET_MAIL_IN_LISTEN": f"lmtp://127.0.0.1:{lmtp}",
        "KABINET_MAIL_IN_TRUSTED": into.TRUSTED,
    }
    with postgres.running(home / "postgres") as server:
        prepare(home, environment)
        with psycopg.connect(
            server.url(postgres.SUPERUSER, postgres.DATABASE), autocommit=True
        ) as connection:
            return (
                _out(connection, home, environment, mail, count, kills, senders),
                _into(connection, home, environment, lmtp, count, kills),
            )


def _out(
    connection: psycopg.Connection[Any],
    home: Path,
    environment: Mapping[str, str],
    port: int,
    count: int,
    kills: int,
    senders: int,
) -> Figures:
    out.write(connection, count)
    parts = Parts("work", senders, environment, home / "work.log")
    with out.mail_server(port) as server, running(parts):
        seconds = out.send(connection, parts, count, kills)
    doubled = sum(number - 1 for number in server.taken.values())
    wrong = out.wrong(connection, server.taken, count)
    if doubled > kills * senders:
        wrong.append(
            f"{doubled} came twice, and no more than {kills * senders} can have been in hand at a kill"
        )
    return Figures(f"out, {senders} workers", count, kills, seconds, parts.memory, doubled, wrong)


def _into(
    connection: psycopg.Connection[Any],
    home: Path,
    environment: Mapping[str, str],
    port: int,
    count: int,
    kills: int,
) -> Figures:
    known = connection.execute("SELECT email FROM person WHERE email <> '' ORDER BY id LIMIT 20").fetchall()
    written = [into.written(nth, [row[0] for row in known]) for nth in range(count)]
    parts = Parts("mail", 1, environment, home / "mail.log")
    with running(parts):
        server = into.MailServer(port, written)
        try:
            seconds = into.take(connection, parts, server, count, kills)
        finally:
            server.stop()
    return Figures("in, one process", count, kills, seconds, parts.memory, 0, into.wrong(connection, count))
