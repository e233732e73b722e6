"""What a pack can be of, and who may have it: whoever opens the ticket, the violation or the partner's figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from kabinet.actions.vendor.joint import is_guest
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.periods import Span, span
from kabinet.pages.ui.moments import short_day
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.oversight_right import require_oversight
from kabinet.records import doors
from kabinet.records.doors.record_types import ViolationRecord
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor, OrgKind

MOST = 300  # tickets of one pack


@dataclass(frozen=True, slots=True)
class Subject:
    """`tickets` are the numbers of those that the reader opens; `files`: their files go with them. `record` is what is known
    of the subject itself, as JSON; `out` are tickets that it names and the reader does not open."""

    kind: str
    of: str
    title: str
    back: str
    tickets: Sequence[str]
    files: bool = True
    record: Mapping[str, Any] = field(default_factory=dict)
    out: Sequence[str] = ()


def subject_of(actor: Actor, at: datetime, kind: str, of: str) -> Subject:
    """Closed for what there is not, or not for this reader; Refused for figures that are not theirs."""
    known = KINDS.get(kind)
    if known is None:
        raise doors.Closed
    return known(actor, at, of)


def _ticket(actor: Actor, at: datetime, of: str) -> Subject:
    if is_guest(actor, of):
        raise doors.Closed
    number = doors.ticket(actor, of).number
    title = _("Пакет доказательств: обращение %(number)s") % {"number": number}
    return Subject("ticket", number, title, reverse("ticket", args=[number]), [number])


def _violation(actor: Actor, at: datetime, of: str) -> Subject:
    require_oversight(actor)
    row = doors.violation(actor, _key(of))
    named = list(row.evidence.get("tickets", []))[:MOST]
    opened = set(doors.tickets(actor).filter(number__in=named).values_list("number", flat=True))
    return Subject(
        "violation",
        str(row.pk),
        _("Пакет доказательств: нарушение, %(partner)s, %(day)s")
        % {"partner": row.partner.short_name, "day": short_day(row.occurred_on)},
        reverse("violation", args=[row.pk]),
        [number for number in named if number in opened],
        record=_told(row),
        out=[number for number in named if number not in opened],
    )


def _told(row: ViolationRecord) -> Mapping[str, Any]:
    return {
        "partner": row.partner.name,
        "clause": row.clause,
        "day": row.occurred_on.isoformat(),
        "text": row.text,
        "evidence": dict(row.evidence),
        "registrar": row.registrar_name,
        "registered_at": _instant(row.registered_at),
        "answer_by": row.answer_by.isoformat(),
        "answer": row.answer,
        "answerer": row.answerer_name,
        "answered_at": _instant(row.answered_at),
        "withdrawn_at": _instant(row.withdrawn_at),
        "withdrawal_reason": row.withdrawal_reason,
    }


def _month(actor: Actor, at: datetime, of: str) -> Subject:
    """«12-2024-03»: the partner and the month."""
    key, dash, month = of.partition("-")
    found = _asked_month(month, vendor_day(at))
    if actor.kind is OrgKind.CLIENT or found is None:
        raise doors.Closed
    partner = parameters.partner(actor, _key(key))
    runs = list(doors.proof.judged(actor, partner.pk, found.period.since, found.period.until)) if dash else []
    lines = [
        {
            "ticket": run.ticket.number,
            "clock": run.name,
            "run": run.run,
            "level": run.level,
            "owner": run.owner,
            "started_at": _instant(run.started_at),
            "due_at": _instant(run.due_at),
            "ended_at": _instant(run.ended_at),
            "outcome": run.outcome,
            "breached_at": _instant(run.breached_at),
        }
        for run in runs
    ]
    return Subject(
        "month",
        of,
        _("Пакет доказательств: %(partner)s, %(month)s")
        % {"partner": partner.short_name, "month": found.words},
        f"{reverse('compliance_record', args=[partner.pk])}?period={found.code}",
        sorted({run.ticket.number for run in runs}),
        files=False,
        record={"partner": partner.name, "month": found.code, "deadlines": lines},
    )


def _asked_month(said: str, today: date) -> Span | None:
    found = span(said, today)
    return found if found.months == 1 and found.code == said else None


def _key(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise doors.Closed
    return int(said)


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


KINDS: Mapping[str, Callable[[Actor, datetime, str], Subject]] = {
    "ticket": _ticket,
    "violation": _violation,
    "month": _month,
}
