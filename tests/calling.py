"""A desk's order of call, nights at which somebody is called, and pages read then."""

from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from kabinet.actions.on_call.order import keep_step
from kabinet.jobs import on_call
from tests.desk import Desk, msk

if TYPE_CHECKING:
    import pytest
    from django.test import Client

# A Thursday of working days; the partner's desk works from nine to six in Moscow, or a little longer.
NIGHT, DAY = msk("2026-11-26 23:00"), msk("2026-11-26 14:45")
Read = Callable[[str, datetime, str], str]


def keep(desk: Desk, lead: str, *steps: tuple[str, int]) -> None:
    """The order of call of the lead's desk: logins and minutes."""
    for login, minutes in steps:
        desk.do(keep_step, lead, DAY, person=desk.cast.person[login], minutes=minutes)


def look(at: datetime) -> int:
    """What the worker's loop does at this instant; how many calls went on."""
    return on_call.call(at)


def box(html: str) -> str:
    """The box of the call on a ticket's page in words; empty where there is none."""
    _head, found, rest = html.partition('id="on-call"')
    return " ".join(unescape(rest.partition("</section>")[0]).split()) if found else ""


class Pages:
    """`read(login, at, address)` at a stated instant; one browser a person."""

    def __init__(self, reader: "Callable[[str], Client]", patch: "pytest.MonkeyPatch") -> None:
        self.reader, self.patch = reader, patch
        self.browsers: dict[str, Client] = {}

    def browser(self, login: str, at: datetime) -> "Client":
        self.patch.setattr("kabinet.pages.gate.now", lambda: at)
        if login not in self.browsers:
            self.browsers[login] = self.reader(login)
        return self.browsers[login]

    def read(self, login: str, at: datetime, address: str) -> str:
        answer = self.browser(login, at).get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def box(self, login: str, at: datetime, number: str) -> str:
        return box(self.read(login, at, f"/tickets/{number}/"))

    def post(self, login: str, at: datetime, address: str, **fields: Any) -> Any:
        return self.browser(login, at).post(address, fields)
