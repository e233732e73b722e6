"""The lists beside the clocks, each with its counts of either leg, which lead to the tickets (L17a, L8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import sections
from kabinet.pages.oversight.duties import LEGS
from kabinet.pages.oversight.lists.asked import Asked, read_asked
from kabinet.pages.oversight.lists.framing import frame_of
from kabinet.pages.oversight.lists.names import DESK_STATES, DESKS, NAMED, Named
from kabinet.pages.shell import show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import cited
from kabinet.records.lists.oversight.desks import count_desk_tickets
from kabinet.records.lists.oversight.entries import LISTS, Count, count_entries
from kabinet.records.lists.oversight.registered import count_registered
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode


@dataclass(frozen=True, slots=True)
class CountLine:
    """A count; `url` is empty where the tickets are not the reader's to open. `share` stands beside it."""

    name: str
    count: int
    url: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class LegCounts:
    """Of one leg: all of them, and by what became of them."""

    title: str
    clause: str
    whole: CountLine
    lines: tuple[CountLine, ...]


@dataclass(frozen=True, slots=True)
class ListCounts:
    """One list."""

    title: str
    about: str
    parts: tuple[LegCounts, ...]


@page(SUPPORT)
def overview(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """All lists of the time and of whom the address names."""
    asked = read_asked(request.GET, actor, at)
    context = {
        **frame_of(actor, asked, None, {}, {}, {}),
        **sections.sections_around(actor, asked, sections.LISTS),
        "lists": counted_lists(actor, asked),
        "desks": _desks(actor, asked),
    }
    return show(request, actor, at, "oversight/lists/overview.html", context, here="compliance")


def counted_lists(actor: Actor, asked: Asked) -> list[ListCounts]:
    """Every list of the journals with its counts."""
    found = count_entries(actor, asked.time.period, asked.narrowed, *LISTS)
    registered = count_registered(actor, asked.time.period, asked.narrowed)
    return [_list(name, named, found, registered, asked) for name, named in NAMED.items()]


def _list(
    name: str, named: Named, found: Sequence[Count], registered: Mapping[str, int], asked: Asked
) -> ListCounts:
    legs = [leg for leg in LEGS if asked.narrowed.leg in (None, leg)]
    if name == "returns":
        legs = [leg for leg in legs if leg == LegCode.VENDOR]
    parts = []
    for leg in legs:
        mine = [each for each in found if (each.name, each.leg) == (name, leg)]
        count = sum(each.count for each in mine)
        share = _share(count, registered.get(leg, 0)) if name == "refusals" else ""
        whole = CountLine(str(LEGS[leg]), count, _url(name, leg, asked), share)
        lines = tuple(
            CountLine(state_words(named, each.state), each.count, _url(name, leg, asked, each.state))
            for each in sorted(mine, key=lambda each: _place(named, each.state))
            if each.state or named.states
        )
        parts.append(LegCounts(str(LEGS[leg]), named.clause(leg), whole, lines))
    return ListCounts(str(named.title), str(named.about), tuple(parts))


def state_words(named: Named, state: str) -> str:
    """What became of an entry, or the place of the clause by which it was made."""
    if named.by_clause:
        return cited(state).words if state else "—"
    words: Promise | str = named.states.get(state, state)
    return str(words)


def _place(named: Named, state: str) -> int:
    states = list(named.states)
    return states.index(state) if state in states else len(states)


def _share(count: int, of: int) -> str:
    words = _("из %(of)s зарегистрированных") % {"of": of}
    return f"{words}, {amounts.share(count, of)}" if of >= amounts.FEW_CASES else words if of else ""


def _url(name: str, leg: str, asked: Asked, state: str | None = None) -> str:
    if leg not in asked.legs:
        return ""
    address = reverse("oversight_list", args=[name])
    return f"{address}{asked.address(leg=leg, state=NOTHING if state == '' else state)}"


NOTHING = "-"  # a state without a name, in an address


def _desks(actor: Actor, asked: Asked) -> Sequence[CountLine]:
    if asked.narrowed.leg == LegCode.VENDOR:
        return ()
    found = count_desk_tickets(actor, asked.time.period, asked.narrowed)
    opens, address = LegCode.CLIENT in asked.legs, reverse("oversight_list", args=[DESKS])
    return [
        CountLine(str(words), found[state], f"{address}{asked.address(state=state)}" if opens else "")
        for state, words in DESK_STATES.items()
    ]
