"""An old ticket is judged and made rows of, not written yet. Faulty where it cannot be taken as it is told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest, sha256
from typing import Final
from uuid import UUID, uuid4

from kabinet.actions.imports.digest import digest_of
from kabinet.actions.imports.mapping import NOTE, ImportMapping
from kabinet.actions.imports.old_ticket import (
    MOST_FILES,
    MOST_MESSAGES,
    Author,
    Faulty,
    OldFile,
    OldMessage,
    OldTicket,
)
from kabinet.actions.imports.parties import Directory, Parties
from kabinet.actions.tickets.drafts.attach import safe
from kabinet.records import lengths
from kabinet.records.models import ImportedFile, ImportedMessage, ImportedTicket
from kabinet.regulation.access import Audience
from kabinet.regulation.legs import LegCode
from kabinet.regulation.visible import clean, says_something

LONGEST_NUMBER, LONGEST_STATE = 60, 80
# As the pages say it: the words are the history's own from then on.
NOT_SAVED: Final = "[Файл «{name}» не перенесён]"
NO_TEXT: Final = "[Без текста]"
NOBODY: Final = "—"


@dataclass(slots=True)
class Judged:
    """Rows without their keys; `files` each with its message's place and what is to be copied. `known` and `unknown` are the
    names of authors."""

    ticket: ImportedTicket
    parties: Parties
    messages: list[ImportedMessage] = field(default_factory=list)
    files: list[tuple[int, ImportedFile, OldFile]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


def judge(old: OldTicket, mapping: ImportMapping, directory: Directory, run: UUID, at: datetime) -> Judged:
    """A closed ticket as rows of this run."""
    if old.closed is None:
        raise Faulty(
            f"the ticket {old.number[:60]!r} is open ({old.state[:80]}): close it there, register it here anew,"
            ' or say open = "skip"'
        )
    _require(old, at)
    parties = directory.parties(old.client)
    made = Judged(_ticket(old, old.closed, mapping, parties, run, at), parties)
    for message in _with_subject(old):
        _add(made, message, mapping, directory)
    made.ticket.author_name = _named(made, old.author, directory)[1] if old.author.said else ""
    made.ticket.digest = digest_of(
        made.ticket, made.messages, ((place, row) for place, row, _old in made.files)
    )
    return made


def _require(old: OldTicket, at: datetime) -> None:
    if not old.number or len(old.number) > LONGEST_NUMBER:
        raise Faulty(f"a ticket has a number of 1 to {LONGEST_NUMBER} signs")
    if not says_something(old.subject):
        raise Faulty("the ticket has no subject")
    if old.closed is not None and old.closed < old.opened:
        raise Faulty("the ticket was closed before it was opened")
    if old.closed is not None and old.closed > at:
        raise Faulty("the ticket is closed in the future: does the mapping name the right zone?")
    if len(old.messages) > MOST_MESSAGES:
        raise Faulty(f"the ticket has more than {MOST_MESSAGES} messages")
    if sum(len(each.files) for each in old.messages) > MOST_FILES:
        raise Faulty(f"the ticket has more than {MOST_FILES} files")


def _ticket(
    old: OldTicket, closed: datetime, mapping: ImportMapping, parties: Parties, run: UUID, at: datetime
) -> ImportedTicket:
    return ImportedTicket(
        source=mapping.source,
        desk=mapping.name,
        old_number=old.number,
        leg=LegCode.CLIENT.value,
        client=parties.client,
        partner=parties.partner,
        client_name=parties.client.short_name,
        partner_name=parties.partner.short_name,
        subject=_cut(old.subject, lengths.LINE),
        state=_cut(old.state, LONGEST_STATE),
        opened_at=old.opened,
        closed_at=closed,
        run=run,
        imported_at=at,
    )


def _with_subject(old: OldTicket) -> Iterator[OldMessage]:
    """A subject that is longer than one of this desk is said whole before everything else."""
    if len(old.subject) > lengths.LINE:
        yield OldMessage(old.author, old.opened, old.subject)
    yield from old.messages


def _add(made: Judged, old: OldMessage, mapping: ImportMapping, directory: Directory) -> None:
    author, name = _named(made, old.author, directory)
    text = old.text
    taken = []
    for file in old.files:
        if file.path is None and file.content is None:
            if mapping.missing_files != NOTE:
                raise Faulty(f"the content of the file {file.name[:80]!r} is not there")
            text = clean(f"{text}\n{NOT_SAVED.format(name=safe(file.name))}")
        elif file.content != b"":
            taken.append(file)
    if not says_something(text) and not taken:
        return
    audience = Audience.PARTNER if old.internal else Audience.PUBLIC
    place = len(made.messages)
    for part in _parts(text if says_something(text) else NO_TEXT):
        row = ImportedMessage(
            leg=made.ticket.leg,
            client=made.parties.client,
            partner=made.parties.partner,
            audience=audience.value,
            place=len(made.messages),
            author_id=author,
            author_name=name,
            text=part,
            said_at=old.at,
        )
        made.messages.append(row)
    made.files += [(place, _file(made, file, audience), file) for file in taken]


def _named(made: Judged, author: Author, directory: Directory) -> tuple[int | None, str]:
    """A registered person's key and name here, or none and the name as it was said there."""
    found = directory.person(author, made.parties) if author.said else None
    if found is not None:
        made.known.add(found.name)
        return found.key, found.name
    name = author.said if says_something(author.said) else NOBODY
    made.unknown.add(f"{author.name} <{author.address}>" if author.name and author.address else name)
    return None, name[: lengths.NAME]


def _file(made: Judged, old: OldFile, audience: Audience) -> ImportedFile:
    size, digest = _summed(old)
    if old.sha256 and old.sha256 != digest:
        raise Faulty(f"the content of the file {old.name[:80]!r} is not what was exported")
    return ImportedFile(
        id=uuid4(),
        leg=made.ticket.leg,
        client=made.parties.client,
        partner=made.parties.partner,
        audience=audience.value,
        name=safe(old.name),
        size=size,
        sha256=digest,
    )


def _summed(old: OldFile) -> tuple[int, str]:
    if old.content is not None:
        return len(old.content), sha256(old.content).hexdigest()
    if old.path is None:
        raise Faulty(f"the content of the file {old.name[:80]!r} is not there")
    try:
        with old.path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            return file.tell(), digest
    except OSError as failed:
        raise Faulty(f"the file {old.name[:80]!r} cannot be read: {failed.strerror}") from None


def _parts(text: str) -> Iterator[str]:
    """The text in as many messages as it needs, each ended at a line where it has one."""
    while len(text) > lengths.MESSAGE:
        cut = text.rfind("\n", 1, lengths.MESSAGE)
        cut = cut if cut > lengths.MESSAGE // 2 else lengths.MESSAGE
        yield text[:cut]
        text = text[cut:].lstrip("\n")
    if text:
        yield text


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 2].rstrip() + " …"
