"""Versions of the regulation that the vendor prepares: begun from a published one or from a file, changed, thrown away.

Drafts are shared by the administrators and leave no row in a journal; nothing follows one until it is published.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.actions.regulation import draft_limit
from kabinet.actions.regulation.rehearsal import unbuilt
from kabinet.actions.unit import permission
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.models import RegulationVersion, VersionDraft
from kabinet.records.versions import day_of, law_of, newest_pack, regulations
from kabinet.regulation.access import Act, Actor, Case
from kabinet.regulation.pack import Pack, Wrong, completed, load_texts, unfit
from kabinet.regulation.pack.editing import (
    Line,
    Path,
    Source,
    changed,
    digest,
    edited,
    grown,
    head_file,
    line_of,
    parsed,
    seen,
    unpacked,
    value_at,
)
from kabinet.regulation.text import Text, Unlawful

MEND = Text("Исправьте и сохраните снова", "Put it right and save again")
ANOTHER = Text("Загрузите другой файл", "Choose another file")
MEANWHILE = Text("Пока вы правили, это же изменил кто-то другой", "Somebody else changed the same meanwhile")
AGAIN = Text("Сохраните ещё раз, чтобы осталось ваше", "Save again to keep yours")
NUMBER = Text("номер", "number")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stands against publishing; `line` is where it is written, if anybody can tell."""

    text: Text
    line: Line | None = None


def begin(*, actor: Actor, at: datetime, number: str) -> VersionDraft:
    """A draft with the text of the version `number` under the next number."""
    permitted(actor, at)
    base = doors.regulation(actor, number)
    texts = regulations.written(base)
    content = edited(texts, {(head_file(texts), "number"): next_number(base.number)})
    return _kept(actor, at, base.code, content, "number")


def begin_from_file(*, actor: Actor, at: datetime, name: str, raw: bytes) -> VersionDraft:
    """A draft out of a zip of TOML files or of one such file; faults in it can be mended on its page. Invalid for anything
    that is no text of a regulation at all."""
    permitted(actor, at)
    try:
        texts = unpacked(name, raw)
    except Unlawful as fault:
        raise Invalid("file", fault.text, ANOTHER) from fault
    newest = regulations.on_record().last()
    return _kept(actor, at, newest.code if newest else "", texts, "file")


def save_text(*, actor: Actor, at: datetime, draft: int, file: str, text: str, before: str) -> VersionDraft:
    """The whole text of one file; `before` is the mark (`mark`) of the text that the person began with. A text with faults
    is kept and cannot be published. Invalid when somebody changed the file meanwhile, or when it is no TOML."""
    with transaction.atomic():
        row = _locked(actor, at, draft)
        if file not in row.content:
            raise doors.Closed
        if mark(row.content[file]) != before:
            raise Invalid("before", MEANWHILE, AGAIN)
        plain = text.replace("\r\n", "\n")
        _readable(file, plain)
        return _changed(row, actor, at, {**row.content, file: plain})


def save_sheet(
    *, actor: Actor, at: datetime, draft: int, sheet: str, values: Mapping[Path, Any], before: str
) -> VersionDraft:
    """Values of a sheet (pack_sections); `before` is the mark of the sheet that the person saw (`pack_change.seen`).
    Invalid when somebody changed the same sheet meanwhile."""
    with transaction.atomic():
        row = _legible(_locked(actor, at, draft))
        _same(row.content, sheet, before)
        return _changed(row, actor, at, changed(row.content, values))


def grow_sheet(
    *, actor: Actor, at: datetime, draft: int, sheet: str, scope: str, values: Mapping[Path, Any]
) -> VersionDraft:
    """One more reason, service or contract level for a leg or for both. Invalid for a code that is there already."""
    with transaction.atomic():
        row = _legible(_locked(actor, at, draft))
        try:
            return _changed(row, actor, at, grown(row.content, sheet, scope, values))
        except Unlawful as fault:
            raise Invalid("code", fault.text, MEND) from fault


def discard(*, actor: Actor, at: datetime, draft: int) -> None:
    """Throws the draft away."""
    with transaction.atomic():
        _locked(actor, at, draft).delete()


def permitted(actor: Actor, at: datetime) -> None:
    """Refused for whoever does not publish regulations."""
    today = day_of(actor, at)
    permission.require(actor, Act.PUBLISH_REGULATION, Case(today=today), law_of(actor))


