"""Why a deadline is when it is: the same calendar, told step by step."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation.amounts import (
    amount,
    clock,
    day,
    days,
    duration,
    moment,
    moscow,
    offset,
    weekday,
    windows,
)
from kabinet.regulation.working_time.explanation.days import off, remark, works
from kabinet.regulation.working_time.working import Calendar


def why(start: int, at: int, term: Term, cal: Calendar) -> list[Text]:
    """The steps from `start` to the deadline `at` (epoch seconds UTC): what counted and what did not."""
    counted, guessed = _counted(start, at, term, cal), _guessed(start, at, term, cal)
    return [_started(start, cal), _term(term, cal), *counted, _ends(at, cal), *guessed]


def _started(start: int, cal: Calendar) -> Text:
    local = cal.local(start)
    when, place = moment(local), moscow(local)
    return Text(
        f"Отсчёт начат: {when.ru} ({place.ru}, {offset(local)}).",
        f"Counting began: {when.en} ({place.en}, {offset(local)}).",
    )


def _term(term: Term, cal: Calendar) -> Text:
    much, hours = amount(term), windows(cal.hours.windows)
    if term.unit is Unit.HOURS:
        return Text(
            f"Срок: {much.ru} подряд, круглосуточно, с ночами и выходными.",
            f"Term: {much.en} on end, day and night, days off included.",
        )
    if term.unit is Unit.WORKING_HOURS:
        return Text(
            f"Срок: {much.ru}. Считаются рабочие дни, {hours}; ночи и выходные не считаются.",
            f"Term: {much.en}. Working days count, {hours}; nights and days off do not.",
        )
    return Text(
        f"Срок: {much.ru}, до того же времени суток. Рабочие часы: {hours}.",
        f"Term: {much.en}, to the same time of day. Working hours: {hours}.",
    )


def _counted(start: int, at: int, term: Term, cal: Calendar) -> Iterator[Text]:
    if term.unit is Unit.WORKING_HOURS:
        yield from _slices(start, at, term, cal)
    elif term.unit is Unit.WORKING_DAYS:
        yield from _days(start, at, cal)


def _slices(start: int, at: int, term: Term, cal: Calendar) -> Iterator[Text]:
    left, last = term.seconds, cal.local(start).date() - timedelta(1)
    for a, b in cal.stretches(start, at):
        left -= b - a
        this = cal.workday(a)
        yield from _skipped(cal, last, this)
        yield _slice(a, b, left, cal)
        last = this


def _slice(a: int, b: int, left: int, cal: Calendar) -> Text:
    this, length, rest = _day(cal.workday(a), cal), duration(b - a), duration(left)
    hours = f"{clock(cal.local(a))}–{clock(cal.local(b))}"
    more = Text(f"; остаток: {rest.ru}", f"; left: {rest.en}") if left else Text("", "")
    return Text(f"{this.ru}: {hours}, {length.ru}{more.ru}.", f"{this.en}: {hours}, {length.en}{more.en}.")


def _day(of: date, cal: Calendar) -> Text:
    name, when, note = weekday(of), day(of), remark(cal, of)
    mark = Text(f" ({note.ru})", f" ({note.en})") if note else Text("", "")
    return Text(f"{name.ru.capitalize()}, {when.ru}{mark.ru}", f"{name.en} {when.en}{mark.en}")


def _skipped(cal: Calendar, last: date, this: date) -> Iterator[Text]:
    """The days off strictly between two days."""
    if free := off(cal, last + timedelta(1), this - timedelta(1)):
        yield Text(f"Не в счёт: {free.ru}.", f"Not counted: {free.en}.")


def _days(start: int, at: int, cal: Calendar) -> Iterator[Text]:
    first = cal.next_open(start)
    opened, ended = cal.workday(first), cal.workday(at)
    yield from _skipped(cal, cal.local(start).date() - timedelta(1), opened)
    if first != start:
        when = moment(cal.local(first))
        yield Text(
            f"Начало вне рабочего времени; дни считаются с ближайшего рабочего момента: {when.ru}.",
            f"The start is outside working time; days are counted from the next working moment: {when.en}.",
        )
    yield from _numbered(opened, ended, cal)
    if cal.local(at).time() != cal.local(first).time():
        yield Text(
            "В этот день такого рабочего времени нет: срок сдвинут к ближайшему возможному.",
            "That day has no such working time: the deadline is the nearest one possible.",
        )


def _numbered(opened: date, ended: date, cal: Calendar) -> Iterator[Text]:
    """The working days after the first, numbered and folded into runs, with the days off between them."""
    number, last = 0, opened
    every = (opened + timedelta(n) for n in range(1, (ended - opened).days + 1))
    for (working, _), run in groupby(every, key=lambda of: (works(cal, of), remark(cal, of))):
        part = list(run)
        if working:
            yield from _skipped(cal, last, part[0])
            yield _run(number + 1, part, cal)
            number, last = number + len(part), part[-1]


def _run(number: int, run: list[date], cal: Calendar) -> Text:
    if len(run) == 1:
        this = _day(run[0], cal)
        return Text(
            f"{number}-й рабочий день: {this.ru[0].lower()}{this.ru[1:]}.",
            f"Working day {number}: {this.en}.",
        )
    span, upto = days(run[0], run[-1]), number + len(run) - 1
    return Text(f"Рабочие дни {number}–{upto}: {span.ru}.", f"Working days {number}–{upto}: {span.en}.")


def _ends(at: int, cal: Calendar) -> Text:
    when, place = moment(cal.local(at)), moscow(cal.local(at))
    return Text(f"Срок истекает: {when.ru} ({place.ru}).", f"The deadline: {when.en} ({place.en}).")


def _guessed(start: int, at: int, term: Term, cal: Calendar) -> Iterator[Text]:
    """A warning for each year without an official table."""
    if term.unit is Unit.HOURS:
        return
    for year in cal.unofficial(start, at):
        yield Text(
            f"Официальной таблицы на {year} год нет: учтены только субботы, воскресенья и праздники "
            "ст. 112 ТК РФ. Срок неофициальный и может измениться.",
            f"There is no official table for {year}: only weekends and the holidays of the Labour "
            "Code, art. 112, were counted. The deadline is unofficial and may change.",
        )
