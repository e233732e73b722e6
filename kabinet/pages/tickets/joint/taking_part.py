"""Where a client's person takes part in joint work, and why a part of it is closed to them (P5c)."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT
from kabinet.pages.shell import show, surroundings
from kabinet.pages.status_codes import FORBIDDEN
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import Cited, cited, spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.lists.participations import Participation, participations
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket.lifecycle import status_of

CLAUSE = "P5c"


class Part(NamedTuple):
    """One ticket: with its page while it can be read, else with the reason."""

    number: str
    url: str
    subject: str
    about: str


@page(CLIENT)
def taking_part(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The list: what can be read first."""
    facts = surroundings.facts(actor, at)
    found = sorted(participations(actor), key=lambda each: not each.open)
    context = {"parts": [_part(actor, each, at, facts.zone) for each in found], "clause": cited(CLAUSE)}
    return show(request, actor, at, "tickets/joint/list.html", context, here="joint", facts=facts)


def closed(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Instead of joint work that the reader took part in and cannot read now; Closed for everybody else."""
    found = next(iter(participations(actor, number)), None)
    if found is None or found.open:
        raise doors.Closed
    facts = surroundings.facts(actor, at)
    context = {"part": _part(actor, found, at, facts.zone), "clause": _clause(found)}
    return show(
        request, actor, at, "tickets/joint/closed.html", context, here="joint", facts=facts, status=FORBIDDEN
    )


def _clause(found: Participation) -> Cited | None:
    return cited(CLAUSE) if found.closed is not None else None


def _part(actor: Actor, found: Participation, at: datetime, zone: ZoneInfo) -> Part:
    url = reverse("joint", args=[found.number]) if found.open else ""
    return Part(found.number, url, found.subject, _about(actor, found, at, zone))


def _about(actor: Actor, found: Participation, at: datetime, zone: ZoneInfo) -> str:
    if found.ended is not None:
        return _("Ваше участие закончилось: %(when)s.") % {"when": moments.full(found.ended, zone)}
    if found.closed is not None:
        said = {"when": moments.instant(found.closed, at, zone), "level": found.level}
        return (
            _(
                "Закрыто для вас, %(when)s: на уровне %(level)s %(vendor_name)s работает только со специалистами партнёра, "
                "ответы передаёт партнёр. Откроется само, если уровень поднимут; приглашать снова не нужно."
            )
            % said
        )
    law = actor.law
    known = spoken(status_of(found.status, law.leg(LegCode.VENDOR)).names.read_by("client")) if law else ""
    return _("%(status)s · уровень %(level)s") % {"status": known, "level": found.level}
