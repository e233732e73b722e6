"""One ticket for a pack, as its reader has it at that moment: all that is asked of the database, and nothing written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from kabinet.actions.evidence.heads import path_to
from kabinet.actions.evidence.sums import PARTS
from kabinet.actions.tickets.drafts.stored import place_of
from kabinet.pages.tickets.feed.event import sentence
from kabinet.pages.ui.citations import called
from kabinet.queries.handing_out import hindrance
from kabinet.queries.sheets.columns import Asking
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.records.doors.record_types import FileRecord, FileScanRecord, MessageRecord, RegulationRecord
from kabinet.records.versions.vendor_names import vendor_day

Facts = Mapping[str, Any]
NOT_IN_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


@dataclass(frozen=True, slots=True)
class TicketEvidence:
    """`day` is that of the last head that knows the ticket; `contents` are places of files by their names in the pack."""

    number: str
    lines: Sequence[Facts]
    messages: Sequence[Facts]
    files: Sequence[Facts]
    contents: Mapping[str, Path]
    proof: Facts
    day: date | None
    page: str
    regulation: RegulationRecord


def read_ticket(asking: Asking, number: str, *, files: bool) -> TicketEvidence:
    """Closed for a ticket that the reader does not open any more."""
    actor = asking.actor
    opened = view_ticket(actor, asking.at, asking.zone, number)
    ticket = opened.ticket
    said = list(doors.messages(actor, ticket))
    named = {
        _named(nth, file): file for nth, file in enumerate(doors.files(actor, ticket) if files else (), 1)
    }
    scans, at = doors.contents.scans(actor, named.values()), asking.at
    held = {
        file.pk: _left_out(file, scans.get(file.pk))
        for file in named.values()
        if hindrance(actor, file, scans.get(file.pk), at)
    }
    leaf = doors.proof.latest_leaf(actor, ticket)
    return TicketEvidence(
        number=ticket.number,
        lines=[_line(link) for link in doors.proof.chain(actor, ticket)],
        messages=[_message(each) for each in said],
        files=[_file(name, file, held) for name, file in named.items()],
        contents={name: place_of(file) for name, file in named.items() if file.pk not in held},
        proof={
            "ticket": ticket.pk,
            "day": leaf.day.isoformat() if leaf else None,
            "nth": leaf.nth if leaf else 0,
            "path": [list(step) for step in path_to(leaf.day, leaf.place)] if leaf else [],
        },
        day=leaf.day if leaf else None,
        page=_page(opened, {each.pk: each for each in said}),
        regulation=ticket.regulation,
    )


def _line(link: doors.proof.Link) -> Facts:
    plain = {"nth": link.nth, "digest": link.digest.hex(), "link": link.link.hex()}
    if link.parts is None:
        return plain
    return {**plain, "salt": link.salt.hex(), "said": dict(zip(PARTS, link.parts, strict=True))}


def _message(said: MessageRecord) -> Facts:
    return {
        "id": said.pk,
        "author": said.author_name,
        "organisation": said.author_organisation,
        "side": said.side,
        "audience": said.audience,
        "kind": said.kind,
        "occurred_at": said.occurred_at.isoformat(),
        "recorded_at": said.recorded_at.isoformat(),
        "text": said.text,
    }


def _named(nth: int, file: FileRecord) -> str:
    plain = "".join(sign for sign in file.name.translate(NOT_IN_A_NAME) if sign.isprintable()).strip(" .")
    return f"{nth:03}-{plain[-100:] or 'file'}"


def _left_out(file: FileRecord, scan: FileScanRecord | None) -> str:
    """What the antivirus found in it, or that it has not looked through it; or when it was removed, its days being over."""
    if file.removed_at is not None:
        return f"removed on {vendor_day(file.removed_at).isoformat()} when its days were over"
    return (scan.found if scan else "") or "not scanned yet"


def _file(name: str, file: FileRecord, held: Mapping[UUID, str]) -> Facts:
    """`left_out`: why the content is not in the pack."""
    left_out = {"left_out": held[file.pk]} if file.pk in held else {}
    return {
        **left_out,
        "path": name,
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "message": file.message_id,
        "uploaded_at": file.uploaded_at.isoformat(),
    }


def _page(opened: TicketView, said: Mapping[int, MessageRecord]) -> str:
    """The history to be read by people, in the reader's language and zone."""
    items = [
        {
            "at": row.occurred_at,
            "recorded_at": row.recorded_at if row.recorded_at > row.occurred_at else None,
            "who": called(row.actor_name) if row.actor_name else "",
            "whence": row.actor_organisation,
            "words": sentence(opened, row),
            "text": said[row.message_id].text
            if row.message_id is not None and row.message_id in said
            else "",
        }
        for row in opened.entries
    ]
    context = {"ticket": opened.ticket, "items": items, "zone": opened.zone, "at": opened.at}
    return render_to_string("evidence/history.html", context)
