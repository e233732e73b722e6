"""A mail server of this machine hands letters over, by LMTP or SMTP: each is answered for when it is kept, not before."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from kabinet.actions.inbox.taking import LARGEST, NoDesk, take_letter
from kabinet.network.mailboxes import Box, Listener, MailIn

# A server that says nothing for so long has gone.
SECONDS = 120.0
# Of a line, in bytes: RFC 5321 allows a thousand, and mail servers hand over what mailers write all the same.
LONGEST_LINE = 1024 * 1024
AGAIN = "451 4.3.0 the letter cannot be kept now, try again"
log = logging.getLogger(__name__)


class Handler:
    """What aiosmtpd calls (its names). One recipient a transaction: LMTP wants an answer for each, and there is one."""

    def __init__(self, mail_in: MailIn, now: Callable[[], datetime]) -> None:
        self._in, self._now = mail_in, now

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Boxes of this installation, and one at a time."""
        if self._in.box(address) is None:
            return "550 5.1.1 there is no such box here"
        if envelope.rcpt_tos:
            return "452 4.5.3 one recipient a transaction, send the others again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """250 after the letter is in the database; 4xx leaves it with the server."""
        box, raw = self._in.box(envelope.rcpt_tos[0]), envelope.original_content
        if box is None or raw is None:
            return "554 5.5.0 nothing was said"
        return await asyncio.to_thread(self._kept, box, raw)

    def _kept(self, box: Box, raw: bytes) -> str:
        close_old_connections()
        try:
            fresh = take_letter(at=self._now(), box=box, raw=raw)
        except NoDesk as nobody:
            log.error("mail: %s", nobody)
            return AGAIN
        except (DatabaseError, InterfaceError) as failed:
            log.error("mail: the database does not answer: %s", failed)
            connection.close()
            return AGAIN
        return "250 2.0.0 kept" if fresh else "250 2.0.0 it was kept before"


class _Lmtp(LMTP):
    """With room for what mailers write."""

    line_length_limit = LONGEST_LINE


class _Smtp(SMTP):
    """The same."""

    line_length_limit = LONGEST_LINE


async def listening(mail_in: MailIn, listener: Listener, now: Callable[[], datetime]) -> asyncio.Server:
    """From now on; several processes share an address. OSError where somebody else has the place."""
    handler, connection_class = Handler(mail_in, now), _Lmtp if listener.protocol == "lmtp" else _Smtp
    loop = asyncio.get_running_loop()

    def connected() -> SMTP:
        return connection_class(
            handler, data_size_limit=LARGEST, timeout=SECONDS, ident="Kabinet", enable_SMTPUTF8=True
        )

    if listener.path:
        return await loop.create_unix_server(connected, path=listener.path)
    return await loop.create_server(connected, listener.host, listener.port, reuse_port=True)
