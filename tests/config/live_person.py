"""Somebody at a live server without a browser, and what becomes of its database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.db import connections
from django.test import Client

from kabinet.config import postgres
from tests.browser import Live
from tests.cast import Cast
from tests.clock import PATIENCE
from tests.database import Database

FORM, TOKEN = "kabinet-form", "a" * 32
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
Answer = tuple[int, str, Any]


class Person:
    """Somebody who is signed in, over a connection of their own each time."""

    def __init__(self, live: Live, cast: Cast, login: str) -> None:
        client = Client()
        cast.sign_in(client, login)
        self.address = live.url.removeprefix("http://")
        self.cookie = f"kabinet={client.cookies['kabinet'].value}; {FORM}={TOKEN}"

    def ask(self, path: str, fields: Any = None) -> Answer:
        """Status, page and headers; `fields` are sent as a form."""
        connection = HTTPConnection(self.address, timeout=PATIENCE)
        body = None if fields is None else urlencode({"csrfmiddlewaretoken": TOKEN, **fields}, doseq=True)
        heads = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("GET" if body is None else "POST", path, body, heads)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer.headers


@contextmanager
def held(live: Live, what: str) -> Iterator[None]:
    """A transaction that holds what the statement says, until the block ends."""
    with psycopg.connect(live.database.server.url(postgres.SUPERUSER, live.database.name)) as other:
        other.execute(what)
        yield
        other.rollback()


def waiting(live: Live) -> int:
    """How many sessions of the database wait for a lock."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
    with psycopg.connect(live.database.url) as connection:
        [(found,)] = connection.execute(asked, [live.database.name]).fetchall()
    return int(found)


@contextmanager
def away(database: Database) -> Iterator[None]:
    """The database takes no connection and has lost those that it had."""
    with _superuser(database) as connection:
        connection.execute(f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS false")
        try:
            connection.execute(CUT, [database.name])
            yield
        finally:
            connection.execute(f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS true")
            connections.close_all()  # the test's own were cut as well


def cut(database: Database) -> int:
    """Every connection to it is lost; it takes new ones. How many there were."""
    connections.close_all()
    with _superuser(database) as connection:
        return len(connection.execute(CUT, [database.name]).fetchall())


def _superuser(database: Database) -> psycopg.Connection[Any]:
    return psycopg.connect(database.server.url(postgres.SUPERUSER, "postgres"), autocommit=True)
