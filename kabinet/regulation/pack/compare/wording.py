"""Any value of a regulation in words, for a row of a comparison."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kabinet.regulation.pack.labels import field_label, value_label
from kabinet.regulation.terms import Hours, Term
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said
from kabinet.regulation.working_time.explanation import amounts

YES, NO, NOTHING = Text("да", "yes"), Text("нет", "no"), Text("—", "—")


def said(value: Any) -> Text:
    """The value in both languages; a dash for none."""
    if value is None or value == "":
        return NOTHING
    for kind, words in _WORDS.items():
        if isinstance(value, kind):
            told: Text = words(value)
            return told
    if is_dataclass(value):
        return _object(value)
    return Text(str(value), str(value))


def name_of(value: Any) -> Text:
    """What something in a list is called: by its name, else by its number or code."""
    for key in ("name", "title", "label", "text"):
        if isinstance(named := getattr(value, key, None), Text):
            return named
    if levels := getattr(value, "levels", None):
        listed, more = ", ".join(map(str, levels)), len(levels) > 1
        return Text(f"{'Уровни' if more else 'Уровень'} {listed}", f"Level{'s' if more else ''} {listed}")
    number = getattr(value, "level", None) or getattr(value, "number", None)
    return Text(f"Уровень {number}", f"Level {number}") if number else said(getattr(value, "code", ""))


def _object(value: Any) -> Text:
    """Everything that it says but its code, its clause and its own name."""
    own = name_of(value)
    parts = [
        (field_label(spec.name), said(part))
        for spec in fields(value)
        if spec.name not in ("code", "clause", "levels")
        and (part := getattr(value, spec.name)) not in (None, "", (), frozenset(), False, own)
    ]
    return _listed([Text(f"{name.ru}: {words.ru}", f"{name.en}: {words.en}") for name, words in parts], "; ")


def _listed(texts: list[Text], by: str = ", ") -> Text:
    return Text(by.join(text.ru for text in texts), by.join(text.en for text in texts)) if texts else NOTHING


def _hours(hours: Hours) -> Text:
    return Text(*(f"{amounts.windows(hours.windows)}, {hours.zone}",) * 2)


def _table(table: Mapping[Any, Any]) -> Text:
    pairs = [(said(key), said(part)) for key, part in table.items()]
    return _listed([Text(f"{key.ru} = {part.ru}", f"{key.en} = {part.en}") for key, part in pairs])


_WORDS: dict[type, Any] = {
    Text: lambda text: text,
    bool: lambda flag: YES if flag else NO,
    Term: amounts.amount,
    Hours: _hours,
    StrEnum: lambda each: value_label(str(each)),
    date: day_said,
    Mapping: _table,
    tuple: lambda each: _listed([said(part) for part in each]),
    frozenset: lambda each: _listed(sorted(said(part) for part in each)),
}
