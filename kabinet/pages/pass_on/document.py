"""The document that goes to the vendor: the page shows it before sending, the vendor's ticket after it, drawn alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.actions.tickets.registration.register import subject_of
from kabinet.pages.pass_on.additions import Piece, pieces
from kabinet.pages.ui.amounts import phone
from kabinet.pages.ui.talk import FileLine
from kabinet.regulation.pack import FormField, Item, Leg, Widget, name_of_value, offered
from kabinet.regulation.text import Text

# What the head says, or the talk beside it.
ELSEWHERE = frozenset({"subject", "diagnostics"})


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One value under its `label` (empty where the section's title says enough); a `gap` says what is not there."""

    label: str
    pieces: tuple[Piece, ...]
    gap: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One of the nine items."""

    title: str
    lines: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A message that goes over."""

    author: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document is made of. `values` by field; `known` are those of the client's ticket: what is not theirs is marked
    as added, nothing where it is None. `missing` are fields that have to be there; `promises` says who promised what of the
    critical terms, by field."""

    leg: Leg
    values: Mapping[str, Any]
    level: int
    sender: str
    level_note: str | None = ""
    known: Mapping[str, Any] | None = None
    missing: frozenset[str] = frozenset()
    promises: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """`level_note` tells why the level is another than the client's; None where that still has to be said."""

    title: tuple[Piece, ...]
    level: int
    level_name: str
    level_note: str | None
    sender: str
    sections: tuple[Section, ...]
    quotes: tuple[Quote, ...] = ()
    files: tuple[FileLine, ...] = ()


def document(told: Told, quotes: Iterable[Quote] = (), files: Iterable[FileLine] = ()) -> Document:
    """Of a passing on, or of a vendor ticket."""
    sections = (Section(spoken(item.name), tuple(_lines(item, told))) for item in told.leg.items)
    return Document(
        title=_title(told),
        level=told.level,
        level_name=spoken(told.leg.level(told.level).name),
        level_note=told.level_note,
        sender=told.sender,
        sections=tuple(section for section in sections if section.lines),
        quotes=tuple(quotes),
        files=tuple(files),
    )


def promises(client: Mapping[str, Any], partner: Mapping[str, Any]) -> dict[str, str]:
    """Who answers the telephone around the clock, by the form's field; a side that promised nothing is not there."""
    said = {
        "client_terms": (_("Клиент: %(name)s, %(phone)s"), client),
        "partner_terms": (_("Партнёр: %(name)s, %(phone)s"), partner),
    }
    return {
        code: words % {"name": promise.get("name", ""), "phone": phone(str(promise["phone"]))}
        for code, (words, promise) in said.items()
        if promise.get("phone")
    }


def spoken(text: Text) -> str:
    """A text of the regulation in the reader's language."""
    return str(text.say(get_language() or "ru"))


def _title(told: Told) -> tuple[Piece, ...]:
    title = subject_of(str(told.values.get("subject") or ""), str(told.values.get("description") or ""))
    known = told.known
    return (Piece(title),) if known is None else pieces(str(known.get("subject") or title), title)


def fields_of(item: Item, leg: Leg) -> list[FormField]:
    """The item's fields, and those of the form that belong to no item: beside their neighbours, else with the last item."""
    fields = [leg.field(code) for code in item.fields]
    taken = {code for each in leg.items for code in each.fields} | ELSEWHERE
    return fields + [each for each in leg.form if each.code not in taken and _home(each, leg) == item]


def _home(field: FormField, leg: Leg) -> Item:
    """The first item whose first field stands in the same section."""
    same = (each for each in leg.items if each.fields and leg.field(each.fields[0]).section == field.section)
    return next(same, leg.items[-1])


def _lines(item: Item, told: Told) -> Iterator[DocumentLine]:
    alone = len(item.fields) == 1
    for each in fields_of(item, told.leg):
        yield from _line(each, told, alone)


def _line(each: FormField, told: Told, alone: bool) -> Iterator[DocumentLine]:
    label = "" if alone else spoken(each.label)
    value = told.values.get(each.code)
    if not value:
        if each.code in told.missing:
            yield DocumentLine(
                "", (Piece(_("%(what)s: не указано") % {"what": spoken(each.label)}),), gap=True
            )
    elif each.widget is Widget.CONFIRM:
        yield DocumentLine("", (Piece(told.promises.get(each.code) or spoken(each.label)),))
    elif each.widget is Widget.FILES:
        yield DocumentLine(label, (Piece(_("приложены")),))
    elif each.widget is Widget.SOURCES:
        for line in str(value).splitlines():
            yield DocumentLine("", (Piece(line),), bullet=True)
    elif each.widget is Widget.CHOICE:
        named = name_of_value(each, value, told.leg)
        yield DocumentLine(label, (Piece(spoken(named) if named else str(value), _changed(each.code, told)),))
    else:
        own = "" if each.code == "description" else label
        yield DocumentLine(own, _text(each, str(value), told))


def _text(each: FormField, value: str, told: Told) -> tuple[Piece, ...]:
    if told.known is None:
        return (Piece(value),)
    return pieces(str(told.known.get(each.code) or ""), value)


def _changed(code: str, told: Told) -> bool:
    return told.known is not None and told.known.get(code) != told.values.get(code)


def field_choices(field: FormField, leg: Leg) -> list[tuple[str, str]]:
    """What a field of the form offers to choose from."""
    return [(each.code, spoken(each.name)) for each in offered(field, leg)]
