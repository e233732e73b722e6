"""A life as rows for COPY, and who was told of it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

from bench.pages.life import WIDE, Entry, Life, Said, message_key
from bench.pages.world import Person
from kabinet.actions.journal.clocks import kept
from kabinet.actions.notices import kinds, wording
from kabinet.actions.notices.ticket_notices import MARKS
from kabinet.records import models
from kabinet.regulation.clocks import Clock
from kabinet.regulation.facts import Kind, Side

# The columns of every table in the order in which `rows` gives them.
COLUMNS: Mapping[str, str] = {
    "ticket": "id number leg client_id partner_id client_name partner_name system_id system_name origin_id"
    " author_id author_name contact_id contact_name contact_phone contact_email assignee_id assignee_name"
    " subject level status turn turn_since"
    " vendor_status service impact channel foreign_desk foreign_number foreign_url registered_at"
    " first_contact_at answered_at passed_on_at closed_at last_fact_at clocks next_due_at queue_at"
    " queue_from queue_clock breaches regulation_id calendar_id agreement_id version",
    "sheet": "ticket_id leg client_id partner_id values symptoms judged_level level_reason production entitlement critical"
    " id",
    "message": "id ticket_id leg client_id partner_id author_id author_name author_organisation side audience kind text"
    " final reached relayed_from_id occurred_at recorded_at",
    "clock_run": "id ticket_id leg client_id partner_id name run owner level started_at due_at ended_at outcome breached_at"
    " barred",
    "journal_entry": "id ticket_id leg client_id partner_id kind side audience actor_id actor_name actor_organisation system"
    " occurred_at recorded_at clause status message_id data",
    "notice": "id person_id ticket_id organisation_id subject subject_key kind data created_at read_at",
}
IMPACTS = {1: "critical", 2: "serious", 3: "minor", 4: "none"}
FAILURE = {"happens": "failure", "no_other_way": True, "no_other_version": True, "no_backup": True}
SYMPTOMS = {1: FAILURE, 2: {"happens": "partial"}, 3: {"happens": "isolated"}, 4: {"happens": "wish"}}
UNREAD_FOR = 3 * 86400
PHONE, EMAIL = "+7 900 000-41-17", "someone@bench.example"
Row = tuple[str, tuple[object, ...]]


class Writer:
    """Lives as lines of COPY. `until` is the present; notices of the last days may be unread."""

    def __init__(self, draw: Random, until: int, regulation: int, calendar: int) -> None:
        self.draw, self.until, self.versions = draw, until, (regulation, calendar)

    def lines(self, life: Life) -> Iterator[tuple[str, str]]:
        """Table and line of everything that belongs to a ticket."""
        for table, values in self._rows(life):
            yield table, "\t".join(map(text, values)) + "\n"

    def _rows(self, life: Life) -> Iterator[Row]:
        place = life.key, life.leg_code, life.client.id, life.partner.id
        yield "ticket", self._ticket(life)
        yield "sheet", (*place, *_sheet(life), life.key)
        for said in life.messages:
            yield "message", (message_key(life.key, said.place), *place, *_message(said))
        for nth, run in enumerate(life.runs.values()):
            yield "clock_run", (message_key(life.key, nth), *place, *_run(run), False)
        for nth, entry in enumerate(life.entries):
            yield "journal_entry", (message_key(life.key, nth), *place, *_entry(life, entry))
        yield from self._notices(life)

    def _ticket(self, life: Life) -> tuple[object, ...]:
        stands, columns, client = life.stands, kept(life.clocks), life.client
        assert stands
        who = life.assignee or (None, "")
        return (
            life.key, life.number, life.leg_code, client.id, life.partner.id, client.name, life.partner.name, *client.system,
            life.origin.key if life.origin else None, *life.author, *life.author, PHONE, EMAIL, *who, life.subject,
            columns["level"], stands.status,
            stands.turn, at(stands.turn_since), life.vendor_status, "problem", IMPACTS[life.level], "cabinet",
            "", "", "",
            at(life.entries[0].at), columns["first_contact_at"], at(stands.answered), at(life.passed_on), at(stands.closed),
            at(life.last), columns["clocks"], columns["next_due_at"], columns["queue_at"],
            columns["queue_from"], columns["queue_clock"],
            life.breaches, *self.versions, client.agreement if life.leg_code == "client" else None, len(life.entries),
        )  # fmt: skip

    def _notices(self, life: Life) -> Iterator[Row]:
        assignee: Person | None = None
        for entry in life.entries:
            if entry.kind is Kind.TAKEN:
                assignee = entry.who
            told = wording.words(kinds.of_ticket(entry.kind), entry.data).notices
            wide = entry.audience == WIDE[life.leg_code]
            if Side.APPLICANT in told and wide:
                yield from self._told(life, entry, Side.APPLICANT, _applicants(life, entry))
            if Side.SUPPORT in told:
                yield from self._told(
                    life, entry, Side.SUPPORT, [assignee] if assignee else life.support.people
                )

    def _told(self, life: Life, entry: Entry, side: Side, people: Iterable[Person]) -> Iterator[Row]:
        actor = entry.who[1] if entry.who else ""
        data = {key: value for key, value in entry.data.items() if key in MARKS}
        data = json.dumps(
            data | {"reader": side.value, "actor": actor, "subject": life.subject}, ensure_ascii=False
        )
        registered = entry.kind is Kind.REGISTERED and side is Side.APPLICANT
        for person in people:
            if registered or person != entry.who:
                yield "notice", (
                    UUID(int=self.draw.getrandbits(128)), person[0], life.key, None, "ticket", life.number,
                    entry.kind.value, data,
                    at(entry.recorded), self._read(entry.recorded),
                )  # fmt: skip

    def _read(self, told: int) -> datetime | None:
        old = told < self.until - UNREAD_FOR
        return at(min(told + 3600, self.until)) if old or self.draw.random() < 0.6 else None


def _applicants(life: Life, entry: Entry) -> list[Person]:
    colleague = life.origin.assignee if life.origin else None
    return [life.author, *([colleague] if colleague and colleague != life.author else [])]


def _sheet(life: Life) -> tuple[object, ...]:
    client, critical = life.client, {}
    if life.level == 1:
        critical = {
            "phone": "+7 900 000-41-17",
            "person": life.author[0],
            "name": life.author[1],
            "at": at(life.entries[0].at).isoformat(),
        }
    values = {
        "description": life.messages[0].text,
        "product": "1С:ERP Управление предприятием 2.5.14.96",
        "platform": "8.3.24.1467",
        "client_environment": "Windows 10, тонкий клиент",
        "server_os": "Astra Linux SE 1.7.5",
        "server_hardware": "2 узла: 32 ядра",
        "company": client.name,
        "delivery": f"80{client.id:08}",
        "contact": life.author[1],
        "phone": PHONE,
        "email": EMAIL,
        "impact": IMPACTS[life.level],
        "service": "problem",
        "subject": life.subject,
    }
    entitlement = {
        "day": str(at(life.entries[0].at).date()),
        "contract": {"level": "prof"},
    }
    return values, SYMPTOMS[life.level], life.level, "", True, entitlement, critical


def _message(said: Said) -> tuple[object, ...]:
    instant = at(said.at)
    reached = True if said.kind == "call" else None
    return (
        *said.who, said.organisation, said.side, said.audience, said.kind, said.text, said.final, reached, said.relayed_from,
        instant, instant,
    )  # fmt: skip


def _run(run: Clock) -> tuple[object, ...]:
    return (
        run.name.value, run.run, run.owner.value, run.level, at(run.started), at(run.due), at(run.ended), run.outcome or "",
        at(run.breached),
    )  # fmt: skip


def _entry(life: Life, entry: Entry) -> tuple[object, ...]:
    who = entry.who or (None, "")
    said = message_key(life.key, entry.said.place) if entry.said else None
    return (
        entry.kind.value, entry.side.value, entry.audience, *who, entry.organisation, entry.system, at(entry.at),
        at(entry.recorded), entry.clause, entry.status, said, entry.data,
    )  # fmt: skip


def at(epoch: int | None) -> Any:
    """Epoch seconds as PostgreSQL's instant."""
    return None if epoch is None else datetime.fromtimestamp(epoch, UTC)


def text(value: object) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, bool):
        return "t" if value else "f"
    elif not isinstance(value, str):
        return str(value)
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def check_columns() -> None:
    """The models' columns are these and no others; the search vectors fill themselves."""
    for model in (
        models.Ticket,
        models.Sheet,
        models.Message,
        models.ClockRun,
        models.JournalEntry,
        models.Notice,
    ):
        table, known = model._meta.db_table, {field.column for field in model._meta.concrete_fields}  # noqa: SLF001
        if known != set(COLUMNS[table].split()):
            raise SystemExit(
                f"bench/pages/run: the columns of {table} are not those of its model: {known ^ set(COLUMNS[table].split())}"
            )
