"""How partners stand against the duty of one contact and two certified employees, and since when (P4.5)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.organisations.overview.days import SOON_DAYS
from kabinet.pages.organisations.papers import place
from kabinet.pages.shell import show
from kabinet.pages.ui import moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors import Duty
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor, OrgKind


@dataclass(frozen=True, slots=True)
class Standing:
    """`tone` "bad" when something is missing today, "warn" when it will be within two months."""

    partner: str
    url: str
    tone: str
    title: str
    words: str


@page(VENDOR)
def below(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The partners below the duty, and those that soon will be."""
    today = place.today(at)
    rows = [standing(actor, each, today) for each in doors.duties(actor, today, law_of(actor))]
    found = sorted(filter(None, rows), key=lambda each: each.tone)
    return show(request, actor, at, "organisations/papers/below.html", {"rows": found}, here="partners")


def of_partner(actor: Actor, partner: int, today: date) -> Standing | None:
    """One partner's standing; None while the duty is met, and for one without a status of its own."""
    held = any(
        row.first_day <= today and (row.last_day is None or today <= row.last_day)
        for row in doors.statuses(actor, partner)
    )
    found = doors.duties(actor, today, law_of(actor), partner) if held else []
    return standing(actor, found[0], today) if found else None


def standing(actor: Actor, duty: Duty, today: date) -> Standing | None:
    """In words; None while the duty is met for the next two months."""
    url = reverse("organisation_papers", args=[duty.partner.pk])
    name = duty.partner.short_name
    other = _("Это видит и партнёр.") if actor.kind is OrgKind.VENDOR else _("Это видит и %(vendor_firm)s.")
    if duty.below:
        lacks = "; ".join(each.say(get_language() or "ru") for each in duty.standing.lacks)
        since = _("Так с %(day)s.") % {"day": moments.day(duty.since, today)} if duty.since else ""
        words = f"{since} {other}".strip()
        return Standing(name, url, "bad", f"{lacks[:1].upper()}{lacks[1:]}.", words)
    begins = duty.standing.below_from
    if begins is None or (begins - today).days - 1 > SOON_DAYS:
        return None
    title = _("С %(day)s сотрудников с сертификатом будет меньше, чем нужно.")
    words = f"{_('Нужен новый сертификат.')} {other}"
    return Standing(name, url, "warn", title % {"day": moments.day(begins, today)}, words)
