"""A known problem in words: its state, its readers, its line in a list, its history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import vendor_words
from kabinet.pages.ui.talk import Tag
from kabinet.records.doors.record_types import KnownProblemRecord, ProblemVersionRecord
from kabinet.regulation.access import Actor, OrgKind, ProblemAudience, own_house, readers

SHORT = 160
FIELDS = {
    "title": lazily("Проблема"),
    "text": lazily("Что происходит"),
    "workaround": lazily("Что делать"),
    "product": lazily("Продукт"),
    "affected": lazily("В каких версиях"),
    "fixed_in": lazily("Исправлено в"),
    "audience": lazily("Кто прочтёт"),
}
KINDS = {
    "added": lazily("Записана"),
    "changed": lazily("Изменена"),
    "retired": lazily("Снята"),
    "revived": lazily("Снова действует"),
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem in a list or among what is like a text; `about` is product and versions."""

    number: str
    url: str
    title: str
    about: str
    state: Tag
    keeper: str
    workaround: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One state of a problem: what became different, from what to what."""

    words: str
    who: str
    at: datetime
    reason: str
    source: str
    fields: tuple[tuple[str, str, str], ...]


def problem_line(row: KnownProblemRecord) -> ProblemLine:
    """One problem."""
    return ProblemLine(
        row.number,
        reverse("problem", args=[row.number]),
        row.title,
        " · ".join(filter(None, (row.product, row.affected))),
        state(row),
        row.organisation.short_name,
        short(row.workaround),
        row.kept_at,
    )


def state(row: KnownProblemRecord) -> Tag:
    """Whether it is mended, can be worked round, or neither."""
    if row.retired_at is not None:
        return Tag(_("Снята"), "", "circle-pause")
    if row.fixed_in:
        return Tag(_("Исправлено в %(version)s") % {"version": row.fixed_in}, "ok", "circle-check")
    if row.workaround:
        return Tag(_("Есть обходное решение"), "warn", "rotate-ccw")
    return Tag(_("Решения пока нет"), "", "hourglass")


def short(text: str) -> str:
    """The beginning of a text, cut at a word."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else plain[:SHORT].rsplit(" ", 1)[0] + " …"


def read_by(row: KnownProblemRecord) -> str:
    """Who reads it."""
    keeper = OrgKind.VENDOR if row.kept_by_vendor else OrgKind.PARTNER
    return vendor_words.say(readers(keeper, ProblemAudience(row.audience)))


def keeps(actor: Actor, row: KnownProblemRecord) -> bool:
    """Whether it belongs to the reader's own house."""
    return row.organisation_id in own_house(actor)


def history(actor: Actor, versions: Iterable[ProblemVersionRecord], row: KnownProblemRecord) -> list[Change]:
    """The latest first; each beside the state before it."""
    known = list(versions)
    return [
        Change(
            str(KINDS.get(each.kind, each.kind)),
            each.person_name,
            each.at,
            each.reason,
            each.source,
            tuple(_changed(before.contents, each.contents, row)) if before else (),
        )
        for each, before in zip(known, [*known, None][1:], strict=True)
    ]


def _changed(
    before: dict[str, str], after: dict[str, str], row: KnownProblemRecord
) -> Iterator[tuple[str, str, str]]:
    for name, label in FIELDS.items():
        if before.get(name) != after.get(name):
            yield str(label), _said(name, before.get(name, ""), row), _said(name, after.get(name, ""), row)


def _said(name: str, value: str, row: KnownProblemRecord) -> str:
    if name != "audience":
        return value
    keeper = OrgKind.VENDOR if row.kept_by_vendor else OrgKind.PARTNER
    return vendor_words.say(readers(keeper, ProblemAudience(value)))
