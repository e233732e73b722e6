"""What is owed on which leg, by whom and by which clause, as the reader's regulation has it."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.functional import Promise

from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.records.lists.oversight.deadlines import Duty
from kabinet.regulation.clocks import ClockName, clause_of, term_of
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import LEVELS, Pack

# The clocks of a leg in the order of the record.
OWED: Mapping[str, tuple[str, ...]] = {
    LegCode.CLIENT: ("reaction", "update"),
    LegCode.VENDOR: ("answer", "agreement", "reaction", "update"),
}
CLOCKS: Mapping[str, Promise] = {
    "reaction": _("Первый ответ"),
    "update": _("Обновление статуса"),
    "answer": _("Ответ в течение часа"),
    "agreement": _("Ответ на план действий"),
}
LEGS: Mapping[str, Promise] = {
    LegCode.CLIENT: _("Партнёр и клиент"),
    LegCode.VENDOR: _("Партнёр и %(vendor_name)s"),
}
OF_PARTNER = frozenset({"answer", "agreement"})  # on the vendor leg the partner asks: these are its own


def clauses_of(law: Pack, leg: str, clock: str, levels: Iterable[int]) -> list[str]:
    """The clauses that give these levels the clock, each once, as the reader's regulation has them."""
    terms = law.leg(leg).terms
    found = (
        clause_of(ClockName(clock), level, terms)
        for level in levels
        if level in terms.levels and term_of(ClockName(clock), level, terms) is not None
    )
    return list(dict.fromkeys(found))


def every_duty(law: Pack) -> Iterator[tuple[Duty, str]]:
    """What can be judged on either leg, each with its clause. The clause is empty where the regulation in force has none,
    also of a level that only tickets of another version have."""
    for leg, clocks in OWED.items():
        for clock in clocks:
            for level in LEVELS:
                yield (leg, clock, level), next(iter(clauses_of(law, leg, clock, [level])), "")


def is_of_partner(leg: str, clock: str) -> bool:
    """Whether it is the partner who owes it, and not the vendor."""
    return leg == LegCode.CLIENT or clock in OF_PARTNER
