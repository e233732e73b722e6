"""«Связь с другими системами»: how each bridge gets on, which tickets are one, what could not be carried and why."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.actions.bridges.keeping import host_of, pause_bridge, place_kept, resume_bridge
from kabinet.actions.bridges.repeating import repeat_arrivals, repeat_deliveries
from kabinet.actions.bridges.standing import REASONS
from kabinet.actions.notices import kinds, wording
from kabinet.network.desks import Away, Denied, What
from kabinet.network.desks.known import NAMES, desk_at
from kabinet.pages.gate import Steps, page, stepwise
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import called, spoken
from kabinet.queries.desk_lead import only_leads
from kabinet.records import doors
from kabinet.records.doors import programs
from kabinet.records.doors.record_types import BridgeArrivalRecord, BridgeDeliveryRecord, BridgeRecord
from kabinet.records.sealing import Unreadable
from kabinet.regulation.access import Act, Actor
from kabinet.web import security_log

SIZE = 50
LONGEST_KEY = 18  # digits of a row's number
THINGS = amounts.forms("сообщение", "сообщения", "сообщений")


class Shown(NamedTuple):
    """One bridge: `words` are how it gets on, `tone` of a tag."""

    row: BridgeRecord
    host: str
    program: str
    words: str
    tone: str
    reason: str
    keeper: str


class NotCarried(NamedTuple):
    """Something that was not carried: `field` and `key` are for repeating it, `out` whether it was to cross from here."""

    field: str
    key: int
    out: bool
    what: str
    ticket: str
    foreign: str
    at: datetime
    tries: int
    why: str


@page(MEMBER)
def bridges(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """In the order in which they were set up."""
    only_leads(actor, Act.KEEP_BRIDGES)
    context = {"bridges": [_shown(row) for row in programs.bridges(actor)]}
    return show(request, actor, at, "bridges/bridges.html", context, here="bridges")


@page(MEMBER)
def bridge(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """One: what could not be carried first, then the latest tickets that are one."""
    only_leads(actor, Act.KEEP_BRIDGES)
    row = programs.bridge(actor, key)
    counts = programs.carried_states(actor, row)
    links = programs.bridge_links(actor, row)
    if (after := _number(request.GET.get("after", ""))) is not None:
        links = links.filter(id__lt=after)
    found = list(links[: SIZE + 1])
    context = {
        "shown": _shown(row),
        "lying": list(_lying(actor, row)),
        "waits": counts.get("waiting", 0) + counts.get("failed", 0),
        "dead": counts.get("dead", 0),
        "links": found[:SIZE],
        "next": found[SIZE - 1].pk if len(found) > SIZE else None,
    }
    return show(request, actor, at, "bridges/bridge.html", context, here="bridges")


@stepwise(MEMBER, "POST")
def bridge_check(request: HttpRequest, step: Steps, at: datetime, key: UUID) -> HttpResponse:
    """A dry check: who the desk is, whether the account is let in and sees its queue. Nothing is written there."""
    try:
        with step() as actor:
            program, place = place_kept(actor=actor, at=at, key=key)
        said, bad = _("Связь есть: %(program)s.") % {"program": desk_at(program, place).check()}, False
    except Away as away:
        said, bad = _("Система не отвечает или не узнаёт учётную запись: %(why)s.") % {"why": away.said}, True
    except Denied as denied:
        said, bad = _("Система отказала: %(why)s. Проверьте права и очередь.") % {"why": denied.said}, True
    except Unreadable:
        said, bad = _("Пароль не читается с нынешним ключом установки: введите его заново."), True
    with step():
        flash_message(request, said, bad=bad)
        return SeeOther(reverse("bridge", args=[key]))


@page(MEMBER, "POST")
def bridge_pause(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """What happens meanwhile waits."""
    pause_bridge(actor=actor, at=at, key=key)
    flash_message(request, _("Связь приостановлена: новое ждёт, пока вы её не включите."))
    return SeeOther(reverse("bridge", args=[key]))


@page(MEMBER, "POST")
def bridge_resume(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """The reader stands behind it from now on."""
    resume_bridge(actor=actor, at=at, key=key)
    security_log.tell(request, "bridge switched on")
    flash_message(request, _("Связь включена, теперь за неё отвечаете вы."))
    return SeeOther(reverse("bridge", args=[key]))


@page(MEMBER, "POST")
def bridge_repeat(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """One of them, or all that nobody tries any more."""
    delivery, arrival = (_asked(request, name) for name in ("delivery", "arrival"))
    every = delivery is None and arrival is None
    done = 0
    if every or delivery is not None:
        done += repeat_deliveries(actor=actor, at=at, key=key, delivery=delivery)
    if every or arrival is not None:
        done += repeat_arrivals(actor=actor, at=at, key=key, arrival=arrival)
    counted = _("Снова в очереди: %(count)s.") % {"count": amounts.counted(done, *THINGS)}
    flash_message(request, counted if done else _("Повторять нечего."))
    return SeeOther(reverse("bridge", args=[key]))


def _shown(row: BridgeRecord) -> Shown:
    words, tone = {
        row.State.ON: (_("работает"), "ok"),
        row.State.PAUSED: (_("приостановлена"), "warn"),
        row.State.OFF: (_("выключена"), "bad"),
    }[row.State(row.state)]
    if row.state == row.State.ON and row.failures:
        words, tone = _("система не отвечает"), "bad" if row.told_silent else "warn"
    reason = spoken(REASONS[row.why]) if row.why else ""
    program = NAMES.get(row.program, row.program)
    return Shown(row, host_of(row.url), program, words, tone, reason, called(row.kept_by.name))


def _lying(actor: Actor, row: BridgeRecord) -> Iterator[NotCarried]:
    for out in programs.bridge_deliveries(actor, row).filter(state="dead")[:SIZE]:
        yield _out(out)
    for came in programs.bridge_arrivals(actor, row).filter(state="dead")[:SIZE]:
        yield _came(came)


def _out(row: BridgeDeliveryRecord) -> NotCarried:
    what = spoken(wording.title(kinds.of_ticket(row.entry.kind)))
    return NotCarried(
        "delivery", row.pk, True, what, row.ticket.number, "", row.created_at, row.tries, row.error
    )


def _came(row: BridgeArrivalRecord) -> NotCarried:
    what = {
        What.CREATED: _("Новое обращение"),
        What.SAID: _("Сообщение"),
        What.STATUS: _("Статус"),
    }[What(row.what)]
    number = row.ticket.number if row.ticket else ""
    why = row.verdict.get("en" if (get_language() or "").startswith("en") else "ru", "")
    return NotCarried("arrival", row.pk, False, what, number, row.foreign, row.happened_at, row.tries, why)


def _asked(request: HttpRequest, name: str) -> int | None:
    said = request.POST.get(name, "")
    found = _number(said)
    if said and found is None:
        raise doors.Closed
    return found


def _number(said: str) -> int | None:
    fits = said.isascii() and said.isdecimal() and len(said) <= LONGEST_KEY
    return int(said) if fits else None
