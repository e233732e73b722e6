"""Letters that a real IMAP server has: kept before they are put away, whatever is killed in between."""

import signal
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from kabinet.actions.inbox.sorting import LEASE
from kabinet.config.counterparts.mail_in import BOXES, FETCHED, TRUSTED
from kabinet.jobs.mail import fetching
from kabinet.network.imap import TAKEN_FOLDER, Away, Folder
from kabinet.network.mailboxes import Imap
from tests import clock, processes
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.jobs.mail import dovecot
from tests.jobs.mail.dovecot import Dovecot
from tests.letters_in import PARTNERS, Inbox, letter

pytestmark = pytest.mark.slow


@pytest.fixture
def imap() -> Iterator[Dovecot]:
    with dovecot.running() as made:
        yield made


def numbered(count: int) -> list[bytes]:
    return [letter(subject=f"Письмо {number}", proved=False).as_bytes() for number in range(count)]


def fetched(server: Dovecot) -> int:
    folder = Folder(server.imap)
    try:
        return fetching.fetch(PARTNERS, folder, clock.now, lambda: True)
    finally:
        folder.close()


def test_letters_are_kept_and_put_away(own_db: Database, inbox: Inbox, imap: Dovecot) -> None:
    raws = numbered(3)
    imap.put(*raws)
    assert fetched(imap) == 3
    assert sorted(bytes(row.raw).replace(b"\r\n", b"\n") for row in inbox.rows()) == sorted(raws)
    assert (imap.count(), imap.count(TAKEN_FOLDER)) == (0, 3)
    assert fetched(imap) == 0


def test_what_was_kept_and_not_put_away_is_kept_once(
    own_db: Database, inbox: Inbox, imap: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap.put(*numbered(1))

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "put_away", killed)
        with pytest.raises(KeyboardInterrupt):
            fetched(imap)
    assert (len(inbox.rows()), imap.count()) == (1, 1)
    assert fetched(imap) == 1
    assert (len(inbox.rows()), imap.count()) == (1, 0)


def test_what_cannot_be_kept_stays_on_its_server(
    own_db: Database, inbox: Inbox, imap: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    imap.put(*numbered(1))

    def away(**_: Any) -> None:
        raise OperationalError("the database is away")

    monkeypatch.setattr(fetching, "take_letter", away)
    with pytest.raises(OperationalError):
        fetched(imap)
    assert (imap.count(), imap.count(TAKEN_FOLDER)) == (1, 0)


def test_of_a_letter_that_is_too_large_the_beginning_is_held_and_the_whole_stays(
    own_db: Database, inbox: Inbox, imap: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1_000)
    monkeypatch.setattr(fetching, "BEGINNING", 200)
    imap.put(letter(text="x" * 5_000).as_bytes())
    assert fetched(imap) == 1
    row = inbox.one()
    assert (row.state, row.why, len(row.raw)) == ("held", "too_large", 200)
    assert row.size > 5_000
    assert imap.count(TAKEN_FOLDER) == 1


def test_a_server_that_lets_nobody_in_is_said_without_the_password(imap: Dovecot) -> None:
    wrong = Imap("127.0.0.1", 1, "", "desk", "hidden-word")
    with pytest.raises(Away) as away:
        Folder(wrong)
    assert "hidden-word" not in str(away.value)


def said(server: Dovecot) -> dict[str, str]:
    return {
        BOXES: f"{PARTNERS.address}={PARTNERS.desk}",
        FETCHED: f"{PARTNERS.address} {server.url}",
        TRUSTED: "mx.kabinet.example",
    }


@pytest.mark.parametrize("capability", ["", "IMAP4rev1 UIDPLUS"], ids=["idle and move", "neither"])
def test_processes_that_are_killed_lose_none_and_double_none(
    own_db: Database, inbox: Inbox, capability: str
) -> None:
    """Some hundreds of letters, two processes beside each other, one of them killed again and again."""
    with dovecot.running(capability) as server:
        server.put(*numbered(200))
        command, environment = processes.kabinet("mail"), own_db.environment | said(server)
        with processes.started(command, environment) as steady:
            for _kill in range(3):
                known = len(inbox.rows())
                with processes.started(command, environment) as other:
                    until(
                        lambda known=known: len(inbox.rows()) > min(known + 20, 199),
                        lambda: steady.poll() is None,
                    )
                    other.send_signal(signal.SIGKILL)
                    other.wait(PATIENCE)
            until(lambda: server.count() == 0, lambda: steady.poll() is None)
            # What comes while it waits is fetched as well.
            server.put(letter(subject="Последнее", proved=False).as_bytes())
            until(lambda: len(inbox.rows()) == 201, lambda: steady.poll() is None)
            steady.send_signal(signal.SIGTERM)
            assert steady.wait(PATIENCE) == 0
    inbox.read(clock.now() + LEASE + timedelta(minutes=1))
    subjects = [row.subject for row in inbox.rows()]
    assert sorted(subjects) == sorted([*(f"Письмо {number}" for number in range(200)), "Последнее"])
