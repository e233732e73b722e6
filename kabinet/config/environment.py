"""Typed readers of the process environment: a wrong value stops the start with a sentence that names it.

Every reader takes the variable's name and raises `Misconfigured`. Values of secrets are never repeated in the sentence.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

YES, NO = frozenset({"1", "yes", "true", "on"}), frozenset({"0", "no", "false", "off"})
SECRET_LENGTH = 32


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


def postgres(name: str, **options: object) -> dict[str, object]:
    """A PostgreSQL address (libpq URL or key words, several hosts allowed) as a value of Django's DATABASES."""
    try:
        parts = dict(conninfo_to_dict(text(name)))
    except ProgrammingError:
        raise Misconfigured(f"{name} must be postgresql://user[:password]@host[:port]/database.") from None
    if not parts.get("dbname"):
        raise Misconfigured(f"{name} does not name a database.")
    named = {key: parts.pop(part, "") for key, part in DJANGO_NAMES.items()}
    return {"ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": {**options, **parts}}


DJANGO_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
