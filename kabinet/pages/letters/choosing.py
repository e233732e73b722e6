"""«Письма» of the reader's profile: of which kinds letters come, and during which hours only what is urgent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.inbox import bounced
from kabinet.actions.letters import choices, deliveries
from kabinet.actions.letters.choices import Mode
from kabinet.actions.notices import wording
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.ui import moments
from kabinet.pages.ui.vendor_words import say
from kabinet.records import doors
from kabinet.regulation.access import Actor

# What the kinds of each room of the wording are about.
ROOMS = {
    "tickets": lazily("Обращения"),
    "handover": lazily("Передача обращений другому партнёру"),
    "contacts": lazily("Сотрудники и доступ"),
    "factors": lazily("Вход и второй фактор"),
    "tokens": lazily("Ключи доступа для программ"),
    "papers": lazily("Лицензии, договоры и статусы"),
    "regulation": lazily("Регламент"),
    "calendar": lazily("Производственный календарь"),
    "oversight": lazily("Надзор"),
    "problems": lazily("Известные проблемы"),
    "desk": lazily("Порядок работы"),
    "letters": lazily("Письма в поддержку"),
    "outages": lazily("Недоступность Кабинета"),
    "exports": lazily("Выгрузки"),
}
LONGEST = len("22:30")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@page(MEMBER, "GET", "POST")
def letter_choices(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Each kind of notice at once, in a digest or never; quiet hours in the reader's own zone."""
    if request.method != "POST":
        return _page(request, actor, at, {})
    given = {name: request.POST.get(name, "").strip()[:LONGEST] for name in ("from", "until")}
    quiet = tuple(map(_minutes, given.values()))
    if any(given.values()) and (None in quiet or quiet[0] == quiet[1]):
        said = _(
            "Укажите начало и конец тихих часов, разные, как 22:00 и 08:00, или оставьте оба поля пустыми."
        )
        return _page(request, actor, at, {"fault": said, **given}, status=UNPROCESSABLE)
    first, last = quiet
    choices.choose_letters(
        actor=actor,
        at=at,
        modes=_sent(request, actor),
        quiet=None if first is None or last is None else (first, last),
    )
    flash_message(request, _("Настройки писем сохранены."))
    return SeeOther(reverse("letter_choices"))


@page(MEMBER, "POST")
def works_again(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The reader's address takes letters again, they say."""
    if bounced.works_again(actor=actor, at=at):
        flash_message(request, _("Адрес отмечен рабочим: письма снова отправляются."))
    return SeeOther(reverse("letter_choices"))


def summary(actor: Actor, at: datetime) -> Mapping[str, Any]:
    """Whether letters come here at all, to which address, and until when only urgent ones do."""
    person = doors.person(actor)
    zone = ZoneInfo(person.zone)
    until = choices.quiet_until(choices.chosen_by(actor), zone, at)
    return {
        "sent": deliveries.are_sent(),
        "caught": settings.LETTERS == deliveries.CAUGHT,
        "email": person.email,
        "bounces": bounced.mark_of(person),
        "quiet_until": moments.instant(until, at, zone) if until else "",
    }


def _page(
    request: HttpRequest, actor: Actor, at: datetime, typed: Mapping[str, str], status: int = 200
) -> HttpResponse:
    chosen = choices.chosen_by(actor)
    quiet = {"from": _said(chosen.quiet_from), "until": _said(chosen.quiet_until)}
    lines = list(_lines(actor, chosen.kinds, _sent(request, actor) if typed else {}))
    context = {
        "letters": summary(actor, at),
        "groups": list(_grouped(lines)),
        "quiet": {**quiet, **typed},
        "fault": typed.get("fault", ""),
    }
    return show(request, actor, at, "letters/choices.html", context, here="me", status=status)


def _sent(request: HttpRequest, actor: Actor) -> Mapping[str, Mode]:
    """What the form says of the kinds that the reader can be told of; anything else says nothing."""
    keys = (choices.key_of(declared) for declared in choices.of_reader(actor))
    said = {key: request.POST.get(key, "") for key in keys}
    return {key: Mode(mode) for key, mode in said.items() if mode in set(Mode)}


def _modes() -> Mapping[Mode, str]:
    return {
        Mode.AT_ONCE: _("сразу"),
        Mode.HOURLY: _("в сводке раз в час"),
        Mode.MORNING: _("в сводке утром"),
        Mode.NEVER: _("никогда"),
    }


def _grouped(lines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """In the order of ROOMS: its name, its lines, and how many of them are wanted."""
    for room, name in ROOMS.items():
        of_room = [line for line in lines if line["room"] == room]
        if of_room:
            yield {
                "title": name,
                "lines": of_room,
                "on": sum(line["mode"] is not Mode.NEVER for line in of_room),
            }


def _lines(actor: Actor, kept: Mapping[str, str], sent: Mapping[str, Mode]) -> Iterator[dict[str, Any]]:
    names = _modes()
    for declared in choices.of_reader(actor):
        key = choices.key_of(declared)
        mode = sent.get(key) or choices.mode_of(declared, actor.roles, kept)
        modes = [(each.value, words, each is mode) for each, words in names.items()]
        words = say(wording.title(declared))
        yield {"room": declared.room, "key": key, "words": words, "mode": mode, "modes": modes}


def _minutes(text: str) -> int | None:
    """«22:30» as minutes of the day."""
    found = CLOCK.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def _said(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"
