"""Two versions beside one another as a page shows them: rows by part and leg, the texts below."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from kabinet.actions.regulation import drafts
from kabinet.pages.ui.citations import numbered_as, spoken, titled
from kabinet.records.doors.record_types import VersionDraftRecord
from kabinet.records.versions.vendor_names import clauses
from kabinet.regulation.pack import Pack, part
from kabinet.regulation.pack.compare import WHOLE, Difference, FileChange, changes, compare
from kabinet.regulation.pack.editing import Source


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: `ref` is what the address says of it; `pack` None while a draft cannot be read."""

    ref: str
    name: str
    pack: Pack | None
    texts: Source


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """`old` empty: added, `new` empty: removed. `clause` is one that the reader's regulation has, else `place` alone says
    where it stands in the version that has it."""

    thing: str
    what: str
    old: str
    new: str
    clause: str
    place: str


@dataclass(frozen=True, slots=True)
class DifferenceGroup:
    """The rows of one part of one leg; `leg` is empty for what is common."""

    title: str
    leg: str
    rows: tuple[DifferenceRow, ...]


def difference_groups(old: Side, new: Side, legs: tuple[str, ...]) -> list[DifferenceGroup]:
    """By meaning, what is common first; nothing of a leg that the reader does not read."""
    if old.pack is None or new.pack is None:
        return []
    found = [each for each in compare(old.pack, new.pack) if each.leg in (WHOLE, *legs)]
    return list(_grouped(found, new.pack))


def count(made: list[DifferenceGroup]) -> int:
    """How many rows."""
    return sum(len(group.rows) for group in made)


def texts(old: Side, new: Side) -> list[FileChange]:
    """Line by line."""
    return changes(old.texts, new.texts)


def version_choices(published: list[Pack], prepared: list[VersionDraftRecord]) -> list[tuple[str, str]]:
    """What can be chosen on either side: published versions, the latest first, and drafts."""
    listed = [(each.number, titled(each)) for each in reversed(published)]
    return listed + [(f"draft-{row.pk}", draft_name(row)) for row in prepared]


def draft_name(row: VersionDraftRecord) -> str:
    """What a draft is called: «Черновик 4.1 («Регламент …»)», by its key while it has no number that can be read."""
    number, name = drafts.number_of(row), drafts.name_of(row)
    if not number or name is None:
        return _("Черновик %(number)s") % {"number": number or row.pk}
    return _("Черновик %(version)s") % {"version": numbered_as(name, number)}


def _grouped(found: list[Difference], law: Pack) -> Iterator[DifferenceGroup]:
    for (leg, name), rows in groupby(found, key=lambda each: (each.leg, each.part)):
        said = spoken(law.leg(leg).name) if leg in law.legs else ""
        yield DifferenceGroup(spoken(part(name)), said, tuple(map(_row, rows)))


def _row(each: Difference) -> DifferenceRow:
    old, new = (spoken(words) if words else "" for words in (each.old, each.new))
    known, place = clauses().get(each.clause), spoken(each.place) if each.place else ""
    clause = each.clause if known and known.place == each.place else ""
    return DifferenceRow(spoken(each.thing) if each.thing else "", spoken(each.what), old, new, clause, place)
