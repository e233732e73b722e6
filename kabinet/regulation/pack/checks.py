"""What must agree within a pack beyond the kinds of its values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.pack.level_rights import Consent
from kabinet.regulation.pack.reading import wrong
from kabinet.regulation.pack.words import READERS, Row
from kabinet.regulation.terms import LevelTerms, Term
from kabinet.regulation.text import Text


def check(pack: Pack, legs: Mapping[str, Leg]) -> Pack:
    """The pack with its legs; Unlawful naming the leg and the key that point nowhere."""
    for code, leg in legs.items():
        where = f"{pack.code}/{code}"
        _known(f"{where}.code", [leg.code], {code} & set(LegCode))
        _once(f"{where}.levels", [str(level.number) for level in leg.levels])
        _known(f"{where}.levels", (level.number for level in leg.levels), leg.terms.levels)
        _known(f"{where}.terms", leg.terms.levels, {level.number for level in leg.levels})
        _fallbacks(where, leg)
        _rights(where, leg)
        _life(where, leg)
        _papers(where, leg)
        _questions(where, leg)
        _words(where, leg)
        _limits(where, leg)
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
    for code, denial in leg.denials.items():
        _known(f"{where}.denials.{code}.remedies", denial.remedies, READERS)


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


def _questions(where: str, leg: Leg) -> None:
    codes = [question.code for question in leg.symptoms]
    _once(f"{where}.symptoms", codes)
    for question in leg.symptoms:
        _known(f"{where}.symptoms.asked_when", question.asked_when or (), codes)
    _known(f"{where}.criteria.when", (code for each in leg.criteria for code in each.when), codes)


def _words(where: str, leg: Leg) -> None:
    """What stands beside the clocks in words agrees with them: Table 2, services, impacts."""
    _once(f"{where}.services", [service.code for service in leg.services])
    _once(f"{where}.impacts", [impact.code for impact in leg.impacts])
    _once(f"{where}.rows", [str(number) for row in leg.rows for number in row.levels])
    _known(
        f"{where}.impacts.fits", (number for each in leg.impacts for number in each.fits), leg.terms.levels
    )
    for row in leg.rows:
        _known(f"{where}.rows.levels", row.levels, leg.terms.levels)
        for number in row.levels:
            _same(where, row, leg.terms.level(number))


def _same(where: str, row: Row, terms: LevelTerms) -> None:
    """Table 2 names the very numbers by which the clocks run."""
    for name, said, term in (
        ("reaction", row.reaction, terms.reaction),
        ("update", row.update, terms.update),
    ):
        if term and not _named(term, said):
            level, found = f"level {terms.level}", f"{term.amount:g}"
            ru = f"уровень {terms.level}: в таблице сказано «{said.ru}», а срок {found}"
            raise wrong(
                f"{where}.rows.{name}", ru, f"{level}: the table says “{said.en}”, the term is {found}"
            )


def _named(term: Term, said: Text) -> bool:
    """Whether both languages name the number: with a point or, in Russian, a comma; part hours in minutes too."""
    exact = f"{term.amount:g}"
    ways = {exact}
    if "." in exact:
        ways.add(f"{term.seconds / 60:g}")
    return all(any(way in words for way in ways) for words in (said.ru.replace(",", "."), said.en))


def _limits(where: str, leg: Leg) -> None:
    """Nobody can answer within no day at all, and what is announced comes before what it announces."""
    if (own := leg.limits) is None:
        return
    for key in ("late_entry_working_days", "silence_working_days"):
        if getattr(own, key) < 1:
            raise wrong(
                f"{where}.limits.{key}",
                "нужен хотя бы один рабочий день",
                "at least one working day is needed",
            )
    if any(day >= own.silence_working_days for day in own.silence_notice_working_days):
        raise wrong(
            f"{where}.limits.silence_notice_working_days",
            "предупреждают до закрытия, а не после",
            "the announcements come before the closing",
        )
    _known(
        f"{where}.limits.reopened_as_new", own.reopened_as_new, {s.code for s in leg.statuses if not s.open}
    )


def _known(where: str, used: Iterable[object], known: Iterable[object]) -> None:
    for strange in sorted(map(str, set(used) - set(known))):
        raise wrong(where, f"ссылается на {strange}, чего нет", f"points to {strange}, which does not exist")


def _once(where: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise wrong(where, f"{code} повторяется", f"{code} is repeated")
