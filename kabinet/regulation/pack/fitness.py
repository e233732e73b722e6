"""Whether a pack can be published: what this program relies on is in it, and what it names exists."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kabinet.regulation import clauses
from kabinet.regulation.pack.bounds import CLAUSE, CODE, bad_code, denial_words, marks, walked
from kabinet.regulation.pack.choice import LISTED
from kabinet.regulation.pack.form import FormField, Widget
from kabinet.regulation.pack.leg import Denial, Leg, Pack
from kabinet.regulation.pack.levels_fit import dead_ends
from kabinet.regulation.pack.moves import From, Move
from kabinet.regulation.pack.own_words import OWN_MARKS
from kabinet.regulation.pack.served import unserved
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import system_facts

FIELDS = Text("поля формы", "fields of the form")
ROLES = Text("статусы с ролью", "statuses with the role")
LEGS = Text("звенья", "legs")
DENIALS = Text("отказы", "denials")


def completed(pack: Pack, carried: Pack) -> Pack:
    """The pack with what the program knows of refusals and of its own facts where the pack itself says nothing: a program
    newer than a published version may refuse for reasons, and write facts by itself, that nobody knew then. A choice that a
    version published before choices were asked for left empty is typed as a line. A denial of the program's cites a clause
    of the version alone, else none."""
    cited = clauses.clauses_of(pack.clauses).keys()
    legs = {code: _completed(leg, carried.legs.get(code), cited) for code, leg in pack.legs.items()}
    return replace(pack, legs=legs)


def _completed(leg: Leg, carried: Leg | None, cited: Collection[str]) -> Leg:
    """The version's own moves come first, and the first that fits decides."""
    form = tuple(map(_typeable, leg.form))
    if carried is None:
        return replace(leg, form=form)
    return replace(
        leg,
        denials={**_own_denials(carried, cited), **leg.denials},
        moves=(*leg.moves, *_own_facts(_in_codes_of(leg, carried))),
        form=form,
    )


def _own_denials(carried: Leg, cited: Collection[str]) -> dict[str, Denial]:
    return {
        code: denial if denial.clause in cited else replace(denial, clause="")
        for code, denial in carried.denials.items()
    }


def _in_codes_of(leg: Leg, carried: Leg) -> Leg:
    """The carried life told in the statuses of `leg`: the first of each role stands for the carried one."""
    if [each.code for each in leg.statuses] == [each.code for each in carried.statuses]:
        return carried
    of_role = {each.role: each.code for each in reversed(leg.statuses)}
    codes = {each.code: of_role[each.role] for each in carried.statuses if each.role in of_role}
    codes |= {"open": "open", "any": "any"}
    moves = tuple(
        replace(
            move,
            start=From(codes[each] for each in move.start if each in codes),
            to=codes[move.to] if move.to else None,
        )
        for move in carried.moves
        if move.to is None or move.to in codes
    )
    return replace(carried, statuses=leg.statuses, moves=moves)


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
    strange = [
        word for _, word in walked(pack.vendor, "") if isinstance(word, str) and set(word) & set("%{}")
    ]
    for word in dict.fromkeys(strange):
        yield Text(
            f"имя вендора {word[:40]!r} не годится: знаки «%», «{{» и «}}» в предложениях заняты",
            f"bad name of the vendor {word[:40]!r}: “%”, “{{” and “}}” have a meaning of their own in sentences",
        )
    if pack.entitlement is None:
        yield Text("не сказано, что даёт право на поддержку", "what gives a right to support is missing")
    else:
        own = pack.entitlement
        for code in sorted({*own.partner_statuses, *own.contract_levels, own.certificate}):
            if not CODE.fullmatch(code):
                yield bad_code(code, 24)
        if not pack.entitlement.partner_statuses:
            yield Text("статусы партнёра не заданы", "the statuses of a partner are missing")


def _leg(leg: Leg, carried: Leg) -> Iterator[Text]:
    numbers = sorted(each.number for each in leg.levels)
    if len(numbers) < 2 or numbers != [*range(1, len(numbers) + 1)]:
        yield Text(
            "уровней нужно хотя бы два, по порядку от 1", "at least two levels are needed, in order from 1"
        )
    yield from unserved(leg)
    yield from dead_ends(leg, carried)
    yield from _missing(ROLES, (each.role for each in leg.statuses), (each.role for each in carried.statuses))
    yield from _missing(DENIALS, leg.denials, carried.denials)
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
            known = ", ".join(sorted(icons))
            yield Text(
                f"статус {status.code}: нет такого значка, бывают: {known}",
                f"status {status.code}: there is no such icon, there are: {known}",
            )
    for code, denial in leg.denials.items():
        known_marks = _marks(carried.denials[code]) if code in carried.denials else _marks(denial)
        filled = known_marks | OWN_MARKS
        if strange := ", ".join(sorted(_marks(denial) - filled)):
            known = ", ".join(sorted(known_marks - OWN_MARKS)) or "—"
            yield Text(
                f"отказ {code}: лишние метки: {strange}; заполняются: {known}",
                f"denial {code}: marks that nobody fills: {strange}; filled are: {known}",
            )


def _missing(what: Text, there: Iterable[object], needed: Iterable[object]) -> Iterator[Text]:
    for code in sorted(map(str, set(needed) - set(there))):
        yield Text(f"{what.ru}: {code} нужен программе", f"{what.en}: the program needs {code}")


def _clauses(pack: Pack) -> list[Text]:
    strange = [each for each in pack.clauses if not CLAUSE.fullmatch(each)]
    return [*map(_bad_clause, strange), *_unknown_clauses(pack)]


def _bad_clause(code: str) -> Text:
    return Text(
        f"пункт {code[:40]!r} не годится: до 12 знаков, буквы, цифры, «.», «-» и «_», первым — не «.» и не «-»",
        f"bad clause {code[:40]!r}: up to 12 characters, letters, digits, “.”, “-” and “_”, neither of “.” and “-” first",
    )


def _unknown_clauses(pack: Pack) -> list[Text]:
    named = {
        value
        for where, value in walked(pack, "")
        if isinstance(value, str) and value and where.endswith("clause")
    }
    return [
        Text(f"пункта {each[:20]} в регламенте нет", f"the regulation has no clause {each[:20]}")
        for each in sorted(named - clauses.clauses_of(pack.clauses).keys())
    ]


def _marks(denial: Denial) -> frozenset[str]:
    return frozenset().union(*(marks(said) or () for said in denial_words(denial)))


def _at(leg: Leg, fault: Text) -> Text:
    return Text(f"{leg.name.ru}: {fault.ru}", f"{leg.name.en}: {fault.en}")
