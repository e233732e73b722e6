"""What a leg of the regulation says to one reader: terms, levels, services, refusals."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.pages.regulation.reader import applies, tables
from kabinet.pages.ui import term_words
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Level


def shown(reading: applies.Reading, leg: Leg, language: str) -> Mapping[str, Any]:
    """Everything that a leg says, for its template."""
    return {
        "code": leg.code,
        "name": leg.name.say(language),
        "agreement": _agreement(reading, leg) if leg.code == LegCode.CLIENT else "",
        "rows": tables.rows(leg, reading.terms(leg), language),
        "pauses": leg.terms.pause_while_waiting,
        "levels": [_level(level, leg, language) for level in leg.levels],
        "services": [
            {"number": each.number, "name": each.name.say(language), "clause": each.clause}
            for each in leg.services
        ],
        "reasons": [
            {"name": each.name.say(language), "instead": each.instead.say(language), "clause": each.clause}
            for each in leg.reasons
        ],
    }


def _level(level: Level, leg: Leg, language: str) -> Mapping[str, Any]:
    conditions = []
    if level.production_only:
        conditions.append(_("только для систем в промышленной эксплуатации"))
    if level.needs_critical_terms:
        terms = "; ".join(_lower(term.text.say(language)) for term in leg.critical_terms)
        conditions.append(_("нужно подтвердить: %(terms)s") % {"terms": terms})
    return {
        "number": level.number,
        "name": level.name.say(language),
        "criterion": level.criterion.say(language),
        "conditions": "; ".join(conditions),
        "clause": level.clause,
    }


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _agreement(reading: applies.Reading, leg: Leg) -> str:
    if reading.agreed is None:
        return ""
    said = _("По соглашению № %(number)s с партнёром %(partner)s.") % {
        "number": reading.agreed.number,
        "partner": reading.agreed.partner,
    }
    if reading.agreed.zone == leg.terms.hours.zone:
        return said
    city = term_words.place(reading.agreed.zone, get_language() or "ru")
    return said + " " + _("Рабочие часы идут по времени: %(city)s.") % {"city": city}