def pack_of_draft(row: VersionDraft) -> Pack | None:
    """What the draft would be; None while it cannot be read."""
    try:
        return completed(load_texts(row.content), newest_pack())
    except Unlawful:
        return None


def faults(row: VersionDraft) -> list[Fault]:
    """Everything that stands against publishing the draft, in the order of its files."""
    unread = [fault for fault in broken(row) if fault]
    if unread:
        return unread
    try:
        pack = load_texts(row.content)
    except Wrong as fault:
        return [Fault(fault.text, line_of(fault.where, row.content))]
    found = [Fault(each) for each in (*unfit(pack, newest_pack()), *unbuilt(row.content))]
    return [*_numbered(pack.number, row.content), *found]


def broken(row: VersionDraft) -> list[Fault | None]:
    """What keeps each file from being read, in the order of their names; None for one that can be."""
    return [_broken(row.content, name) for name in sorted(row.content)]


def number_of(row: VersionDraft) -> str:
    """The number that the draft will have; empty while it cannot be read."""
    return str(_head(row, "number") or "")


def name_of(row: VersionDraft) -> Text | None:
    """The name that the draft will have; None while it cannot be read."""
    said = _head(row, "name")
    if not isinstance(said, dict):
        return None
    ru, en = said.get("ru"), said.get("en")
    return Text(ru, en) if isinstance(ru, str) and isinstance(en, str) else None


def _head(row: VersionDraft, key: str) -> Any:
    try:
        return value_at(row.content, (head_file(row.content), key))
    except (Unlawful, KeyError):
        return None


def mark(text: str) -> str:
    """What a form says of the text that it showed."""
    return digest({"": text})[:16]


def next_number(number: str) -> str:
    """ "4.0" gives "4.1"; a number of another form stays and has to be changed by hand."""
    head, dot, last = number.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isascii() and last.isdecimal() else number


def _numbered(number: str, source: Source) -> list[Fault]:
    """A number is what people call a version and what its address is made of; no two have the same."""
    line = line_of(f"{head_file(source)}: number", source)
    plain = number.replace(".", "").replace("-", "")
    if not (0 < len(number) <= 20 and plain.isascii() and plain.isalnum() and plain):
        said = Text(
            "номер: нужны цифры, латинские буквы и точки",
            "number: figures, Latin letters and points are needed",
        )
        return [Fault(said, line)]
    if RegulationVersion.objects.filter(number=number).exists():
        said = Text(
            f"номер: версия {number} уже опубликована", f"number: version {number} is published already"
        )
        return [Fault(said, line)]
    return []


def _broken(source: Source, name: str) -> Fault | None:
    try:
        parsed(name, source[name])
    except Wrong as fault:
        return Fault(fault.text, line_of(fault.where, source))
    return None


def _readable(file: str, text: str) -> None:
    try:
        parsed(file, text)
    except Unlawful as fault:
        raise Invalid("text", fault.text, MEND) from fault


def _legible(row: VersionDraft) -> VersionDraft:
    """A sheet is read out of texts that are TOML."""
    for name in sorted(row.content):
        if fault := _broken(row.content, name):
            raise Invalid("draft", fault.text, MEND)
    return row


def _same(source: Source, sheet: str, before: str) -> None:
    if seen(source, sheet) != before:
        raise Invalid("before", MEANWHILE, AGAIN)


def _locked(actor: Actor, at: datetime, key: int) -> VersionDraft:
    permitted(actor, at)
    rows = VersionDraft.objects.select_for_update().filter(kind=VersionDraft.Kind.REGULATION, pk=key)
    found = rows.first()
    if found is None:
        raise doors.Closed
    return found


def _kept(actor: Actor, at: datetime, base: str, content: Source, field: str) -> VersionDraft:
    draft_limit.require_room(VersionDraft.Kind.REGULATION, field)
    return VersionDraft.objects.create(
        kind=VersionDraft.Kind.REGULATION,
        base=base,
        content=dict(content),
        person_id=actor.person,
        saved_at=whole(at),
    )


def _changed(row: VersionDraft, actor: Actor, at: datetime, content: Source) -> VersionDraft:
    row.content, row.person_id, row.saved_at = dict(content), actor.person, whole(at)
    row.save(update_fields=["content", "person", "saved_at"])
    return row
