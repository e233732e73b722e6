"""The strip over the queue: how many fall due when, and of which levels."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from kabinet.pages.lists.queue.groups import counted, next_day
from kabinet.pages.lists.queue.parameters import Asked
from kabinet.pages.ui import moments
from kabinet.queries.lists.queue import LATER, NEXT, OFF, OVERDUE, STOPPED, TODAY
from kabinet.queries.lists.reader import Reader
from kabinet.records.lists import Strip
from kabinet.records.lists.strip import DOTS


@dataclass(frozen=True, slots=True)
class Cell:
    """`more` is said on wide screens alone; `unseen` is how many dots there was no room for."""

    key: str
    url: str
    figure: str
    words: str
    more: str
    levels: tuple[int, ...]
    current: bool
    count: int

    @property
    def bad(self) -> bool:
        return self.key == OVERDUE and self.count > 0


def horizon(asked: Asked, strip: Strip, reader: Reader) -> list[Cell]:
    """Its cells, the days off only where there are some; the chosen one leads back to the whole queue."""
    return [_cell(key, words, more, asked, strip) for key, words, more in _names(strip, reader)]


def _names(strip: Strip, reader: Reader) -> Iterator[tuple[str, str, str]]:
    yield OVERDUE, _("просрочено"), ""
    yield TODAY, _("сегодня"), _closes(reader)
    if strip.days.any_off:
        yield OFF, _("в нерабочие дни"), ""
    said = next_day(strip, reader)
    word, comma, day = said.partition(", ")
    yield NEXT, word.lower() if comma else said[:1].lower() + said[1:], f", {day}" if comma else ""
    yield LATER, _("позже"), ""
    yield STOPPED, _("часы остановлены"), ""


def _closes(reader: Reader) -> str:
    """« до 18:00» while the desk is open."""
    now = int(reader.at.timestamp())
    if not reader.hours.is_open(now):
        return ""
    closes = datetime.fromtimestamp(reader.hours.closes(now), UTC)
    return " " + _("до %(clock)s") % {"clock": moments.clock(closes, reader.zone)}


def _cell(key: str, words: str, more: str, asked: Asked, strip: Strip) -> Cell:
    found = getattr(strip, key)
    current = key in (asked.show, asked.part)
    asks = {"show": OVERDUE} if key == OVERDUE else {"due": key}
    return Cell(
        key=key,
        url="?" if current else "?" + "&".join(f"{name}={value}" for name, value in asks.items()),
        figure=counted(found.count),
        words=words,
        more=more,
        levels=found.levels[:DOTS],
        current=current,
        count=found.count,
    )
