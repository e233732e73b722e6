"""All late answers of a period across partners and legs, with every cut that an audit needs (L17a)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.lists.filters.offered import levels
from kabinet.pages.oversight import sections
from kabinet.pages.oversight.duties import CLOCKS, every_duty, is_of_partner
from kabinet.pages.oversight.lateness import lateness
from kabinet.pages.oversight.lists.asked import Asked, read_asked
from kabinet.pages.oversight.lists.evidence import begun_of
from kabinet.pages.oversight.lists.framing import frame_of, seen_of
from kabinet.pages.oversight.periods import Span
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.clock_reading import kept_in
from kabinet.records.lists import Row
from kabinet.records.lists.oversight.deadlines import (
    Deadline,
    DeadlinesWanted,
    Duty,
    count_deadlines,
    list_deadlines,
)
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import clauses
from kabinet.regulation.access import Actor
from kabinet.regulation.pack import LEVELS, Pack
from kabinet.web.keyset import place

OWN = ("clock", "level", "clause", "owes", "all", "barred")
NAMES = {
    "clock": lazily("Срок"),
    "level": lazily("Уровень"),
    "clause": lazily("Пункт регламента"),
    "owes": lazily("Чей срок"),
}
WHOSE = {"partner": lazily("Партнёра"), "vendor": lazily("%(vendor_name_gen)s")}


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One run of a clock; the cells lead to the list narrowed down to what they say. `late` is empty for one in time,
    `register` where no violation can rest on it."""

    number: str
    url: str
    history: str
    level: int
    clock: str
    clause: str
    cells: tuple[tuple[str, str, str], ...]
    due: str
    ended: str
    late: str
    of_partner: bool
    register: str


@page(SUPPORT)
def late(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The missed ones; with `all=yes` those in time too, with `barred=yes` those of a time without status alone."""
    asked, law = read_asked(request.GET, actor, at, *OWN), law_of(actor)
    wanted, of = wanted_of(asked, law)
    found, after = list_deadlines(actor, wanted, place(request.GET.get("after", "")))
    facts = surroundings.facts(actor, at)
    whole, each_of = begun_of(actor, asked, found, of)
    seen = seen_of(found[0].row if found else None, asked)
    context = {
        **frame_of(actor, asked, after, _choices(law, asked), NAMES, seen),
        **sections.sections_around(actor, asked, sections.LATE),
        "clauses": _cited(asked, of),
        "lines": [_line(each, asked, of, at, facts.zone, each_of.get(each.run, "")) for each in found],
        "register": whole,
        "record": _record_of(asked),
        "found": count_deadlines(actor, wanted),
        "everything": not wanted.missed,
        "barred": wanted.barred,
        "other": asked.address(all=None if asked.chosen("all") else "yes"),
    }
    return show(request, actor, at, "oversight/lists/deadlines.html", context, here="compliance", facts=facts)


def wanted_of(asked: Asked, law: Pack) -> tuple[DeadlinesWanted, Mapping[Duty, str]]:
    """What the list is asked for, and the clause of each duty in it."""
    duties = {duty: clause for duty, clause in every_duty(law) if _wanted(asked, duty, clause)}
    wanted = DeadlinesWanted(
        duties=tuple(duties),
        period=asked.time.period,
        narrowed=asked.narrowed,
        missed=asked.chosen("all") != "yes",
        barred=asked.chosen("barred") == "yes",
    )
    return wanted, duties


def _wanted(asked: Asked, duty: Duty, clause: str) -> bool:
    leg, clock, level = duty
    if level not in asked_levels(asked):
        return False
    holds = {
        "clock": clock,
        "clause": clause,
        "owes": "partner" if is_of_partner(leg, clock) else "vendor",
    }
    return leg in asked.legs and all(asked.chosen(name) in ("", value) for name, value in holds.items())


def asked_levels(asked: Asked) -> tuple[int, ...]:
    """One of several are named by their figures: «34»."""
    chosen = asked.chosen("level")
    return tuple(level for level in LEVELS if not chosen or str(level) in chosen)


def _cited(asked: Asked, clause_of: Mapping[Duty, str]) -> list[str]:
    """Of one clock the clauses that give it; otherwise the one that lets the list be looked at."""
    found = dict.fromkeys(filter(None, clause_of.values())) if asked.chosen("clock") else {}
    return list(found) or ["L17a"]


def _record_of(asked: Asked) -> str:
    """The record of the partner that the list is of."""
    if asked.narrowed.partner is None:
        return ""
    query = f"?period={asked.time.code}" if isinstance(asked.time, Span) else ""
    return f"{reverse('compliance_record', args=[asked.narrowed.partner])}{query}"


def _choices(law: Pack, asked: Asked) -> dict[str, list[tuple[str, str]]]:
    cited = dict.fromkeys(clause for _duty, clause in every_duty(law) if clause)
    known, chosen = [(each.value, each.label) for each in levels()], asked.chosen("level")
    if len(chosen) > 1:
        known.append((chosen, ", ".join(map(str, asked_levels(asked)))))
    return {
        "clock": [(code, str(words)) for code, words in CLOCKS.items()],
        "level": known,
        "clause": [(code, spoken(clauses()[code].place)) for code in cited if code in clauses()],
        "owes": [(code, str(words)) for code, words in WHOSE.items()],
    }


def _line(
    found: Deadline, asked: Asked, clause_of: Mapping[Duty, str], at: datetime, zone: ZoneInfo, register: str
) -> DeadlineLine:
    row = found.row
    over = asked.chosen("barred") == "yes"
    zones = deadlines.Zones(kept_in(row), zone)
    return DeadlineLine(
        number=row.number,
        url=reverse("ticket", args=[row.number]),
        history=reverse("ticket_clocks", args=[row.number]),
        level=found.level,
        clock=str(CLOCKS[found.clock]),
        clause=clause_of.get((found.leg, found.clock, found.level), ""),
        cells=cells_of(row, found.system, asked),
        due=deadlines.full(found.due, zones),
        ended=deadlines.full(found.ended, zones) if found.ended else _("нет ответа"),
        late="" if over else lateness(row, found.clock, found.level, found.breached, found.ended or at),
        of_partner=is_of_partner(found.leg, found.clock),
        register=register,
    )


def cells_of(row: Row, system: int | None, asked: Asked) -> tuple[tuple[str, str, str], ...]:
    """Partner, client, assignee, system of a line: label, words, and the list of that one alone."""
    cells = (
        ("partner", _("Партнёр"), row.partner_name, row.partner_id),
        ("client", _("Клиент"), row.client_name, row.client_id),
        ("assignee", _("Исполнитель"), row.assignee_name, row.assignee_id),
        ("system", _("Система"), row.system_name, system),
    )
    return tuple(
        (label, words, asked.address(**{name: str(key)}) if key and not asked.chosen(name) else "")
        for name, label, words, key in cells
    )
