"""A person of the cast on the way to a ticket, as a browser goes it."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import connection, transaction
from django.test import Client

from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests.cast import Cast

FAILURE = {"q-happens": "failure", "q-no_other_way": "yes", "q-no_other_version": "yes", "q-no_backup": "yes"}
ANSWERS = {1: FAILURE, 2: {"q-happens": "partial"}, 3: {"q-happens": "isolated"}, 4: {"q-happens": "wish"}}
PROMISED = {"shown-terms": "1", "term-phone": "on", "term-hour": "on", "phone": "+7 900 000-41-17"}
WRITTEN = {
    "subject": "rphost аварийно завершается",
    "description": "После обновления rphost падает.\nКаждые десять минут.",
    "impact": "serious",
    "service": "problem",
}
Answer = Any


@dataclass
class Walk:
    """`login` in a browser of their own."""

    client: Client
    cast: Cast
    login: str = "saveliev"

    def __post_init__(self) -> None:
        self.cast.sign_in(self.client, self.login)

    def get(self, url: str = "/new/") -> Answer:
        """A page."""
        forget()
        return self.client.get(url)

    def post(self, url: str, data: dict[str, Any] | None = None, **headers: str) -> Answer:
        """An act."""
        forget()
        return self.client.post(url, data or {}, headers=headers or None)

    def fragment(self, url: str, data: dict[str, Any] | None = None) -> Answer:
        """What the page's script asks for."""
        return self.post(url, data, **{"HX-Request": "true"})

    def step(self, level: int = 3, system: str = "erp", **changes: str) -> dict[str, str]:
        """The first step with answers that lead to `level`."""
        promised = PROMISED if level == 1 else {}
        return {
            "system": str(self.cast.system[system]),
            "step": "next",
            **ANSWERS[level],
            **promised,
        } | changes

    def begin(self, level: int = 3, system: str = "erp", **changes: str) -> str:
        """Through the first step; the address of the draft."""
        answer = self.post("/new/", self.step(level, system, **changes))
        assert answer.status_code == 303, text(answer)
        return str(answer["Location"])

    def register(self, level: int = 3, **written: str) -> Answer:
        """The whole way."""
        return self.post(self.begin(level), WRITTEN | written)

    def tickets(self) -> list[models.Ticket]:
        """Every ticket there is."""
        with transaction.atomic(), as_system("a look from outside"):
            return list(models.Ticket.objects.select_related("sheet").order_by("id"))

    def drafts(self) -> list[models.Draft]:
        """Every draft there is."""
        with transaction.atomic(), as_system("a look from outside"):
            return list(models.Draft.objects.order_by("id"))

    def files(self) -> list[models.File]:
        """Every file there is."""
        with transaction.atomic(), as_system("a look from outside"):
            return list(models.File.objects.order_by("name"))

    def journal(self, number: str) -> list[models.JournalEntry]:
        """A ticket's history."""
        with transaction.atomic(), as_system("a look from outside"):
            return list(models.JournalEntry.objects.filter(ticket__number=number).order_by("id"))

    def notices(self, number: str) -> list[models.Notice]:
        """Who was told of a ticket."""
        with transaction.atomic(), as_system("a look from outside"):
            return list(models.Notice.objects.filter(subject_key=number).order_by("created_at"))


def forget() -> None:
    """A test keeps one transaction open, in which a request would find the reach of the one before."""
    if connection.in_atomic_block:
        leave()


def text(answer: Answer) -> str:
    """What a reader reads of a page: without markup, spaces as spaces."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def value(answer: Answer, name: str) -> str:
    """What stands in a control of a page."""
    body = answer.content.decode()
    for pattern in (
        rf'<input[^>]*name="{name}"[^>]*\svalue="([^"]*)"[^>]*\schecked',
        rf'<input(?![^>]*type="radio")[^>]*name="{name}"[^>]*\svalue="([^"]*)"',
        rf'<input(?![^>]*type="radio")[^>]*\svalue="([^"]*)"[^>]*name="{name}"',
        rf'<textarea[^>]*name="{name}"[^>]*>\s*(.*?)</textarea>',
        rf'<select[^>]*name="{name}".*?<option value="([^"]*)" selected',
    ):
        if found := re.search(pattern, body, flags=re.DOTALL):
            return unescape(found[1])
    return ""


def summary(answer: Answer) -> list[str]:
    """The links of the summary of errors: ids of the fields to go to."""
    found = re.search(r'id="errors".*?</ul>', answer.content.decode(), flags=re.DOTALL)
    return re.findall(r'href="#([^"]+)"', found[0]) if found else []
