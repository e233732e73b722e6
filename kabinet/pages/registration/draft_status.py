"""How a draft stands before the law: what is typed, and the files that wait with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from kabinet.actions.unit.errors import Invalid
from kabinet.pages.previews.shown import offer_of
from kabinet.pages.registration.level.judgement import Judged, judged
from kabinet.pages.registration.typed import Typed
from kabinet.pages.ui.talk import FileLine
from kabinet.records import doors, lengths
from kabinet.records.doors.record_types import DraftRecord, FileRecord
from kabinet.regulation.access import Actor


def stands(actor: Actor, at: datetime, row: DraftRecord, typed: Typed) -> Judged:
    """With its files counted; its level is open again when the system was retired meanwhile."""
    try:
        found = judged(actor, at, typed, _as_far_as_taken(values(actor, row, typed)))
    except Invalid:  # by hand: nothing was done, a look is taken again without the system
        return judged(actor, at, replace(typed, system=None))
    return replace(found, typed=replace(found.typed, level=found.level.number if found.level else None))


def _as_far_as_taken(values: Mapping[str, str]) -> Mapping[str, str]:
    """A text that is too long is named by the form and sends nothing; to look at the level its beginning is enough."""
    longest = {"subject": lengths.SUBJECT}
    return {name: said[: longest.get(name, lengths.MESSAGE)] for name, said in values.items()}


def values(actor: Actor, row: DraftRecord, typed: Typed) -> Mapping[str, str]:
    """The fields as they are sent: files speak for themselves, diagnostics then need no further word (U4b, U6c)."""
    named = typed.values.get("diagnostics") or ", ".join(file.name for file in waiting(actor, row))
    return {**typed.values, "diagnostics": named}


def uploads(actor: Actor, row: DraftRecord) -> list[tuple[FileLine, str]]:
    """The files that wait, each with the address where it is taken back."""
    return [
        (_line(file), reverse("new_ticket_detach", args=[row.pk, file.pk])) for file in waiting(actor, row)
    ]


def _line(file: FileRecord) -> FileLine:
    """A picture shows itself; what is still coming has nothing to show."""
    if not file.sha256:
        return FileLine(file.name, "", file.size, goes_on=reverse("upload", args=[file.pk]))
    offer, url = offer_of(file), reverse("file", args=[file.pk])
    return FileLine(
        file.name, url, file.size, icon=offer.icon, small_url=offer.small_url, large_url=offer.large_url
    )


def waiting(actor: Actor, row: DraftRecord) -> Sequence[FileRecord]:
    """The draft's files, those that are still coming among them, asked for once."""
    known = vars(row)
    if "waiting_files" not in known:
        known["waiting_files"] = doors.waiting(row)
    found: Sequence[FileRecord] = known["waiting_files"]
    return found
