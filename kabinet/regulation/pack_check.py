"""What must agree within a pack beyond the kinds of its values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kabinet.regulation.pack_leg import Leg, Pack
from kabinet.regulation.pack_read import wrong
from kabinet.regulation.pack_rights import Consent


def check(pack: Pack, legs: Mapping[str, Leg]) -> Pack:
    """The pack with its legs; Unlawful naming the leg and the key that point nowhere."""
    for code, leg in legs.items():
        where = f"{pack.code}/{code}"
        _known(f"{where}.levels", (level.number for level in leg.levels), leg.terms.levels)
        _known(f"{where}.terms", leg.terms.levels, {level.number for level in leg.levels})
        _fallbacks(where, leg)
        _rights(where, leg)
        _life(where, leg)
        _papers(where, leg)
    return replace(pack, legs=dict(legs))


def _fallbacks(where: str, leg: Leg) -> None:
    levels = leg.terms.levels
    given = [
        number for level in leg.levels for number in (level.not_production_level, level.unconfirmed_level)
    ]
    _known(f"{where}.levels", (number for number in given if number is not None), levels)
    _known(f"{where}.criteria", (criterion.level for criterion in leg.criteria), levels)
    if leg.terms.answer_missed_level is not None:
        _known(f"{where}.terms.answer_missed_level", [leg.terms.answer_missed_level], levels)


def _rights(where: str, leg: Leg) -> None:
    named = [row.denial for row in leg.level_rights if row.consent is Consent.AGREED]
    _known(f"{where}.level_rights.denial", named, leg.denials)


def _life(where: str, leg: Leg) -> None:
    codes = [status.code for status in leg.statuses]
    _once(f"{where}.statuses", codes)
    for move in leg.moves:
        _known(f"{where}.moves.start", move.start, {"open", "any", *codes})
        _known(f"{where}.moves.to", [move.to] if move.to else [], codes)


def _papers(where: str, leg: Leg) -> None:
    fields = [field.code for field in leg.form]
    sections = {section.code for section in leg.sections}
    _once(f"{where}.form", fields)
    _once(f"{where}.reasons", [reason.code for reason in leg.reasons])
    _known(f"{where}.form.section", (field.section for field in leg.form), sections)
    _known(f"{where}.items", (field for item in leg.items for field in item.fields), fields)
    _known(f"{where}.return_cases", (field for case in leg.return_cases for field in case.missing), fields)


def _known(where: str, used: Iterable[object], known: Iterable[object]) -> None:
    for strange in sorted(map(str, set(used) - set(known))):
        raise wrong(where, f"ссылается на {strange}, чего нет", f"points to {strange}, which does not exist")


def _once(where: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise wrong(where, f"{code} повторяется", f"{code} is repeated")
