"""The warning above a page: a licence that ends or ended, a status that was lost (guide 9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.doors import Surroundings

WARNS_DAYS = 60


@dataclass(frozen=True, slots=True)
class Banner:
    """`tone` "warn" or "bad"; `clause` is the clause's id, empty for what rests on none."""

    tone: str
    icon: str
    title: str
    words: str
    clause: str


def licence(last_day: date | None, today: date, partner: str, phone: str, writes: bool) -> Banner | None:
    """A client's: amber from 60 days before the licence's `last_day`, red after it or when there is none."""
    call = _("Как продлить, знает партнёр: %(partner)s, %(phone)s.") % {
        "partner": partner,
        "phone": amounts.phone(phone),
    }
    if last_day is None or last_day < today:
        title = (
            _("%(Vendor_licence)s закончилась %(day)s.") % {"day": moments.day(last_day, today)}
            if last_day
            else _("%(Vendor_licence_gen)s нет.")
        )
        words = _no_new(writes)
        return Banner("bad", "calendar-x", title, f"{words} {call}" if partner else words, "L9b")
    left = (last_day - today).days
    if left > WARNS_DAYS:
        return None
    day = moments.day(last_day, today)
    title = _("%(Vendor_licence)s действует до %(day)s, осталось %(left)s.") % {
        "day": day,
        "left": amounts.counted(left, "день", "дня", "дней"),
    }
    words = _(
        "Новые обращения можно создавать по %(day)s включительно; читать и продолжать открытые — всегда."
    ) % {"day": day}
    return Banner("warn", "calendar-clock", title, words, "L9b")


def _no_new(writes: bool) -> str:
    if not writes:
        return _("Новые обращения создать нельзя. Читать всё можно.")
    return _("Новые обращения создать нельзя. Читать всё и продолжать открытые можно.")


def contract(around: Surroundings, writes: bool) -> Banner | None:
    """A client's support contract that ends within two months, or gives no right any more (U1, P2.4)."""
    last, today = around.contract_last_day, around.today
    call = _("Продлить поможет партнёр: %(partner)s, %(phone)s.") % {
        "partner": around.partner,
        "phone": amounts.phone(around.partner_phone),
    }
    if last is None or last < today:
        title = (
            _("%(Vendor_contract)s закончился %(day)s.") % {"day": moments.day(last, today)}
            if last
            else _("%(Vendor_contract_gen)s, который даёт право на поддержку, нет.")
        )
        words = _no_new(writes)
        return Banner("bad", "calendar-x", title, f"{words} {call}" if around.partner else words, "U1")
    if (last - today).days > WARNS_DAYS:
        return None
    title = _("%(Vendor_contract)s действует до %(day)s, осталось %(left)s.") % {
        "day": moments.day(last, today),
        "left": amounts.counted((last - today).days, "день", "дня", "дней"),
    }
    return Banner("warn", "calendar-clock", title, call, "U1")


def emergency_door(until: datetime, at: datetime, zone: ZoneInfo) -> Banner:
    """For the vendor's administrators while every password lets in."""
    title = _("Открыт аварийный вход по паролю до %(until)s.") % {"until": moments.instant(until, at, zone)}
    return Banner(
        "warn", "siren", title, _("Он закроется сам; раньше его закрывает страница «Порядок входа»."), ""
    )


def partners_status(around: Surroundings, writes: bool) -> Banner | None:
    """For a client whose partner cannot work on tickets: whom to turn to (L12b). `writes`: the reader may add words."""
    if not around.partner or around.holds_status:
        return None
    day = around.status_last_day
    since = _("с %(day)s") % {"day": moments.day(day + timedelta(1), around.today)} if day else ""
    can = _("Читать, дополнять и отзывать их можно.") if writes else _("Читать их можно.")
    title = _("У партнёра %(partner)s нет статуса %(since)s") % {
        "partner": amounts.quoted(around.partner),
        "since": since,
    }
    words = _(
        "Он не может ни принять новые обращения, ни ответить в открытых. %(can)s "
        "Другого партнёра подберёт %(vendor)s, %(phone)s."
    ) % {"can": can, "vendor": around.vendor, "phone": amounts.phone(around.vendor_phone)}
    return Banner("bad", "shield-alert", f"{title.strip()}.", words, "L12b")


def status(last_day: date | None, held: bool, today: date) -> Banner | None:
    """A partner's: amber from 60 days before its end; not held, reading stays, working does not (L12b)."""
    if held:
        return _status_ends(last_day, today)
    title = (
        _("Статус закончился %(day)s.") % {"day": moments.day(last_day, today)}
        if last_day
        else _("Статуса, с которым обслуживают клиентов, нет.")
    )
    words = _("Читать всё можно, работать с обращениями — нет. Статус возвращает %(vendor_firm)s.")
    return Banner("bad", "shield-alert", title, words, "L12b")


def _status_ends(last_day: date | None, today: date) -> Banner | None:
    if last_day is None or (last_day - today).days > WARNS_DAYS:
        return None
    title = _("Статус действует до %(day)s, осталось %(left)s.") % {
        "day": moments.day(last_day, today),
        "left": amounts.counted((last_day - today).days, "день", "дня", "дней"),
    }
    words = _("После этого дня можно только читать. Продлевает статус %(vendor_firm)s.")
    return Banner("warn", "calendar-clock", title, words, "L12b")
