"""A mail server hands letters over by LMTP: what is answered with 250 is kept, and what is not comes again."""

import signal
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kabinet.actions.inbox.sorting import LEASE
from kabinet.config.counterparts.mail_in import BOXES, LISTENER, TRUSTED
from tests import clock, processes
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.letters_in import PARTNERS, VENDORS, Inbox, letter

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def listening(own_db: Database, where: str) -> Iterator[processes.Process]:
    said = {
        BOXES: f"{PARTNERS.address}={PARTNERS.desk}, {VENDORS.address}=vendor",
        LISTENER: where,
        TRUSTED: "mx.kabinet.example",
    }
    with processes.started(processes.kabinet("mail"), own_db.environment | said) as running:
        yield running


def connected(port: int) -> smtplib.LMTP:
    return smtplib.LMTP("127.0.0.1", port)


def handed_over(port: int, raw: bytes, to: str = PARTNERS.address) -> bool:
    """As a mail server does it: True when it was answered for."""
    try:
        with connected(port) as client:
            return client.sendmail("a@x.example", [to], raw) == {}
    except (OSError, smtplib.SMTPException):
        return False


def test_a_letter_is_answered_for_when_it_is_kept(own_db: Database, inbox: Inbox) -> None:
    port = free_port()
    with listening(own_db, f"lmtp://127.0.0.1:{port}") as running:
        raw = letter("x@elsewhere.example").as_bytes()
        until(lambda: handed_over(port, raw), lambda: running.poll() is None)
        assert [row.digest for row in inbox.rows()] != []
        assert handed_over(port, raw), "handed over again it is answered for, and kept once"
        assert len(inbox.rows()) == 1
        with connected(port) as client:
            with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
                client.sendmail("a@x.example", ["nobody@kontur.example"], raw)
            assert refused.value.recipients["nobody@kontur.example"][0] == 550
        with connected(port) as client:
            with pytest.raises(smtplib.SMTPResponseException) as large:
                client.sendmail(
                    "a@x.example", [PARTNERS.address], b"Subject: x\r\n\r\n" + b"x\r\n" * 10_000_000
                )
            assert large.value.smtp_code == 552
        assert len(inbox.rows()) == 1
        wide = b"Subject: wide\r\n\r\n" + b"x" * 500_000
        assert handed_over(port, wide), "a line is as long as its mailer made it"
        with connected(port) as client:
            client.ehlo()
            assert client.mail("")[0] == 250, "a report of a server has no sender"
            assert client.rcpt(PARTNERS.address)[0] == 250
            assert client.rcpt(VENDORS.address)[0] == 452, "one recipient a transaction"
        until(lambda: {row.state for row in inbox.rows()} == {"held"}, lambda: running.poll() is None)
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == 0


def test_over_a_socket_of_the_file_system(own_db: Database, inbox: Inbox, tmp_path: Path) -> None:
    path = tmp_path / "lmtp"
    with listening(own_db, f"lmtp://{path}") as running:

        def over() -> bool:
            try:
                with smtplib.LMTP(str(path)) as client:
                    return client.sendmail("a@x.example", [PARTNERS.address], letter().as_bytes()) == {}
            except (OSError, smtplib.SMTPException):
                return False

        until(over, lambda: running.poll() is None)
        assert len(inbox.rows()) == 1


def test_killed_again_and_again_it_loses_none_and_doubles_none(own_db: Database, inbox: Inbox) -> None:
    """A mail server that repeats what was not answered for, as all of them do."""
    port, left = (
        free_port(),
        [letter(subject=f"Письмо {number}", proved=False).as_bytes() for number in range(300)],
    )
    for kill in (True, True, True, False):
        with listening(own_db, f"lmtp://127.0.0.1:{port}") as running:
            until(lambda: handed_over(port, left[0]), lambda: running.poll() is None)
            enough = len(left) - 75 if kill else 0
            while len(left) > enough:
                if handed_over(port, left[0]):
                    left.pop(0)
                elif running.poll() is not None:
                    break
                if kill and len(left) == enough + 10:
                    running.send_signal(signal.SIGKILL)
    # One that was being read when its process was killed is read again when the lease ends.
    inbox.read(clock.now() + LEASE + timedelta(minutes=1))
    assert {row.state for row in inbox.rows()} == {"held"}
    assert sorted(row.subject for row in inbox.rows()) == sorted(f"Письмо {number}" for number in range(300))


def test_while_the_database_is_away_letters_stay_with_their_server(
    own_db: Database, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio
    from types import SimpleNamespace
    from typing import Any

    from django.conf import settings
    from django.db import OperationalError

    from kabinet.jobs.mail import listening as module

    def away(**_: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(module, "take_letter", away)
    handler = module.Handler(settings.MAIL_IN, clock.now)
    envelope: Any = SimpleNamespace(rcpt_tos=[PARTNERS.address], original_content=b"Subject: x\r\n\r\nx")
    answer = asyncio.run(handler.handle_DATA(None, None, envelope))  # type: ignore[arg-type]
    assert answer.startswith("451 "), "try again"
