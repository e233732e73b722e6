"""What the bench's people do: each task is asked again and again, for another ticket each time."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from bench.pages.form import form
from bench.pages.server import status
from bench.pages.visit import Answer, Visitor
from bench.pages.words import NEEDLE
from bench.pages.world import PASSWORD, World

ENGINEER, CLIENT, VENDOR, AUDITOR = "partner-0-0", "client-0-0", "vendor-1-0", "vendor-1-1"
TEXT = "Воспроизвели на стенде: процесс теряет соединение при пересчёте итогов. Следующее сообщение завтра."
SYSTEM = re.compile(r'<option value="(\d+)"')
# One of the vendor's people reads all partners' record as well.
AUDITS = f"""
INSERT INTO membership (person_id, organisation_id, role, added_at, confirmed_at, refusal)
  SELECT m.person_id, m.organisation_id, 'auditor', m.added_at, m.confirmed_at, '' FROM membership m
  JOIN person p ON p.id = m.person_id WHERE p.login = '{AUDITOR}' LIMIT 1
"""
OVERSIGHT = {
    "missed deadlines": "/oversight/late/?all=yes&period={year}",
    "clauses": "/oversight/clauses/?period={year}",
    "counts of all lists": "/oversight/lists/?period={year}",
    "list of returns": "/oversight/lists/returns/?period={year}",
}
TOKEN = "csrfmiddlewaretoken"
Ask = Callable[[Visitor, int], Answer]


@dataclass(frozen=True, slots=True)
class Task:
    """`ask` does it for the n-th time; `prepare` makes ready what is not measured. `most`: times the unit, at most."""

    name: str
    visitor: Visitor
    ask: Ask
    most: float | None
    good: int = 200
    prepare: Callable[[Visitor, int], None] = lambda visitor, nth: None
    times: int = 100


# Tickets with about three messages, as the peers were measured: those of the big partner, and of its big client.
TICKETS = """
SELECT t.number FROM ticket t WHERE t.leg = 'client' AND {party} AND {state}
AND (SELECT count(*) FROM message m WHERE m.ticket_id = t.id) BETWEEN 3 AND 4 ORDER BY md5(t.number) LIMIT 60
"""
WORKS = """t.{}_id = (SELECT m.organisation_id FROM membership m JOIN person p ON p.id = m.person_id
  WHERE p.login = '{}' LIMIT 1)"""
OPEN, ANY = "t.closed_at IS NULL AND t.status IN ('in_work', 'waiting')", "true"


@dataclass(frozen=True, slots=True)
class Samples:
    """Numbers of tickets."""

    of_partner: Sequence[str]
    of_client: Sequence[str]
    open_of_partner: Sequence[str]
    open_of_client: Sequence[str]


def samples(url: str, world: World | None = None) -> Samples:
    """Chosen by nothing but their number; `url` is the superuser's."""
    with psycopg.connect(url) as connection:

        def numbers(party: str, state: str) -> list[str]:
            return [row[0] for row in connection.execute(TICKETS.format(party=party, state=state)).fetchall()]

        of_partner, of_client = WORKS.format("partner", ENGINEER), WORKS.format("client", CLIENT)
        return Samples(
            numbers(of_partner, ANY),
            numbers(of_client, ANY),
            numbers(of_partner, OPEN),
            numbers(of_client, OPEN),
        )


def floor(port: int) -> list[Task]:
    """What the same process does at best, without any middleware and through all of it; the last is the unit."""
    nobody = Visitor(port)
    asked = {
        "a bare Django view, no middleware": "/floor/alone/view",
        "50 rows as JSON, no middleware": "/floor/alone/rows",
        "a bare Django view": "/floor/view",
        "50 rows as JSON: the unit": "/floor/rows",
    }
    return [Task(name, nobody, _get(path), None, times=400) for name, path in asked.items()]


def _get(path: str) -> Ask:
    return lambda who, nth: who.get(path)


