"""The figures of compliance, violations and reports as sheets (L10, L17a, L17b)."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from kabinet.pages.listed import listed_by_instant, listed_whole
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.listing import (
    LEGS,
    RankedPartner,
    asked_leg,
    columns_of,
    figures_of,
    rank_partners,
)
from kabinet.pages.oversight.listing import (
    Column as Figures,
)
from kabinet.pages.oversight.periods import Span, month
from kabinet.pages.oversight.record import MonthlyFigures, parts_of
from kabinet.pages.oversight.shares import Share, share
from kabinet.pages.oversight.violation_filters import narrowed, read_wanted
from kabinet.pages.ui.citations import cited
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.oversight_right import require_oversight
from kabinet.queries.sheets.columns import Asking, Column, Kind, Listed
from kabinet.records import doors
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Act, OrgKind
from kabinet.web.keyset import number

WIDE = 48


def compliance_sheet(asking: Asking) -> Listed:
    """All partners, the worst first, each with the figures of its columns."""
    actor = asking.actor
    parameters.allowed(actor, Act.SEE_COMPLIANCE)
    span, leg = parameters.asked_span(asking.given, asking.at), asked_leg(asking.given)
    partners = list(doors.organisations(actor, OrgKind.PARTNER.value))
    found = figures_of(actor, [each.pk for each in partners], leg, span)
    columns = [Column(_("Партнёр"), lambda ranked: ranked.partner.short_name, width=28)]
    for known in columns_of(law_of(actor).leg(leg).terms.levels):
        columns += _shares(known[0], partial(_cell, known, span))
    columns += _shares(_("Вместе"), lambda ranked: ranked.whole)
    title = f"{LEGS[leg]}, {span.words}"
    return listed_whole(title, columns, rank_partners(partners, found, span), lambda each: each.partner.pk)


def record_sheet(asking: Asking) -> Listed:
    """One partner's figures by clause, level and month."""
    partner = parameters.partner(asking.actor, key_of(asking))
    span = parameters.asked_span(asking.given, asking.at)
    lines = [(part.title, line) for part in parts_of(asking.actor, partner, span) for line in part.lines]
    columns = [
        Column(_("Перед кем"), lambda row: row[0], width=32),
        Column(_("Срок"), lambda row: row[1].clock, width=24),
        Column(_("Уровень"), lambda row: row[1].level, Kind.NUMBER, 9),
        Column(_("Пункт регламента"), lambda row: cited(row[1].clause).words, width=24),
    ]
    for place, first in enumerate(span.each() if span.months > 1 else ()):
        columns += _shares(month(first), partial(_of_month, place))
    columns += _shares(_("Вместе"), lambda row: row[1].whole)
    columns.append(Column(_("Во время без статуса"), lambda row: row[1].barred, Kind.NUMBER))
    title = f"{partner.short_name}, {span.words}"
    return listed_whole(title, columns, lines, _of_line)


def violations_sheet(asking: Asking) -> Listed:
    """Those that the page lists."""
    require_oversight(asking.actor)
    rows = narrowed(doors.violations(asking.actor), read_wanted(asking.given), vendor_day(asking.at))
    columns = [
        Column(_("Партнёр"), lambda row: row.partner.short_name, width=24),
        Column(_("Пункт регламента"), lambda row: cited(row.clause).words, width=24),
        Column(_("День нарушения"), lambda row: row.occurred_on, Kind.DAY, 12),
        Column(_("В чём нарушение"), lambda row: row.text, width=WIDE),
        Column(_("Обращения"), lambda row: ", ".join(row.evidence.get("tickets", [])), width=24),
        Column(_("Доказательство"), lambda row: row.evidence.get("text", ""), width=WIDE),
        Column(_("Зарегистрировал"), lambda row: row.registrar_name, width=28),
        Column(_("Зарегистрировано"), lambda row: row.registered_at, Kind.INSTANT, 20),
        Column(_("Ответить до"), lambda row: row.answer_by, Kind.DAY, 12),
        *_answer(),
        Column(_("Снято"), lambda row: row.withdrawn_at, Kind.INSTANT, 20),
        Column(_("Почему снято"), lambda row: row.withdrawal_reason, width=WIDE),
    ]
    return listed_by_instant(_("Нарушения регламента"), columns, rows, "registered_at")


def reports_sheet(asking: Asking) -> Listed:
    """Those of the reader's organisation; all for the vendor's oversight."""
    require_oversight(asking.actor)
    columns = [
        Column(_("Клиент"), lambda row: row.client.short_name, width=24),
        Column(_("Партнёр"), lambda row: row.partner.short_name, width=24),
        Column(_("День отказа"), lambda row: row.occurred_on, Kind.DAY, 12),
        Column(_("Что случилось"), lambda row: row.text, width=WIDE),
        Column(_("Сообщил"), lambda row: row.reporter_name, width=28),
        Column(_("Сообщено"), lambda row: row.reported_at, Kind.INSTANT, 20),
        *_answer(),
    ]
    rows = doors.reports(asking.actor)
    return listed_by_instant(_("Отказы в приёме обращений"), columns, rows, "reported_at")


def key_of(asking: Asking) -> int:
    """The organisation that the address names; Closed for anything else."""
    try:
        return number(asking.given.get("of", ""))
    except ValueError:
        raise doors.Closed from None


def _answer() -> Sequence[Column]:
    return [
        Column(_("Ответ"), lambda row: row.answer, width=WIDE),
        Column(_("Ответил"), lambda row: row.answerer_name, width=28),
        Column(_("Отвечено"), lambda row: row.answered_at, Kind.INSTANT, 20),
    ]


def _shares(title: str, share_of: Callable[[Any], Share]) -> Iterator[Column]:
    """The share, and the cases that it is of."""
    yield Column(_("%(title)s: в срок") % {"title": title}, lambda row: _ratio(share_of(row)), Kind.SHARE)
    yield Column(_("%(title)s: всего") % {"title": title}, lambda row: share_of(row).judged, Kind.NUMBER)
    yield Column(_("%(title)s: пропущено") % {"title": title}, lambda row: share_of(row).missed, Kind.NUMBER)


def _ratio(found: Share) -> float | None:
    return found.ratio if found.judged else None


def _cell(known: Figures, span: Span, ranked: RankedPartner) -> Share:
    _label, clock, levels = known
    now = (each for each in ranked.figures if each.month >= span.first)
    return share(each for each in now if each.clock == clock and (not levels or each.level in levels))


def _of_month(place: int, row: tuple[str, MonthlyFigures]) -> Share:
    return row[1].cells[place]


def _of_line(row: tuple[str, MonthlyFigures]) -> tuple[str, str, int]:
    return row[0], row[1].clock, row[1].level
