"""Letters are handed to the operator's server: one connection for as long as it works, every answer as a sentence.

DKIM is that server's business (docs/letters.md).
"""

from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from kabinet.actions.letters.letter import Letter

# At every step of a letter: connecting, greeting, TLS, login, sender, recipient, body. All of them fit into a lease.
SECONDS = 20
PERMANENT = 500


class Refused(Exception):
    """The server takes this letter never, or not now; others it may take."""

    def __init__(self, said: str, *, forever: bool) -> None:
        super().__init__(said)
        self.forever = forever


class Away(Exception):
    """The server is not there, or does not let us in: no letter goes."""


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """As text and as HTML. Raises ValueError for a header with a line break."""
    message = EmailMultiAlternatives(
        letter.subject, letter.text, letter.sender, [letter.to], headers=dict(letter.headers)
    )
    message.attach_alternative(letter.html, "text/html")
    return message


class PostOffice:
    """The connection to settings.MAIL_SERVER, opened when it is needed."""

    def __init__(self) -> None:
        self._backend: EmailBackend | None = None

    def send(self, letter: Letter) -> None:
        """Raises Refused or Away; whether the server took it is unknown if it went away at the end."""
        try:
            message = message_of(letter)
            message.message()
        except (ValueError, LookupError) as failed:
            raise Refused(f"the letter cannot be written down: {failed}", forever=True) from None
        try:
            self._opened().send_messages([message])
        except SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            raise Refused(_answered(code, said), forever=code >= PERMANENT) from None
        except SMTPDataError as refused:
            raise Refused(
                _answered(refused.smtp_code, refused.smtp_error), forever=refused.smtp_code >= PERMANENT
            ) from None
        except SMTPResponseException as refused:
            self.close()
            raise Away(_answered(refused.smtp_code, refused.smtp_error)) from None
        except UnicodeError:
            raise Refused("the address has letters that the server does not take", forever=True) from None
        except ValueError as failed:
            raise Refused(f"the address cannot be written down: {failed}", forever=True) from None
        except (OSError, SMTPException) as failed:
            self.close()
            raise Away(_hidden(f"{type(failed).__name__}: {failed}")) from None

    def close(self) -> None:
        """Says good-bye, or drops what is no connection any more."""
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.fail_silently = True
            backend.close()

    def _opened(self) -> EmailBackend:
        if self._backend is None:
            server = settings.MAIL_SERVER
            if server is None:
                raise Away("there is no mail server any more")
            backend = EmailBackend(
                host=server.host,
                port=server.port,
                username=server.user,
                password=server.password,
                use_tls=server.tls == "starttls",
                use_ssl=server.tls == "tls",
                timeout=SECONDS,
            )
            backend.open()
            self._backend = backend
        return self._backend


def _answered(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return _hidden(f"{code} {words}")


def _hidden(text: str) -> str:
    """Without the password, should a server repeat it."""
    secret = settings.MAIL_SERVER.password if settings.MAIL_SERVER else ""
    return text.replace(secret, "…") if secret else text
