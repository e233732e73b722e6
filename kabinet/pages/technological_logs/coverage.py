"""Whether the log is of the time that the ticket is about, and what happened around it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from kabinet.pages.technological_logs import said
from kabinet.pages.ui.talk import Tag
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.techlog import Summary

AROUND = timedelta(minutes=10)
MOST = 60


class MinuteRow(NamedTuple):
    """One minute of the log: events, exceptions, waits, slow ones, of processes; `meant` is the one asked for."""

    at: str
    events: int
    exceptions: int
    waits: int
    slow: int
    processes: int
    meant: bool


class Moment(NamedTuple):
    """Something that happened near the minute asked for."""

    at: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answer in a tag and a sentence, and the time line."""

    tag: Tag
    words: str
    minutes: list[MinuteRow]
    moments: list[Moment]


def covers(summary: Summary, meant: datetime) -> Coverage:
    """`meant` on the server's clock, without a zone."""
    tag, words = _answer(summary, meant)
    return Coverage(tag, words, _minutes(summary, meant), _moments(summary, meant))


def _answer(summary: Summary, meant: datetime) -> tuple[Tag, str]:
    first, last = said.parsed(summary.first), said.parsed(summary.last)
    hours = {hour for each in summary.hours if (hour := said.parsed(f"{each}:00"))}
    unsure = Tag(_("Неизвестно"), "warn", "info")
    if not hours and (first is None or last is None):
        return unsure, _("По именам файлов не видно, за какой они час, а в строках дня и часа нет.")
    at = said.instant(meant.isoformat(timespec="minutes"))
    span = {"at": at, "first": said.instant(summary.first), "last": said.instant(summary.last)}
    if first and last and first.replace(second=0) <= meant <= last:
        if hours and meant.replace(minute=0, second=0, microsecond=0) not in hours:
            return Tag(_("Пропуск"), "warn", "triangle-alert"), _(
                "Файла за этот час (%(at)s) в журнале нет, хотя есть за часы до и после: с %(first)s по %(last)s."
            ) % span
        return Tag(_("Охватывает"), "ok", "check"), _(
            "Время %(at)s внутри журнала: он с %(first)s по %(last)s."
        ) % span
    if meant.replace(minute=0, second=0, microsecond=0) in hours:
        return Tag(_("Час есть, событий нет"), "warn", "triangle-alert"), _(
            "Файл за этот час есть, но событий около %(at)s в нём нет: первое во всём журнале %(first)s, последнее %(last)s."
        ) % span
    if first is None or last is None:
        return unsure, _("За часы, которые есть в журнале, событий в нём нет.")
    return Tag(_("Не охватывает"), "bad", "octagon-alert"), _(
        "Времени %(at)s в журнале нет: он с %(first)s по %(last)s. Нужен журнал за это время."
    ) % span


def _near(at: str, meant: datetime) -> bool:
    found = said.parsed(at)
    return found is not None and abs(found - meant) <= AROUND


def _minutes(summary: Summary, meant: datetime) -> list[MinuteRow]:
    minute = meant.isoformat(timespec="minutes")
    near = [row for row in summary.minutes if _near(row[0], meant)][:MOST]
    return [MinuteRow(row[0][11:], *row[1:], row[0] == minute) for row in near]


def _moments(summary: Summary, meant: datetime) -> list[Moment]:
    found = [(each.at, each.event, f"{each.process}: {each.text}") for each in summary.happenings]
    found += [(each.at, "TDEADLOCK", ", ".join(each.regions)) for each in summary.deadlocks]
    found += [(each.at, "TTIMEOUT", each.context) for each in summary.timeouts]
    for row in summary.statements + summary.calls:
        found.append((row.worst_at, row.what, f"{said.seconds(row.worst)}: {row.context or row.text}"))
    found += [(row.worst_at, "TLOCK", f"{said.seconds(row.worst)}: {row.what}") for row in summary.waits]
    near = sorted(each for each in found if _near(each[0], meant))[:MOST]
    return [Moment(at[11:], what, words) for at, what, words in near]
