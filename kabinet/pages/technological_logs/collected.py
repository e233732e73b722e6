"""What the server has written, and what it has not: by its settings when they came with the log, else by what is there; of
settings alone what it would write."""

from typing import NamedTuple

from kabinet.pages.ui import amounts
from kabinet.pages.ui.talk import Tag
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.techlog import Summary

EVENTS = amounts.forms("событие", "события", "событий")
# What the first look at a log needs, in the order in which the support asks.
ASKED = (
    (("PROC", "ATTN"), lazily("Процессы: запуск, завершение, зависание")),
    (("EXCP",), lazily("Исключения")),
    (("TDEADLOCK",), lazily("Взаимоблокировки")),
    (("TTIMEOUT",), lazily("Превышение ожидания блокировки")),
    (("TLOCK",), lazily("Управляемые блокировки")),
    (("DBMSSQL", "DBPOSTGRS", "DBORACLE", "DB2", "DBV8DBENG", "SDBL"), lazily("Запросы к базе данных")),
    (("CALL", "SCALL"), lazily("Серверные вызовы")),
    (("LEAKS", "MEM"), lazily("Память и утечки")),
)


class Collecting(NamedTuple):
    """Events of one question."""

    what: str
    names: str
    tag: Tag


def rows(summary: Summary) -> list[Collecting]:
    """All that the support asks for."""
    tag = _written if summary.kind == "log" else _would_be_written
    counted = dict(summary.names)
    counts = [(names, what, sum(counted.get(name, 0) for name in names)) for names, what in ASKED]
    return [
        Collecting(str(what), ", ".join(_shown(names, counted)), tag(summary, names, count))
        for names, what, count in counts
    ]


def _shown(names: tuple[str, ...], counted: dict[str, int]) -> tuple[str, ...]:
    """Of many databases the one that is there."""
    return tuple(name for name in names if counted.get(name)) or names


def _written(summary: Summary, names: tuple[str, ...], count: int) -> Tag:
    if count:
        return Tag(amounts.counted(count, *EVENTS), "ok", "check")
    told = summary.collected
    if told is None:
        return Tag(_("нет: не собирали или не случалось"), "warn", "info")
    if told.everything or set(names) & set(told.events):
        return Tag(_("собирали, не случалось"), "", "check")
    if set(names) & set(told.filtered):
        return Tag(_("собирали с отбором, под него ничего не попало"), "warn", "info")
    return Tag(_("не собирали"), "bad", "x")


def _would_be_written(summary: Summary, names: tuple[str, ...], _count: int) -> Tag:
    told = summary.collected
    if told and (told.everything or set(names) & set(told.events)):
        return Tag(_("собираются"), "ok", "check")
    if told and set(names) & set(told.filtered):
        return Tag(_("собираются с отбором"), "warn", "info")
    return Tag(_("не собираются"), "bad", "x")
