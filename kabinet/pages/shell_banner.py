"""The warning above a page: a licence that ends or ended, a status that was lost (guide 9)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kabinet.pages.look import moments, say

WARNS_DAYS = 60


@dataclass(frozen=True, slots=True)
class Banner:
    """`tone` "warn" or "bad"; `clause` is the clause's id."""

    tone: str
    icon: str
    title: str
    words: str
    clause: str


def licence(last_day: date | None, today: date, partner: str, phone: str) -> Banner | None:
    """A client's: amber from 60 days before the licence's `last_day`, red after it or when there is none."""
    call = _("Как продлить, знает партнёр: %(partner)s, %(phone)s.") % {
        "partner": partner,
        "phone": say.phone(phone),
    }
    if last_day is None or last_day < today:
        title = (
            _("РКЛ закончилась %(day)s.") % {"day": moments.day(last_day, today)}
            if last_day
            else _("РКЛ нет.")
        )
        words = _("Новые обращения создать нельзя. Читать всё и продолжать открытые можно.")
        return Banner("bad", "calendar-x", title, f"{words} {call}" if partner else words, "L9b")
    left = (last_day - today).days
    if left > WARNS_DAYS:
        return None
    day = moments.day(last_day, today)
    title = _("РКЛ действует до %(day)s, осталось %(left)s.") % {
        "day": day,
        "left": say.counted(left, "день", "дня", "дней"),
    }
    words = _(
        "Новые обращения можно создавать по %(day)s включительно; читать и продолжать открытые — всегда."
    ) % {"day": day}
    return Banner("warn", "calendar-clock", title, words, "L9b")


def status(last_day: date | None, held: bool, today: date) -> Banner | None:
    """A partner's whose status is not held: reading stays, working does not (L12b)."""
    if held:
        return None
    title = (
        _("Статус закончился %(day)s.") % {"day": moments.day(last_day, today)}
        if last_day
        else _("Статуса ЦК КОРП или кандидата нет.")
    )
    words = _("Читать всё можно, работать с обращениями — нет. Статус возвращает фирма «1С».")
    return Banner("bad", "shield-alert", title, words, "L12b")
