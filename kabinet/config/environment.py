"""Typed readers of the process environment: a wrong value stops the start with a sentence that names it.

Every reader takes the variable's name and raises `Misconfigured`. Values of secrets are never repeated in the sentence.
"""

import os
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import formataddr, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from kabinet.network.provider import Provider

YES, NO = frozenset({"1", "yes", "true", "on"}), frozenset({"0", "no", "false", "off"})
SECRET_LENGTH = 32
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MAIL_PORTS = {("smtp", False): 25, ("smtp", True): 587, ("smtps", True): 465}
MAIL_SHAPE = "smtp://[user:password@]host[:port] or smtps://[user:password@]host[:port]"


class Misconfigured(Exception):
    """The environment says something Kabinet cannot start with; the text is one sentence for the operator."""


def text(name: str, default: str | None = None) -> str:
    """The value as it stands; without a default it must be there and not be empty."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise Misconfigured(f"{name} is not set.")
    return value


def secret(name: str) -> str:
    """A long random text."""
    value = text(name)
    if len(value) < SECRET_LENGTH:
        raise Misconfigured(f"{name} must have at least {SECRET_LENGTH} characters, it has {len(value)}.")
    return value


def flag(name: str, default: bool) -> bool:
    """yes/no, true/false, on/off, 1/0."""
    value = text(name, "yes" if default else "no").lower()
    if value not in YES | NO:
        raise Misconfigured(f"{name} must be yes or no, not {value!r}.")
    return value in YES


def whole(name: str, default: int, lowest: int, highest: int) -> int:
    """A whole number from `lowest` to `highest`, both allowed."""
    value = text(name, str(default))
    if not value.isdecimal() or not lowest <= int(value) <= highest:
        raise Misconfigured(f"{name} must be a whole number from {lowest} to {highest}, not {value!r}.")
    return int(value)


def one_of(name: str, default: str, *allowed: str) -> str:
    """One of the `allowed` words."""
    value = text(name, default)
    if value not in allowed:
        raise Misconfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def names(name: str, default: list[str]) -> list[str]:
    """Words separated by commas."""
    return [word.strip() for word in text(name, ",".join(default)).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """An absolute path; the folder need not be there yet, but nothing else may stand in its place."""
    path = Path(text(name, str(default))).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise Misconfigured(f"{name} must be a folder; {path} is not one.")
    return path


def web_address(name: str, default: str) -> str:
    """http(s)://host[:port] without a path and without a slash at the end."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and value.endswith(parts.netloc)
        good = good and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good:
        raise Misconfigured(f"{name} must be http://host[:port] or https://host[:port], not {value!r}.")
    return value


def other_program(name: str) -> str:
    """https://host[:port][/path] of a program elsewhere; http for one on this very machine."""
    from kabinet.network.client import NotAsked, require_askable  # dear, and asked for where there is one

    value = text(name)
    try:
        require_askable(value, inside=True)
    except NotAsked as refused:
        # Not repeated: who writes a user into an address writes a password there too.
        raise Misconfigured(
            f"{name} must be https://host[:port][/path] without a user ({refused.reason})."
        ) from None
    return value


def postgres(name: str, **options: object) -> dict[str, object]:
    """A PostgreSQL address (libpq URL or key words, several hosts allowed) as a value of Django's DATABASES.

    `options` (`-c name=value …`) of the address stand behind our own, so that an operator's word is the last.
    """
    try:
        parts = dict(conninfo_to_dict(text(name)))
    except ProgrammingError:
        raise Misconfigured(f"{name} must be postgresql://user[:password]@host[:port]/database.") from None
    if not parts.get("dbname"):
        raise Misconfigured(f"{name} does not name a database.")
    named = {key: parts.pop(part, "") for key, part in DJANGO_NAMES.items()}
    if "options" in options and "options" in parts:
        parts["options"] = f"{options['options']} {parts['options']}"
    return {"ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": {**options, **parts}}


def identity_provider(name: str) -> Provider | None:
    """What variables that begin with `name` say of one; None when none says where it is."""
    if not text(f"{name}_ISSUER", ""):
        return None
    issuer = other_program(f"{name}_ISSUER")
    return Provider(
        issuer=issuer,
        client=text(f"{name}_CLIENT"),
        secret=text(f"{name}_SECRET"),
        login_claim=text(f"{name}_LOGIN_CLAIM", "preferred_username"),
        name=text(f"{name}_NAME", urlsplit(issuer).hostname),
    )


DJANGO_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


@dataclass(frozen=True, slots=True)
class MailServer:
    """`tls` is "" for none, "starttls" or "tls"."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = field(default="", repr=False)


def mail_server(name: str) -> MailServer | None:
    """Where letters are handed over, None when it is not said; a sentence repeats neither user nor password.

    smtp://user:password@mail.example.com:587    STARTTLS, which the server must have
    smtps://user:password@mail.example.com       TLS from the first byte, port 465
    smtp://127.0.0.1                             a relay on this machine: no TLS there, port 25
    smtp://relay.example.com?tls=no              a relay without TLS elsewhere; takes no password
    """
    if not os.environ.get(name, "").strip():
        return None
    try:
        parts = urlsplit(text(name))
        port = parts.port
    except ValueError:
        raise Misconfigured(f"{name} must be {MAIL_SHAPE}.") from None
    if (
        parts.scheme not in ("smtp", "smtps")
        or not parts.hostname
        or parts.path.strip("/")
        or parts.fragment
        or parts.query not in ("", "tls=no")
    ):
        raise Misconfigured(f"{name} must be {MAIL_SHAPE}.")
    tls = _tls(parts)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) is not bool(password):
        raise Misconfigured(f"{name} must name both a user and a password, or none.")
    if password and not tls and parts.hostname not in LOOPBACK:
        raise Misconfigured(f"{name} must not say tls=no beside a password: it would travel in the open.")
    return MailServer(parts.hostname, port or MAIL_PORTS[parts.scheme, bool(tls)], tls, user, password)


def mail_sender(name: str, server: MailServer | None, host: str) -> str:
    """«Name <address>» as it stands in a letter; needed where there is a server, else an address of this host."""
    if server is None and not os.environ.get(name, "").strip():
        return f"Kabinet <kabinet@{host if '.' in host and not host[-1].isdigit() else 'kabinet.example'}>"
    said = text(name)
    shown, address = parseaddr(said)
    try:
        if not (address.isascii() and said.isprintable()):
            raise ValueError
        parsed = Address(addr_spec=address)
        if not (parsed.username and parsed.domain):
            raise ValueError
    except (ValueError, IndexError):
        raise Misconfigured(f"{name} must be an address, as in Support <support@example.com>.") from None
    return formataddr((shown, address))


def _tls(parts: SplitResult) -> str:
    if parts.scheme == "smtps":
        return "tls"
    return "" if parts.query == "tls=no" or parts.hostname in LOOPBACK else "starttls"
