"""The texts of a known problem as they are kept, and everything that is wrong with those that were typed."""

from collections.abc import Iterator, Mapping

from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.records import lengths
from kabinet.regulation.access import AUDIENCES, OrgKind
from kabinet.regulation.text import Text

LONGEST = {
    "title": 200,
    "text": lengths.MESSAGE,
    "workaround": lengths.MESSAGE,
    "product": 200,
    "affected": 200,
    "fixed_in": 100,
}
EMPTY = {
    "title": Text("Назовите проблему одной строкой", "Name the problem in one line"),
    "text": Text("Опишите, что происходит и отчего", "Describe what happens and why"),
}
AUDIENCE = Text("Выберите, кто это прочтёт", "Choose who will read this")


def texts(typed: Mapping[str, str], keeper: OrgKind) -> dict[str, str]:
    """Ready to be kept; Mistaken names every fault at once."""
    kept = {name: clean(typed.get(name, "")) for name in LONGEST}
    kept["title"] = " ".join(kept["title"].split())
    audience = typed.get("audience", "")
    if faults := [*_faults(kept), *([] if audience in AUDIENCES[keeper] else [Fault("audience", AUDIENCE)])]:
        raise Mistaken(faults)
    return {**kept, "audience": audience}


def _faults(kept: Mapping[str, str]) -> Iterator[Fault]:
    for name, most in LONGEST.items():
        if not kept[name] and name in EMPTY:
            yield Fault(name, EMPTY[name])
        elif len(kept[name]) > most:
            yield Fault(name, Text(f"Не больше {most} знаков", f"At most {most} characters"))
