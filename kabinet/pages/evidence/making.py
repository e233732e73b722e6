"""A pack is made in steps as a sheet is: a ticket at a time is read while the database knows who asks, and then written."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.utils.translation import get_language

from kabinet.actions.contents.door import brought
from kabinet.actions.evidence.packing import Pack
from kabinet.pages.evidence.reading import TicketEvidence, read_ticket
from kabinet.pages.evidence.subjects import MOST, Subject, subject_of
from kabinet.queries.sheets.columns import Asking
from kabinet.queries.sheets.making import TooMany
from kabinet.records import doors
from kabinet.records.doors.record_types import HeadRecord
from kabinet.records.versions.regulations import written
from kabinet.regulation.pack.editing import digest

LARGEST = 2 << 30  # bytes of people's files in one pack
Step = Callable[[], AbstractContextManager[Asking]]


def make_pack(step: Step, into: IO[bytes]) -> int:
    """Write the pack that the query of an order names; how many rows of the journal are in it. What stops a step stops it;
    TooMany where it would be too large."""
    with step() as asking:
        found, at = _subject(asking), asking.at
        reader = doors.person(asking.actor)
        facts = {"reader": reader.name, "organisation": doors.own_organisation(asking.actor).short_name}
    if len(found.tickets) > MOST:
        raise TooMany
    pack, rows, size = Pack(into, at), 0, 0
    texts: dict[str, Mapping[str, str]] = {}
    since: date | None = None
    for number in found.tickets:
        with step() as asking:
            told = read_ticket(asking, number, files=found.files)
            texts.setdefault(told.regulation.code, written(told.regulation))
        size += sum(int(each["size"]) for each in told.files)
        if size > LARGEST:
            raise TooMany
        _put(pack, told)
        rows += len(told.lines)
        since = min(filter(None, (since, told.day)), default=None)
    with step() as asking:
        heads = doors.proof.heads(asking.actor, since) if since else []
    pack.add_json("heads.json", [_head(row) for row in heads])
    _put_around(pack, found, texts)
    pack.finish(facts | _facts(found, at, texts))
    return rows


def _subject(asking: Asking) -> Subject:
    return subject_of(asking.actor, asking.at, asking.given.get("kind", ""), asking.given.get("of", ""))


def _facts(found: Subject, at: datetime, texts: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    return {
        "subject": f"{found.kind} {found.of}",
        "title": found.title,
        "made_at": at.isoformat(),
        "language": get_language() or "ru",
        "tickets": list(found.tickets),
        "not_included": list(found.out),
        "regulations": {code: digest(text) for code, text in texts.items()},
    }


def _put(pack: Pack, told: TicketEvidence) -> None:
    place = f"tickets/{told.number}"
    pack.add_lines(f"{place}/journal.jsonl", list(told.lines))
    pack.add_lines(f"{place}/messages.jsonl", list(told.messages))
    pack.add_json(f"{place}/files.json", list(told.files))
    pack.add_json(f"{place}/head.json", told.proof)
    pack.add(f"{place}/history.html", told.page.encode())
    for name, content in told.contents.items():
        pack.add_file(f"{place}/files/{name}", brought(content))


def _put_around(pack: Pack, found: Subject, texts: Mapping[str, Mapping[str, str]]) -> None:
    if found.record:
        pack.add_json(f"{found.kind}.json", found.record)
    for code, text in texts.items():
        for name, content in text.items():
            pack.add(f"regulation/{code}/{name}", content.encode("utf-8", "surrogatepass"))
    for about in sorted(Path(__file__).parent.glob("*.txt")):
        pack.add(about.name, about.read_bytes())


def _head(row: HeadRecord) -> dict[str, object]:
    return {
        "day": row.day.isoformat(),
        "count": row.count,
        "root": bytes(row.root).hex(),
        "former": bytes(row.former).hex(),
        "head": bytes(row.head).hex(),
    }
