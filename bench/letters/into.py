"""Letters in: a mail server that hands them over and asks again until each is answered for, and what was kept."""

import smtplib
import time
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage
from queue import Empty, Queue
from threading import Event, Lock, Thread
from typing import Any

import psycopg

from bench.letters.parts import Parts

TRUSTED, BOX = "mx.bench.example", "support@vendor.example"
PATIENCE, AGAIN = 3600.0, 0.2
HANDS = 4  # connections of the mail server at once
END_LEASES = "UPDATE incoming_letter SET next_try = now() WHERE state = 'waiting' AND next_try > now()"
WAITING = "SELECT count(*) FROM incoming_letter WHERE state = 'waiting'"
KEPT = "SELECT subject, count(*) FROM incoming_letter GROUP BY 1"
TEXT = (
    "Коллеги, после обновления сервер не запускается. Журнал во вложении.\n\n"
    "> Просим прислать журнал\n> за вчерашний день\n"
)


def subject(nth: int) -> str:
    """What each is known by."""
    return f"Письмо {nth} стенда"


def written(nth: int, senders: Sequence[str]) -> bytes:
    """Every kind that a desk gets: proved people, strangers, programs, files, old encodings."""
    made = EmailMessage()
    sender = (
        senders[nth // 5 % len(senders)] if nth % 5 == 0 and senders else f"nobody-{nth}@elsewhere.example"
    )
    made["Authentication-Results"] = f"{TRUSTED}; dmarc=pass header.from={sender.rpartition('@')[2]}"
    made["From"], made["To"], made["Subject"] = sender, BOX, subject(nth)
    made["Message-ID"] = f"<{nth}@elsewhere.example>"
    if nth % 5 == 1:
        made["Auto-Submitted"] = "auto-replied"
    made.set_content(TEXT * (1 + nth % 7), charset="koi8-r" if nth % 5 == 2 else "utf-8")
    if nth % 5 == 3:
        made.add_alternative(f"<p>{TEXT}</p>", subtype="html")
    if nth % 20 == 4:
        made.add_attachment(
            b"2026-11-30 EXCP\n" * 2000, maintype="text", subtype="plain", filename="rphost.log"
        )
    return made.as_bytes()


class MailServer:
    """Hands everything over that is in its queue, and keeps each letter until it was answered for with 250."""

    def __init__(self, port: int, letters: Sequence[bytes]) -> None:
        self._port, self._queue, self._lock = port, Queue[bytes](), Lock()
        self.accepted = 0
        self._give_up = Event()
        for each in letters:
            self._queue.put(each)
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(HANDS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """It hands nothing over any more."""
        self._give_up.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        client: smtplib.LMTP | None = None
        while not self._give_up.is_set():
            try:
                letter = self._queue.get_nowait()
            except Empty:
                break
            while not self._give_up.is_set():
                client = client or self._connected()
                if client is not None and _answered_for(client, letter):
                    break
                client = None
                self._give_up.wait(AGAIN)
            with self._lock:
                self.accepted += 1
        if client is not None:
            with suppress(OSError, smtplib.SMTPException):
                client.quit()

    def _connected(self) -> smtplib.LMTP | None:
        try:
            return smtplib.LMTP("127.0.0.1", self._port, timeout=60)
        except (OSError, smtplib.SMTPException):
            return None


def _answered_for(client: smtplib.LMTP, letter: bytes) -> bool:
    try:
        return client.sendmail("mta@elsewhere.example", [BOX], letter) == {}
    except (OSError, smtplib.SMTPException):
        with suppress(OSError):
            client.close()
        return False


def take(
    connection: psycopg.Connection[Any], parts: Parts, server: MailServer, count: int, kills: int
) -> float:
    """Until all are answered for and read; the process is killed `kills` times on the way. The seconds that it took."""
    began, killed = time.monotonic(), 0
    while server.accepted < count or _waiting(connection) > 0:
        if killed < kills and server.accepted >= count * (killed + 1) // (kills + 1):
            parts.kill()
            connection.execute(END_LEASES)
            parts.start()
            killed += 1
        parts.require_alive()
        if time.monotonic() - began > PATIENCE:
            raise RuntimeError(f"{server.accepted} letters are answered for, {_waiting(connection)} wait")
        time.sleep(0.05)
    return time.monotonic() - began


def wrong(connection: psycopg.Connection[Any], count: int) -> list[str]:
    """Letters that are not there, or there more than once."""
    kept = dict(connection.execute(KEPT).fetchall())
    wanted = {subject(nth) for nth in range(count)}
    said = [f"answered for, and not there: {each}" for each in sorted(wanted - set(kept))]
    said += [f"never sent: {each}" for each in sorted(set(kept) - wanted)]
    return said + [f"kept {number} times: {each}" for each, number in kept.items() if number > 1]


def _waiting(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute(WAITING).fetchone()
    assert row is not None
    return int(row[0])
