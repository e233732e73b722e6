"""What is known before anybody types: by the pack's word for where it is known from (U6a)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kabinet.pages.look import moments
from kabinet.pages.registration.typed import Known
from kabinet.regulation import pack_serve
from kabinet.regulation.access import Circumstances
from kabinet.regulation.pack import Leg
from kabinet.regulation.pack_form import Source

# Fields whose name in the system's record is another one, or that take two of its columns.
# Others of the system are its columns by the same name.
OF_SYSTEM: Mapping[str, Callable[[Any], str]] = {
    "product": lambda system: f"{system.product} {system.configuration_version}".strip(),
    "platform": lambda system: str(system.platform_version),
}
OF_PERSON = {"contact": "name", "phone": "phone", "email": "email"}


def known(leg: Leg, case: Circumstances, system: Any, person: Any) -> dict[str, Known]:
    """Values by field; `system` with its client, `person` who registers. Empty ones are left out."""
    found = {field.code: _value(field.code, field.source, case, system, person) for field in leg.form}
    return {code: each for code, each in found.items() if each is not None and each.value}


def _value(code: str, source: Source, case: Circumstances, system: Any, person: Any) -> Known | None:
    if source is Source.SYSTEM:
        return Known(_of_system(code, system), source, _day(system.checked_on))
    if source is Source.PERSON:
        return Known(str(getattr(person, OF_PERSON[code])), source) if code in OF_PERSON else None
    if source is Source.LICENCE:
        return Known(case.licence_delivery or "", source, _day(case.licence_first_day))
    return Known(system.client.name, source) if source is Source.ORGANISATION else None


def _of_system(code: str, system: Any) -> str:
    if code in OF_SYSTEM:
        return OF_SYSTEM[code](system)
    return str(getattr(system, code)) if code in pack_serve.OF_SYSTEM else ""


def origin(known: Known, today: date) -> str:
    """«из карточки системы от 2 марта»."""
    words = {
        Source.SYSTEM: _("из карточки системы"),
        Source.PERSON: _("из вашей карточки"),
        Source.LICENCE: _("из РКЛ"),
        Source.ORGANISATION: _("из карточки организации"),
    }[Source(known.source)]
    if not known.day:
        return words
    return _("%(whence)s от %(day)s") % {
        "whence": words,
        "day": moments.day(date.fromisoformat(known.day), today),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
