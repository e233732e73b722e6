"""How each clause was followed across partners: what was owed by it, how much was missed, and the tickets (L17a)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import sections
from kabinet.pages.oversight.duties import CLOCKS, LEGS, every_duty, is_of_partner
from kabinet.pages.oversight.lists.asked import Asked, read_asked
from kabinet.pages.oversight.lists.framing import frame_of
from kabinet.pages.oversight.shares import Share, share
from kabinet.pages.shell import show
from kabinet.records.lists.compliance import Total, totals
from kabinet.records.lists.oversight.narrowing import partners_open_to
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause, who owes by it, which clocks on which levels; `met` leads to all, `missed` to what was late."""

    clause: str
    leg: str
    of_partner: bool
    duties: tuple[str, ...]
    whole: Share
    missed_url: str


@page(SUPPORT)
def by_clause(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Of the time, the leg and the partner that the address names."""
    asked = read_asked(request.GET, actor, at)
    context = {
        **frame_of(
            actor, asked, None, {name: [] for name in ("client", "service", "assignee", "system")}, {}, {}
        ),
        **sections.sections_around(actor, asked, sections.CLAUSES),
        "lines": clause_lines(actor, asked),
    }
    return show(request, actor, at, "oversight/lists/clauses.html", context, here="compliance")


def clause_lines(actor: Actor, asked: Asked) -> list[ClauseLine]:
    """Of each clause what was owed and missed."""
    partners = [asked.narrowed.partner] if asked.narrowed.partner is not None else partners_open_to(actor)
    legs = [leg for leg in LEGS if asked.narrowed.leg in (None, leg)]
    found = {leg: totals(actor, partners, leg, asked.time.period) for leg in legs}
    return _lines(found, asked, actor)


def _lines(found: dict[str, list[Total]], asked: Asked, actor: Actor) -> list[ClauseLine]:
    """In the order of the regulation."""
    duties: dict[tuple[str, str, bool], list[tuple[str, int]]] = defaultdict(list)
    for (leg, clock, level), clause in every_duty(law_of(actor)):
        if clause and leg in found:
            duties[clause, leg, is_of_partner(leg, clock)].append((clock, level))
    return [_line(key, owed, found[key[1]], asked) for key, owed in duties.items()]


def _line(
    key: tuple[str, str, bool], owed: list[tuple[str, int]], found: list[Total], asked: Asked
) -> ClauseLine:
    clause, leg, of_partner = key
    whole = share(each for each in found if (each.clock, each.level) in owed)
    also = {"clause": clause, "leg": leg, "owes": "partner" if of_partner else "vendor"}
    opens, address = leg in asked.legs, reverse("late_answers")
    levels: dict[str, list[str]] = defaultdict(list)
    for clock, level in owed:
        levels[clock].append(str(level))
    return ClauseLine(
        clause,
        str(LEGS[leg]),
        of_partner,
        tuple(f"{CLOCKS[clock]}: {', '.join(known)}" for clock, known in levels.items()),
        Share(whole.judged, whole.missed, f"{address}{asked.address(**also, all='yes')}" if opens else ""),
        f"{address}{asked.address(**also)}" if opens else "",
    )
