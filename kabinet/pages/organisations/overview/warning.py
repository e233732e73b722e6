"""A partner with too few certified employees, today or soon (P4.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from kabinet.pages.organisations.overview.days import SOON_DAYS
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.doors import Contact
from kabinet.regulation.access import Role
from kabinet.regulation.pack import Pack

FOREVER = date.max
_LEAST = {1: gettext_noop("одного"), 2: gettext_noop("двух"), 3: gettext_noop("трёх")}


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001  what it is
    """`tone` "bad" when it is so today, "warn" when it will be."""

    tone: str
    title: str
    words: str
    clause: str = "P4.5"


def too_few_certified(contacts: Sequence[Contact], law: Pack, today: date) -> Warning | None:
    """None while enough employees hold the certificate for the next two months."""
    if law.entitlement is None:
        return None
    least = law.entitlement.certified_least
    ends = sorted(_ends(contacts, law.entitlement.certificate, today), reverse=True)
    if len(ends) < least:
        held = amounts.counted(len(ends), "сотрудника", "сотрудников", "сотрудников")
        title = _("Действующий сертификат сейчас у %(held)s, нужен не менее чем у %(least)s.")
        title = title % {"held": held, "least": _least(least)}
        return Warning("bad", title, _("%(Vendor_firm)s тоже видит это предупреждение."))
    last = ends[least - 1]
    if last == FOREVER or (last - today).days > SOON_DAYS:
        return None
    day = moments.day(last + timedelta(1), today)
    title = _("С %(day)s сотрудников с сертификатом останется меньше %(least)s.")
    title = title % {"day": day, "least": _least(least)}
    return Warning("warn", title, _("%(Vendor_firm)s тоже видит это предупреждение."))


def _least(number: int) -> str:
    return _(_LEAST[number]) if number in _LEAST else str(number)


def _ends(contacts: Sequence[Contact], certificate: str, today: date) -> list[date]:
    """For each authorised employee who holds the certificate today, the last day of it."""
    ends = []
    for contact in contacts:
        own = [
            each.last_day or FOREVER
            for each in contact.certificates
            if each.kind == certificate and each.first_day <= today <= (each.last_day or FOREVER)
        ]
        if own and Role.AUTHORISED_EMPLOYEE in contact.roles:
            ends.append(max(own))
    return ends
