"""The lists of oversight as sheets: the days, the parties and the filters of the address (L17a)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kabinet.actions.notices import wording
from kabinet.pages.listed import listed_whole
from kabinet.pages.oversight.duties import CLOCKS, LEGS, is_of_partner
from kabinet.pages.oversight.lateness import lasted
from kabinet.pages.oversight.lists import journal_list
from kabinet.pages.oversight.lists.asked import Asked, read_asked
from kabinet.pages.oversight.lists.clauses import clause_lines
from kabinet.pages.oversight.lists.deadlines import OWN, WHOSE, wanted_of
from kabinet.pages.oversight.lists.names import DESKS, DESKS_TITLE, NAMED, Named
from kabinet.pages.oversight.lists.overview import counted_lists, state_words
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import cited, spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Column, Kind, Listed
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.lists.oversight import desks, entries
from kabinet.records.lists.oversight.deadlines import Deadline, count_deadlines, list_deadlines
from kabinet.records.lists.oversight.entries import LISTS, Entry
from kabinet.records.versions import law_of
from kabinet.web.keyset import place, written

WIDE = 48


def late_sheet(asking: Asking) -> Listed:
    """Deadlines, each with its ticket."""
    actor = asking.actor
    asked = read_asked(asking.given, actor, asking.at, *OWN)
    wanted, clause_of = wanted_of(asked, law_of(actor))

    def read(after: str) -> Batch:
        return _batch(*list_deadlines(actor, wanted, place(after), STEP))

    def clause(found: Deadline) -> str:
        return _place(clause_of.get((found.leg, found.clock, found.level), ""))

    title = _("Опоздания") if wanted.missed else _("Сроки, по которым можно судить")
    columns = [
        *_ticket(lambda found: found.row),
        Column(_("Уровень срока"), lambda found: found.level, Kind.NUMBER, 9),
        Column(_("Срок"), lambda found: str(CLOCKS[found.clock]), width=24),
        Column(_("Чей срок"), _whose),
        Column(_("Пункт регламента"), clause, width=24),
        Column(_("Выполнить до"), lambda found: found.due, Kind.INSTANT, 20),
        Column(_("Выполнено"), lambda found: found.ended, Kind.INSTANT, 20),
        Column(_("Опоздание, по часам срока"), partial(_late, asking.at), Kind.DURATION, 14),
    ]
    return Listed(
        title, columns, read, lambda most: count_deadlines(actor, wanted).count, lambda found: found.run
    )


def entry_sheet(asking: Asking) -> Listed:
    """One list of the journals, named by `of`."""
    name = asking.given.get("of", "")
    if name == DESKS:
        return _desk_sheet(asking)
    if name not in LISTS:
        raise doors.Closed
    actor, named = asking.actor, NAMED[name]
    asked = read_asked(asking.given, actor, asking.at, "state")

    def read(after: str) -> Batch:
        state = journal_list.state_of(asked)
        period, narrowed = asked.time.period, asked.narrowed
        return _batch(*entries.list_entries(actor, name, period, narrowed, state, place(after), STEP))

    columns = [*_ticket(lambda found: found.row), *_entry(named, asking)]
    return Listed(
        str(named.title),
        columns,
        read,
        lambda most: journal_list.count_listed(actor, asked, name),
        lambda found: found.entry.pk,
    )


def clauses_sheet(asking: Asking) -> Listed:
    """What was owed and missed by each clause."""
    asked = read_asked(asking.given, asking.actor, asking.at)
    columns = [
        Column(_("Пункт регламента"), lambda line: _place(line.clause), width=24),
        Column(_("Между кем"), lambda line: line.leg, width=24),
        Column(_("Чей срок"), lambda line: str(WHOSE["partner" if line.of_partner else "vendor"])),
        Column(_("Сроки и уровни"), lambda line: "; ".join(line.duties), width=WIDE),
        Column(_("Всего сроков"), lambda line: line.whole.judged, Kind.NUMBER),
        Column(_("Пропущено"), lambda line: line.whole.missed, Kind.NUMBER),
        Column(_("В срок"), lambda line: line.whole.ratio if line.whole.judged else None, Kind.SHARE),
    ]
    title = _("По пунктам регламента, %(time)s") % {"time": asked.time.words}
    return listed_whole(title, columns, clause_lines(asking.actor, asked))


def counts_sheet(asking: Asking) -> Listed:
    """How many entries every list of the journals has, by the leg and by what became of them."""
    asked = read_asked(asking.given, asking.actor, asking.at)
    columns = [
        Column(_("Список"), lambda line: line[0], width=WIDE),
        Column(_("Между кем"), lambda line: line[1], width=24),
        Column(_("Чем кончилось"), lambda line: line[2], width=WIDE),
        Column(_("Количество"), lambda line: line[3], Kind.NUMBER),
    ]
    title = _("Списки надзора, %(time)s") % {"time": asked.time.words}
    return listed_whole(title, columns, list(_counts(asking, asked)))


def _counts(asking: Asking, asked: Asked) -> Iterator[tuple[str, str, str, int]]:
    """A list without states has one line a leg."""
    for each in counted_lists(asking.actor, asked):
        for part in each.parts:
            if not part.lines:
                yield each.title, part.title, "", part.whole.count
            for line in part.lines:
                yield each.title, part.title, line.name, line.count


def _desk_sheet(asking: Asking) -> Listed:
    actor = asking.actor
    asked = read_asked(asking.given, actor, asking.at, "state")

    def read(after: str) -> Batch:
        state = journal_list.desk_state(asked)
        period, narrowed = asked.time.period, asked.narrowed
        return _batch(*desks.list_desk_tickets(actor, period, narrowed, state, place(after), STEP))

    columns = [
        *_ticket(lambda found: found.row),
        Column(_("Сторонняя система"), lambda found: found.desk, width=24),
        Column(_("Номер в ней"), lambda found: found.number, width=24),
        Column(_("Зарегистрировано"), lambda found: found.row.registered_at, Kind.INSTANT, 20),
    ]
    return Listed(
        str(DESKS_TITLE),
        columns,
        read,
        lambda most: journal_list.count_of_desks(actor, asked),
        lambda found: found.row.id,
    )


def _ticket(row_of: Callable[[Any], Row]) -> Sequence[Column]:
    return [
        Column(_("Обращение"), lambda found: row_of(found).number, width=12),
        Column(_("Тема"), lambda found: row_of(found).subject, width=WIDE),
        Column(_("Уровень"), lambda found: row_of(found).level, Kind.NUMBER, 9),
        Column(_("Между кем"), lambda found: str(LEGS[row_of(found).leg]), width=24),
        Column(_("Партнёр"), lambda found: row_of(found).partner_name, width=24),
        Column(_("Клиент"), lambda found: row_of(found).client_name, width=24),
        Column(_("Исполнитель"), lambda found: row_of(found).assignee_name, width=28),
        Column(_("Система"), lambda found: row_of(found).system_name, width=24),
    ]


def _entry(named: Named, asking: Asking) -> Iterator[Column]:
    instant = partial(moments.full, zone=asking.zone)
    yield Column(_("Записано"), lambda found: found.entry.recorded_at, Kind.INSTANT, 20)
    yield Column(_("Случилось"), lambda found: found.entry.occurred_at, Kind.INSTANT, 20)
    yield Column(
        _("Запись"), lambda found: spoken(wording.of_entry(found.entry, instant=instant)), width=WIDE
    )
    yield Column(_("Чем кончилось"), lambda found: _state(found, named), width=28)
    if named.ended:
        yield Column(_("Длилось, по часам срока"), partial(_lasted, asking.at), Kind.DURATION, 14)
    yield Column(
        _("Пункт регламента"),
        lambda found: _place(found.entry.clause or named.clause(found.row.leg)),
        width=24,
    )


def _state(found: Entry, named: Named) -> str:
    return state_words(named, found.state) if found.state or named.states else ""


def _lasted(at: datetime, found: Entry) -> timedelta | None:
    return lasted(found.row, "update", found.row.level, found.entry.occurred_at, found.ended or at)


def _late(at: datetime, found: Deadline) -> timedelta | None:
    return lasted(found.row, found.clock, found.level, found.breached, found.ended or at)


def _whose(found: Deadline) -> str:
    return str(WHOSE["partner" if is_of_partner(found.leg, found.clock) else "vendor"])


def _place(clause: str) -> str:
    return cited(clause).words if clause else ""


def _batch(rows: Sequence[Any], after: tuple[datetime, int] | None) -> Batch:
    return Batch(rows, written(*after) if after else "")
