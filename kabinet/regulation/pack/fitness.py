"""Whether a pack can be published: what this program relies on is in it, and what it names exists."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kabinet.regulation import clauses
from kabinet.regulation.pack.bounds import marks, walked
from kabinet.regulation.pack.choice import LISTED
from kabinet.regulation.pack.form import FormField, Widget
from kabinet.regulation.pack.leg import Denial, Leg, Pack
from kabinet.regulation.pack.levels_fit import dead_ends
from kabinet.regulation.pack.moves import Move
from kabinet.regulation.pack.served import unserved
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import system_facts

FIELDS = Text("поля формы", "fields of the form")
STATUSES = Text("статусы", "statuses")
LEVELS = Text("уровни", "levels")
LEGS = Text("звенья", "legs")


def completed(pack: Pack, carried: Pack) -> Pack:
    """The pack with what the program knows of refusals and of its own facts where the pack itself says nothing: a program
    newer than a published version may refuse for reasons, and write facts by itself, that nobody knew then. A choice that a
    version published before choices were asked for left empty is typed as a line."""
    legs = {code: _completed(leg, carried.legs.get(code)) for code, leg in pack.legs.items()}
    return replace(pack, legs=legs)


def _completed(leg: Leg, carried: Leg | None) -> Leg:
    """The version's own moves come first, and the first that fits decides."""
    form = tuple(map(_typeable, leg.form))
    if carried is None:
        return replace(leg, form=form)
    return replace(
        leg,
        denials={**carried.denials, **leg.denials},
        moves=(*leg.moves, *_own_facts(carried)),
        form=form,
    )


def _typeable(field: FormField) -> FormField:
    empty = field.widget is Widget.CHOICE and field.code not in LISTED and not field.choices
    return replace(field, widget=Widget.LINE) if empty else field


def _own_facts(carried: Leg) -> Iterator[Move]:
    """People gain no act by them, but for what an act writes on the ticket beside its own."""
    beside = system_facts.beside(carried)
    for move in carried.moves:
        if own := move.facts & system_facts.KINDS:
            yield replace(move, facts=own, system=True)
        if shared := move.facts & beside:
            yield replace(move, facts=shared)


def unfit(pack: Pack, carried: Pack) -> list[Text]:
    """Everything that stands against publishing the pack; `carried` is what the program was written for."""
    found = [*_missing(LEGS, pack.legs, carried.legs), *_whole(pack, carried)]
    for code, leg in pack.legs.items():
        if code in carried.legs:
            found += [_at(leg, fault) for fault in _leg(leg, carried.legs[code])]
    return found + _clauses(pack)


def _whole(pack: Pack, carried: Pack) -> Iterator[Text]:
    if pack.entitlement is None:
        yield Text("не сказано, что даёт право на поддержку", "what gives a right to support is missing")
    elif carried.entitlement:
        known = carried.entitlement.partner_statuses.keys()
        for code in sorted(pack.entitlement.partner_statuses.keys() - known):
            yield Text(
                f"статус партнёра {code} программе неизвестен", f"the program knows no partner status {code}"
            )


def _leg(leg: Leg, carried: Leg) -> Iterator[Text]:
    yield from _missing(LEVELS, (each.number for each in leg.levels), carried.terms.levels)
    yield from unserved(leg)
    yield from dead_ends(leg, carried)
    yield from _missing(
        STATUSES, (each.code for each in leg.statuses), (each.code for each in carried.statuses)
    )
    yield from _missing(FIELDS, (each.code for each in leg.form), (each.code for each in carried.form))
    yield from system_facts.faults(leg)
    if leg.limits is None:
        yield Text("пределы не заданы", "limits are missing")
    if leg.draft is None:
        yield Text("статус черновика не задан", "the status of a draft is missing")
    if not leg.services or not leg.impacts:
        yield Text("услуги или влияние на бизнес не заданы", "services or impacts are missing")
    if (leg.applicant, leg.support) != (carried.applicant, carried.support):
        yield Text("стороны звена изменены", "the sides of the leg are changed")
    icons = {each.icon for each in carried.statuses}
    for status in leg.statuses:
        if status.icon not in icons:
            yield Text(
                f"статус {status.code}: нет такого значка", f"status {status.code}: there is no such icon"
            )
    for code, denial in leg.denials.items():
        if code in carried.denials and not _marks(denial) <= _marks(carried.denials[code]):
            yield Text(f"отказ {code}: лишние метки", f"denial {code}: marks that nobody fills")


def _missing(what: Text, there: Iterable[object], needed: Iterable[object]) -> Iterator[Text]:
    for code in sorted(map(str, set(needed) - set(there))):
        yield Text(f"{what.ru}: {code} нужен программе", f"{what.en}: the program needs {code}")


def _clauses(pack: Pack) -> list[Text]:
    named = {
        value
        for where, value in walked(pack, "")
        if isinstance(value, str) and value and where.endswith("clause")
    }
    return [
        Text(f"пункта {each[:20]} в регламенте нет", f"the regulation has no clause {each[:20]}")
        for each in sorted(named - clauses.clauses().keys())
    ]


def _marks(denial: Denial) -> frozenset[str]:
    return frozenset().union(*(marks(said) or () for said in (*denial.reason, *denial.remedy)))


def _at(leg: Leg, fault: Text) -> Text:
    return Text(f"{leg.name.ru}: {fault.ru}", f"{leg.name.en}: {fault.en}")
