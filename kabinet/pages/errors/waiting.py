"""How somebody stands whom nobody lets in: waited for, refused, removed; since when, and whom to turn to (L14, L15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors import Kept
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor, OrgKind

CLAUSES: Mapping[str, str] = {OrgKind.CLIENT: "L15", OrgKind.PARTNER: "L14"}
CHANGES: Mapping[str, str] = {OrgKind.CLIENT: "U5d", OrgKind.PARTNER: "P6.2b"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One organisation; `tone` and `icon` of its banner; `words` what is or was, `way` whom to turn to."""

    organisation: str
    tone: str
    icon: str
    words: str
    way: str
    clause: str


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """Every organisation that ever entered the actor, those that wait first."""
    return [_said(each, at) for each in doors.kept(actor, at)]


def _said(kept: Kept, at: datetime) -> Waiting:
    if kept.ended is None:
        return _waits(kept, at)
    return _refused(kept, at) if kept.refusal else _removed(kept, at)


def _waits(kept: Kept, at: datetime) -> Waiting:
    since = _day(kept.since, at)
    words = (
        _("%(who)s: вас внесли в список %(since)s. Ждём подтверждения %(vendor_firm_gen)s.")
        % {"who": kept.added_by, "since": since}
        if kept.added_by
        else _("Вас внесли в список %(since)s. Ждём подтверждения %(vendor_firm_gen)s.") % {"since": since}
    )
    way = _partner(kept, _("Ускорить может ваш партнёр: %(partner)s, %(phone)s."))
    return Waiting(
        kept.organisation,
        "warn",
        "hourglass",
        words,
        way or _("Спросить можно у администратора вашей организации."),
        CLAUSES.get(kept.kind, ""),
    )


def _refused(kept: Kept, at: datetime) -> Waiting:
    words = _("%(day)s %(vendor_firm)s отказала в доступе. Причина: %(reason)s") % {
        "day": _day(kept.ended or at, at),
        "reason": kept.refusal,
    }
    way = _("Исправить данные и передать их снова может администратор вашей организации.")
    partner = _partner(kept, _("Или ваш партнёр: %(partner)s, %(phone)s."))
    return Waiting(kept.organisation, "bad", "ban", words, f"{way} {partner}", CLAUSES.get(kept.kind, ""))


def _removed(kept: Kept, at: datetime) -> Waiting:
    words = _("%(day)s вас удалили из списка контактных лиц, доступа больше нет.") % {
        "day": _day(kept.ended or at, at)
    }
    way = _("Если это ошибка, обратитесь к администратору организации.")
    return Waiting(kept.organisation, "bad", "user-x", words, way, CHANGES.get(kept.kind, ""))


def _partner(kept: Kept, words: str) -> str:
    return (
        words % {"partner": kept.partner, "phone": amounts.phone(kept.partner_phone)} if kept.partner else ""
    )


def _day(instant: datetime, at: datetime) -> str:
    return moments.day(vendor_day(instant), at.date())
