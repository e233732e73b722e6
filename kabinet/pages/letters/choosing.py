"""«Настройки уведомлений» of the reader's profile: which kinds come over which channel, of which tickets, and during which
hours only what is urgent."""

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
from kabinet.actions.letters.choices import BESIDE, Channel, Chosen, Mode, Part
from kabinet.actions.notices import wording
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.ui import moments
from kabinet.pages.ui.vendor_words import say
from kabinet.records import doors
from kabinet.records.doors.record_types import LetterChoiceRecord
from kabinet.regulation.access import Actor, OrgKind

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
    "webhooks": lazily("Вебхуки"),
    "bridges": lazily("Связь с другими системами"),
}
LONGEST = len("22:30")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@page(MEMBER, "GET", "POST")
def letter_choices(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Each kind of notice by letter at once, in a digest or never, on devices or not; quiet hours in the reader's zone."""
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
    hours = None if first is None or last is None else (first, last)
    choices.choose_notices(actor=actor, at=at, chosen=_sent(request, actor, hours))
    flash_message(request, _("Настройки уведомлений сохранены."))
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
    said = _sent(request, actor) if typed else Chosen()
    lines = list(_lines(actor, chosen, said))
    context = {
        "letters": summary(actor, at),
        "columns": [channel.value for channel in _columns()],
        "parts": list(_parts(actor, chosen, said)),
        "groups": list(_grouped(lines, request.GET.get("kind", ""))),
        "quiet": {**quiet, **typed},
        "fault": typed.get("fault", ""),
    }
    return show(request, actor, at, "letters/choices.html", context, here="me", status=status)


def _columns() -> tuple[Channel, ...]:
    """Letters, and beside them what the operator has."""
    used = {Channel.BROWSER: settings.PUSH.used, Channel.CHAT: bool(settings.MESSENGERS)}
    return (Channel.MAIL, *(channel for channel in BESIDE if used[channel]))


def _sent(request: HttpRequest, actor: Actor, quiet: tuple[int, int] | None = None) -> Chosen:
    """What the form says of the kinds that the reader can be told of; anything else says nothing. A box that is not sent is
    no tick where the form says that it has this column, and this kind or part."""
    known = {choices.key_of(declared): declared for declared in choices.of_reader(actor)}
    said = {key: request.POST[key] for key in known if key in request.POST}
    columns = [channel for channel in _columns() if channel in request.POST.getlist("column")]
    parts = [part for part in Part if part in request.POST.getlist("part")]
    return Chosen(
        modes={key: Mode(mode) for key, mode in said.items() if mode in choices.modes_for(known[key])},
        beside={
            channel: {key: key in request.POST.getlist(channel) for key in said}
            for channel in columns
            if channel in BESIDE
        },
        parts={
            part: {channel: part in request.POST.getlist(f"part-{channel}") for channel in columns}
            for part in parts
        },
        quiet=quiet,
    )


def _modes() -> Mapping[Mode, str]:
    return {
        Mode.AT_ONCE: _("сразу"),
        Mode.TICKET: _("одним письмом по обращению"),
        Mode.HOURLY: _("в сводке раз в час"),
        Mode.MORNING: _("в сводке утром"),
        Mode.NEVER: _("никогда"),
    }


def channel_names() -> Mapping[Channel, str]:
    """As the boxes call them."""
    return {
        Channel.MAIL: _("письмом"),
        Channel.BROWSER: _("на устройства"),
        Channel.CHAT: _("в мессенджер"),
    }


def _part_names(actor: Actor) -> Mapping[Part, str]:
    desk = _("Всей поддержки: никто не взял, или зовут всех")
    all_hear = _("Критические в нерабочее время, когда извещают всех")
    return {
        Part.OWN: _("Мои: я автор, контактное лицо, исполнитель, участник"),
        Part.WATCHED: _("За которыми я наблюдаю"),
        Part.DESK: all_hear if actor.kind is OrgKind.CLIENT else desk,
    }


def _parts(actor: Actor, kept: LetterChoiceRecord, said: Chosen) -> Iterator[dict[str, Any]]:
    """Of which tickets, and over which channels."""
    names = channel_names()
    for part, words in _part_names(actor).items():
        off = kept.parts.get(part, ())
        comes = {channel: channel not in off for channel in _columns()} | dict(said.parts.get(part, {}))
        boxes = [(channel.value, names[channel], comes[channel]) for channel in _columns()]
        yield {"part": part.value, "words": words, "boxes": boxes}


def _grouped(lines: Sequence[dict[str, Any]], asked: str) -> Iterator[dict[str, Any]]:
    """In the order of ROOMS: its name, its lines, how many are wanted, and whether the one asked for is there."""
    for room, name in ROOMS.items():
        of_room = [line for line in lines if line["room"] == room]
        if of_room:
            yield {
                "title": name,
                "lines": of_room,
                "open": any(line["key"] == asked for line in of_room),
                "on": sum(line["mode"] is not Mode.NEVER for line in of_room),
            }


def _lines(actor: Actor, kept: LetterChoiceRecord, said: Chosen) -> Iterator[dict[str, Any]]:
    names, channels = _modes(), channel_names()
    beside = [channel for channel in _columns() if channel in BESIDE]
    for declared in choices.of_reader(actor):
        key = choices.key_of(declared)
        mode = said.modes.get(key) or choices.mode_of(declared, actor.roles, kept.kinds)
        modes = [(each.value, names[each], each is mode) for each in choices.modes_for(declared)]
        boxes = [
            (
                channel.value,
                channels[channel],
                said.beside.get(channel, {}).get(
                    key, choices.comes_beside(declared, actor.roles, kept.beside.get(channel, {}))
                ),
            )
            for channel in beside
        ]
        yield {
            "room": declared.room,
            "key": key,
            "words": say(wording.title(declared)),
            "mode": mode,
            "modes": modes,
            "boxes": boxes,
        }


def _minutes(text: str) -> int | None:
    """«22:30» as minutes of the day."""
    found = CLOCK.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def _said(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"
