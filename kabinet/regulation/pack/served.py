"""Whether everything that a version asks can be asked: each field with a way to type it, each item with a place, in words
that name the place and the reason. The pages draw exactly what is declared here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.choice import LISTED
from kabinet.regulation.pack.form import FormField, KnownFrom, Need, Widget
from kabinet.regulation.pack.labels import value_label
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.text import Text

TEXTS = frozenset({Widget.LINE, Widget.LINES, Widget.TEL, Widget.EMAIL})
ALWAYS = frozenset({Need.REQUIRED, Need.RECOMMENDED, Need.ASKED})
ANY = frozenset(Need)
MOST_CHOICES = 100
# What a form can draw for a field that is none of the program's own.
FREE = TEXTS | {Widget.CHOICE, Widget.CONFIRM}
# Values that the records have, by the field's code (pages/registration/form/known.py).
OF_SYSTEM = frozenset({"product", "platform", "client_environment", "server_os", "server_hardware", "dbms"})
OF_PERSON: dict[str, frozenset[str]] = {
    LegCode.CLIENT: frozenset({"contact", "phone", "email"}),
    LegCode.VENDOR: frozenset({"contact", "phone", "email", "partner_contact", "partner_phone"}),
}
# Needs that each leg ever judges: a defect is reproduced for the vendor alone.
JUDGED: dict[str, frozenset[Need]] = {LegCode.CLIENT: ANY - {Need.DEFECT}, LegCode.VENDOR: ANY}


@dataclass(frozen=True, slots=True)
class Own:
    """A field that the program itself works with: how it may be typed and when it may be needed."""

    widgets: frozenset[Widget]
    needs: frozenset[Need]


_SHARED = {
    "subject": Own(frozenset({Widget.LINE}), ALWAYS),
    "description": Own(frozenset({Widget.LINE, Widget.LINES}), frozenset({Need.REQUIRED})),
    "impact": Own(frozenset({Widget.CHOICE}), ALWAYS),
    "service": Own(frozenset({Widget.CHOICE}), ALWAYS),
    "diagnostics": Own(frozenset({Widget.FILES}), ANY),
}
_PROMISE = Own(frozenset({Widget.CONFIRM}), frozenset({Need.CRITICAL}))
_CHOSEN = frozenset({Widget.PERSON})  # whoever is told is a person on record (U3.5e)
OWN: Mapping[str, Mapping[str, Own]] = {
    LegCode.CLIENT: {
        **_SHARED,
        "contact": Own(_CHOSEN, frozenset({Need.REQUIRED})),
        "term_phone": _PROMISE,
        "term_hour": _PROMISE,
    },
    LegCode.VENDOR: {
        **_SHARED,
        "client_terms": _PROMISE,
        "partner_terms": _PROMISE,
        "sources": Own(frozenset({Widget.SOURCES}), ANY),
        "scenario_verified": Own(frozenset({Widget.CONFIRM}), ANY),
        "partner_contact": Own(_CHOSEN, ANY),
        "partner_phone": Own(TEXTS, ANY),
    },
}


def unserved(leg: Leg) -> Iterator[Text]:
    """Everything of the leg's form that no page could ask or take."""
    for field in leg.form:
        for fault in _field(field, leg):
            yield Text(f"поле {field.code}: {fault.ru}", f"field {field.code}: {fault.en}")
    yield from _items(leg)
    yield from _return_cases(leg)
    if leg.code == LegCode.VENDOR and not leg.items:
        yield Text("перечень сведений не задан", "items of information are missing")


def _field(field: FormField, leg: Leg) -> Iterator[Text]:
    own = OWN[leg.code].get(field.code)
    widgets, needs = (own.widgets, own.needs) if own else (FREE, ANY)
    if field.widget not in widgets:
        said, named = value_label(field.widget), _listed(widgets)
        yield Text(
            f"способ ввода «{said.ru}» здесь не работает, годятся: {named.ru}",
            f"“{said.en}” cannot be used here, but: {named.en}",
        )
    if field.need not in needs & JUDGED[leg.code]:
        said, named = value_label(field.need), _listed(needs & JUDGED[leg.code])
        yield Text(
            f"обязательность «{said.ru}» здесь не работает, годятся: {named.ru}",
            f"“{said.en}” cannot be used here, but: {named.en}",
        )
    yield from _choices(field)
    yield from _source(field, leg)


def _choices(field: FormField) -> Iterator[Text]:
    codes = [each.code for each in field.choices]
    if field.widget is not Widget.CHOICE or field.code in LISTED:
        if codes:
            yield Text("варианты задают только полю с выбором", "only a choice has choices")
    elif not codes:
        yield Text("выбирать не из чего: варианты не заданы", "there is nothing to choose: no choices")
    elif len(codes) > MOST_CHOICES:
        yield Text(
            f"вариантов больше {MOST_CHOICES}: на странице из них не выбрать",
            f"more than {MOST_CHOICES} choices cannot be shown",
        )
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Text(f"вариант {code} повторяется", f"choice {code} is repeated")


def _source(field: FormField, leg: Leg) -> Iterator[Text]:
    known = {KnownFrom.SYSTEM: OF_SYSTEM, KnownFrom.PERSON: OF_PERSON[leg.code]}.get(field.source)
    if known is not None and field.code not in known:
        said, named = value_label(field.source), ", ".join(sorted(known))
        yield Text(
            f"источник «{said.ru}» такого не знает, он знает: {named}",
            f"“{said.en}” does not know it, but: {named}",
        )


def _items(leg: Leg) -> Iterator[Text]:
    seen: set[str] = set()
    for item in leg.items:
        if not item.fields:
            yield Text(f"сведения {item.code}: полей нет", f"item {item.code}: it has no fields")
        for code in dict.fromkeys(item.fields):
            if code in seen or item.fields.count(code) > 1:
                yield Text(
                    f"сведения {item.code}: поле {code} уже есть выше", f"item {item.code}: {code} again"
                )
        seen |= set(item.fields)
    yield from _repeated("сведения", "item", [item.code for item in leg.items])


def _return_cases(leg: Leg) -> Iterator[Text]:
    for case in leg.return_cases:
        if not case.missing:
            yield Text(
                f"случай возврата {case.code}: не сказано, что дополнить",
                f"return case {case.code}: it does not say what to give",
            )
    yield from _repeated("случай возврата", "return case", [case.code for case in leg.return_cases])


def _repeated(ru: str, en: str, codes: list[str]) -> Iterator[Text]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Text(f"{ru} {code}: код повторяется", f"{en} {code}: the code is repeated")


def _listed(values: Iterable[Widget | Need]) -> Text:
    said = sorted(value_label(each) for each in values)
    return Text(", ".join(each.ru for each in said), ", ".join(each.en for each in said))
