"""The tickets behind a figure, the latest deadline first (L17a). Whoever does not reach them is told who does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.periods import Span
from kabinet.pages.oversight.record import CLOCKS, OWED, clauses_of
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.keyset import place, written
from kabinet.queries.clock_reading import calendar_for, working_day
from kabinet.records import doors
from kabinet.records.lists import compliance
from kabinet.records.lists.compliance import Behind, Missed
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.terms import LevelTerms, Unit
from kabinet.regulation.working_time import epoch

LEVELS = "1234"


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One run of a clock; `late` is empty for one in time."""

    number: str
    url: str
    history: str
    client: str
    level: int
    due: str
    ended: str
    late: str


@page(SUPPORT)
def tickets(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Missed ones; with `all=yes` those in time too."""
    partner, span, part = (
        parameters.partner(actor, key),
        parameters.asked_span(request, at),
        _part(request, key),
    )
    if not parameters.opens(actor, part.leg):
        parameters.allowed(actor, Act.AUDIT)
    found, after = compliance.behind(actor, part, span.period, place(request.GET.get("after", "")))
    facts = surroundings.facts(actor, at)
    law = law_of(actor)
    clauses = clauses_of(law, part.leg, part.clock, part.levels or law.leg(part.leg).terms.levels)
    query = request.GET.copy()
    query.pop("after", None)
    first = query.urlencode()
    query["after"] = written(*after) if after else ""
    context = {
        "partner": partner,
        "title": _title(part, span),
        "lines": [_line(each, part, at, facts.zone) for each in found],
        "numbers": ""
        if part.barred
        else ",".join(dict.fromkeys(each.row.number for each in found if each.breached)),
        "clauses": clauses,
        "clause": clauses[0] if len(clauses) == 1 else "",
        "everything": not part.missed,
        "barred": part.barred,
        "other": _other(request, part),
        "next": query.urlencode() if after else "",
        "first": first if "after" in request.GET else "",
        "back": f"{reverse('compliance_record', args=[partner.pk])}?period={span.code}",
        "span": span,
        "registers": part.leg == LegCode.CLIENT and parameters.can(actor, Act.RECORD_VIOLATION),
    }
    return show(request, actor, at, "oversight/behind.html", context, here="compliance", facts=facts)


def _part(request: HttpRequest, key: int) -> Behind:
    leg = LegCode.VENDOR if request.GET.get("leg") == LegCode.VENDOR else LegCode.CLIENT
    clock = request.GET.get("clock", "")
    if clock not in OWED[leg]:
        raise doors.Closed
    levels = tuple(int(each) for each in LEVELS if each in request.GET.get("levels", "")[:8])
    return Behind(
        partner=key,
        leg=leg,
        clock=clock,
        levels=levels,
        missed=request.GET.get("all") != "yes",
        barred=request.GET.get("barred") == "yes",
    )


def _title(part: Behind, span: Span) -> str:
    levels = _("уровень %(levels)s") % {"levels": ", ".join(map(str, part.levels))} if part.levels else ""
    without = _("срок пришёлся на время без статуса") if part.barred else ""
    return ", ".join(filter(None, (str(CLOCKS[part.clock]), levels, span.words, without)))


def _other(request: HttpRequest, part: Behind) -> str:
    query = request.GET.copy()
    for name in ("after", "all"):
        query.pop(name, None)
    if part.missed:
        query["all"] = "yes"
    return query.urlencode()


def _line(found: Missed, part: Behind, at: datetime, zone: ZoneInfo) -> DeadlineLine:
    row = found.row
    return DeadlineLine(
        row.number,
        reverse("ticket", args=[row.number]),
        reverse("ticket_clocks", args=[row.number]),
        row.client_name,
        found.level,
        moments.full(found.due, zone),
        moments.full(found.ended, zone) if found.ended else _("нет ответа"),
        "".join(_late(found, part, at)),
    )


def _late(found: Missed, part: Behind, at: datetime) -> Iterator[str]:
    """In the clock's own time: «2 ч 22 мин», «3 раб. дня»."""
    if found.breached is None or part.barred:
        return
    term = getattr(_terms(found), part.clock, None)
    around = term is None or term.unit is Unit.HOURS
    calendar = calendar_for(around, found.row.versions.working_time)
    late = calendar.worked(epoch(found.breached), epoch(found.ended or at))
    yield amounts.working(late, None if around else working_day(calendar))


def _terms(found: Missed) -> LevelTerms:
    return found.row.versions.terms.level(found.level)
