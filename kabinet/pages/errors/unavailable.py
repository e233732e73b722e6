"""What the server cannot do just now: which of its needs is missing, and when to try again.

An error that is none of these is our own mistake.
"""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

# No room, no quota, a file system that takes nothing or answers with an error.
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


class NobodyFree(Exception):
    """Every thread answers somebody else, and enough wait for one already."""


@dataclass(frozen=True, slots=True)
class Lack:
    """`seconds` until it is worth trying again."""

    title: Promise
    words: Promise
    seconds: int


AWAY = Lack(
    _("База данных не отвечает"),
    _("Кабинет потерял связь с базой данных и соединится с ней сам, как только она ответит."),
    30,
)
HELD = Lack(
    _("Запись сейчас занята"),
    _("То, что вам нужно, в эту минуту записывает кто-то другой. Остальное в Кабинете работает."),
    10,
)
SLOW = Lack(
    _("Ответ не успел"),
    _("База данных не ответила за отведённое время, и вопрос снят, чтобы не задерживать остальных."),
    60,
)
FULL = Lack(
    _("На сервере некуда записать"),
    _(
        "На диске сервера нет места, или диск не принимает запись: ни файл, ни текст сохранить нельзя. "
        "Место освобождает тот, кто обслуживает Кабинет."
    ),
    300,
)
NO_ROOM_FOR_FILES = Lack(
    _("Файл некуда записать"),
    _(
        "На диске сервера, где лежат файлы, нет места, или диск не принимает запись. Текст без файлов отправить можно. "
        "Место освобождает тот, кто обслуживает Кабинет."
    ),
    300,
)
BUSY = Lack(
    _("Сервер занят"),
    _("Сейчас приходит больше запросов, чем сервер успевает обработать."),
    10,
)

UPDATED = Lack(
    _("Кабинет обновляется"),
    _(
        "База данных уже другой версии, чем эта часть сервера. Всё, что было записано, остаётся. Обновление заканчивает "
        "тот, кто обслуживает Кабинет."
    ),
    60,
)
# A column, table or function that is not there, a column that wants a value nobody knew of: our mistake, unless the
# database is of another version.
UNKNOWN = ("42703", "42P01", "42883", "23502")

# What PostgreSQL's codes begin with (SQLSTATE, appendix A of its manual), the first that fits.
STATES = (
    (("55P03", "40P01", "40001"), HELD),
    (("57014",), SLOW),
    (("53100", "58030"), FULL),
    (("53",), BUSY),
    (("08", "57P", "25P03", "25006"), AWAY),
)


def lack_of(failed: BaseException | None) -> Lack | None:
    """What was missing, from the error or from what it came from; None for a mistake."""
    return next(filter(None, map(_of, _chain(failed))), None)


def lack_of_version(failed: BaseException | None) -> Lack | None:
    """UPDATED where the database did not know what it was asked, and is of another version than this code."""
    states = (getattr(each, "sqlstate", None) for each in _chain(failed))
    if not any(state in UNKNOWN for state in states):
        return None
    is_another: Callable[[], bool] = import_string(settings.SCHEMA_CHECK)
    return UPDATED if is_another() else None


def _chain(failed: BaseException | None) -> Iterator[BaseException]:
    while failed is not None:
        yield failed
        failed = failed.__cause__ or failed.__context__


def _of(failed: BaseException) -> Lack | None:
    if isinstance(failed, NobodyFree):
        return BUSY
    if isinstance(failed, OSError):
        return NO_ROOM_FOR_FILES if failed.errno in DISK else None
    if isinstance(failed, InterfaceError):
        return AWAY
    return _of_database(failed) if isinstance(failed, DatabaseError) else None


def _of_database(failed: DatabaseError) -> Lack | None:
    state = getattr(failed.__cause__, "sqlstate", None) or ""
    for codes, lack in STATES:
        if state.startswith(codes):
            return lack
    # Without a code it never came to an answer: no connection, or one that broke.
    return AWAY if isinstance(failed, OperationalError) and not state else None