def tasks(port: int, known: Samples) -> list[Task]:
    """Everything that design 9 has a figure for, and the vendor's queue."""
    engineer, client, vendor = (
        Visitor(port).sign_in(login, PASSWORD) for login in (ENGINEER, CLIENT, VENDOR)
    )
    return [
        Task("queue of 50 (partner)", engineer, lambda who, nth: who.get("/queue/"), 6),
        Task("queue of 50 (vendor)", vendor, lambda who, nth: who.get("/queue/"), 6),
        Task("list of 50 (client)", client, lambda who, nth: who.get("/tickets/"), 6),
        Task("a ticket with its history (partner)", engineer, _ticket(known.of_partner), 6),
        Task("a ticket with its history (client)", client, _ticket(known.of_client), 6),
        *_searches(port, engineer, known),
        _begin(client),
        _register(client),
        _reply("reply of the partner (form)", engineer, known.open_of_partner),
        _reply("reply of the client (form)", client, known.open_of_client),
        *_oversight(Visitor(port).sign_in(AUDITOR, PASSWORD), "vendor"),
        *_oversight(engineer, "partner"),
    ]


def _oversight(reader: Visitor, side: str) -> list[Task]:
    """A year of every list, of all partners for the vendor's auditor."""
    year = datetime.now(UTC).year
    return [
        Task(f"oversight of a year: {name} ({side})", reader, _get(path.format(year=year)), None, times=20)
        for name, path in OVERSIGHT.items()
    ]


def _ticket(numbers: Sequence[str]) -> Ask:
    return lambda who, nth: who.get(f"/tickets/{numbers[nth % len(numbers)]}/")


def _searches(port: int, engineer: Visitor, known: Samples) -> list[Task]:
    """As soon as there is a page that searches."""
    if status(port, "/search/") == 404 and engineer.get("/search/").status == 404:
        return []
    from urllib.parse import quote

    return [
        Task("search, rare word", engineer, lambda who, nth: who.get(f"/search/?q={quote(NEEDLE)}"), 10),
        Task(
            "search, number",
            engineer,
            lambda who, nth: who.get(f"/search/?q={known.of_partner[nth % 9]}"),
            10,
            good=0,
        ),
    ]


def _level(who: Visitor, nth: int) -> Answer:
    """The first step, which becomes a draft."""
    page = who.get("/new/").text
    _, fields = form(page, "mark")
    system = SYSTEM.search(page)
    return who.post("/new/", fields | {"q-happens": "isolated", "system": system[1] if system else ""})


def _begin(client: Visitor) -> Task:
    """The first step alone; nobody may keep many drafts, so each is discarded before the next one is begun."""
    left: list[str] = []

    def prepare(who: Visitor, nth: int) -> None:
        while left:
            address = f"{left.pop()}discard/"
            _, fields = form(who.get(address).text, TOKEN)
            who.post(address, {TOKEN: fields[TOKEN]})

    def ask(who: Visitor, nth: int) -> Answer:
        answer = _level(who, nth)
        left.append(answer.location)
        return answer

    return Task("new ticket: level (form)", client, ask, 12, good=303, prepare=prepare, times=40)


def _register(client: Visitor) -> Task:
    """The second step: the draft becomes a ticket."""
    drafts: dict[int, tuple[str, dict[str, str]]] = {}

    def prepare(who: Visitor, nth: int) -> None:
        address = _level(who, nth).location
        _, fields = form(who.get(address).text, "description")
        drafts[nth] = address, fields | {"description": TEXT, "impact": "minor", "service": "problem"}

    def ask(who: Visitor, nth: int) -> Answer:
        return who.post(*drafts[nth])

    return Task("register a ticket (form)", client, ask, 12, good=303, prepare=prepare, times=60)


def _reply(name: str, visitor: Visitor, numbers: Sequence[str]) -> Task:
    """A message to the other side; the form is read from the page first, as people do."""
    forms: dict[int, tuple[str, dict[str, str]]] = {}

    def prepare(who: Visitor, nth: int) -> None:
        page = who.get(f"/tickets/{numbers[nth % len(numbers)]}/")
        forms[nth] = form(page.text, "text")

    def ask(who: Visitor, nth: int) -> Answer:
        address, fields = forms[nth]
        return who.post(address, fields | {"text": f"{TEXT} ({nth})"})

    return Task(name, visitor, ask, 12, good=303, prepare=prepare, times=min(60, len(numbers)))
