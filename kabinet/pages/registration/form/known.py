"""What is known before anybody types: by the pack's word for where it is known from (U6a)."""

from collections.abc import Callable, Mapping
from datetime import date

from kabinet.pages.registration.typed import Known
from kabinet.pages.ui import moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.doors.record_types import PersonRecord, SystemRecord
from kabinet.regulation.access import Case
from kabinet.regulation.pack import KnownFrom, Leg, served

# Fields whose name in the system's record is another one, or that take two of its columns.
# Others of the system are its columns by the same name.
OF_SYSTEM: Mapping[str, Callable[[SystemRecord], str]] = {
    "product": lambda system: f"{system.product} {system.configuration_version}".strip(),
    "platform": lambda system: str(system.platform_version),
}
OF_PERSON = {"contact": "name", "phone": "phone", "email": "email"}


def known(
    leg: Leg, case: Case, system: SystemRecord, person: PersonRecord, *, own: bool = True
) -> dict[str, Known]:
    """Values by field; `system` with its client, `person` the contact of the ticket, `own` that it is the reader. Empty
    ones are left out."""
    found = {field.code: _value(field.code, field.source, case, system) for field in leg.form}
    asked = {code: row for code, row in of_person(person, own=own).items() if code in found}
    return {code: each for code, each in {**found, **asked}.items() if each is not None and each.value}


def of_person(person: PersonRecord, *, own: bool) -> dict[str, Known]:
    """What a person's record says of the contact, empty or not."""
    return {code: Known(getattr(person, name), KnownFrom.PERSON, own=own) for code, name in OF_PERSON.items()}


def _value(code: str, source: KnownFrom, case: Case, system: SystemRecord) -> Known | None:
    if source is KnownFrom.SYSTEM:
        return Known(_of_system(code, system), source, _day(system.checked_on))
    if source is KnownFrom.LICENCE:
        licence = case.client_rights.licence
        return Known(licence.delivery or "", source, _day(licence.first_day))
    return Known(system.client.name, source) if source is KnownFrom.ORGANISATION else None


def _of_system(code: str, system: SystemRecord) -> str:
    if code in OF_SYSTEM:
        return OF_SYSTEM[code](system)
    return str(getattr(system, code)) if code in served.OF_SYSTEM else ""


def origin(known: Known, today: date) -> str:
    """«из карточки системы от 2 марта»."""
    words = {
        KnownFrom.SYSTEM: _("из карточки системы"),
        KnownFrom.PERSON: _("из вашей карточки") if known.own else _("из карточки контактного лица"),
        KnownFrom.LICENCE: _("из %(vendor_licence_gen)s"),
        KnownFrom.ORGANISATION: _("из карточки организации"),
    }[KnownFrom(known.source)]
    if not known.day:
        return words
    return _("%(whence)s от %(day)s") % {
        "whence": words,
        "day": moments.day(date.fromisoformat(known.day), today),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
