"""A process in which there are no pages: it does what an API would do, by the floors below them alone.

    python -m tests.queries.without_pages < calls.json

`calls.json` is a list of [name of a function of CALLS, its arguments]; the answer is one JSON object on one line.
"""

import json
import os
import pkgutil
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

PAGES = "kabinet.pages"
FLOORS = ("queries", "actions", "records", "regulation")


class NoPages:
    """A finder that comes first and finds no pages."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == PAGES or name.startswith(f"{PAGES}."):
            raise ModuleNotFoundError(f"{name} is not there", name=name)
        return None


def _set_up() -> None:
    sys.meta_path.insert(0, NoPages())
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.queries.settings"
    import django

    django.setup()


def tickets_of_my_queue(session: Sequence[Any], at: str, view: str = "") -> list[dict[str, Any]]:
    """The queue of whoever this session is, the next deadline first."""
    from django.db import transaction

    from kabinet.queries.admission import admit
    from kabinet.queries.lists.queue import QueueWanted, list_queue
    from kabinet.queries.lists.reader import leg_of, only_reads
    from kabinet.records import doors

    now = datetime.fromisoformat(at)
    with transaction.atomic():
        actor = admit(_session(session), now)
        zone = ZoneInfo(doors.person(actor).zone)
        wanted = QueueWanted(leg=leg_of(actor), view=view)
        page = list_queue(wanted, actor, now, zone, stopped=only_reads(actor, now))
        return [_line(row, page, now) for row in page.rows]


def _line(row: Any, page: Any, now: datetime) -> dict[str, Any]:
    from kabinet.queries.clock_reading import reading_of_row
    from kabinet.queries.lists.queue import part_of

    clock = reading_of_row(row, now)
    return {
        "number": row.number,
        "level": row.level,
        "clock": clock and clock.name.value,
        "deadline": clock and clock.due and clock.due.isoformat(),
        "seconds_left": clock and clock.left,
        "turn": row.turn,
        "part": part_of(row, page.strip),
    }


def answer_ticket(session: Sequence[Any], at: str, number: str, text: str, kind: str) -> dict[str, Any]:
    """What became of the ticket, or why nothing did."""
    from django.db import transaction

    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.actions.unit.errors import Refused
    from kabinet.queries.admission import NobodySignedIn, Unconfirmed, admit
    from kabinet.records.doors import Closed
    from kabinet.regulation.facts import Answer

    now = datetime.fromisoformat(at)
    try:
        with transaction.atomic():
            actor = admit(_session(session), now)
            ticket = answer_ticket(actor=actor, at=now, number=number, text=text, kind=Answer(kind))
            return {"number": ticket.number, "status": ticket.status, "turn": ticket.turn}
    except (NobodySignedIn, Unconfirmed, Closed) as closed:
        return {"closed": type(closed).__name__}
    except Refused as refused:
        return {"refused": [_said(verdict) for verdict in refused.verdicts]}


def what_can_be_done(session: Sequence[Any], at: str, number: str) -> dict[str, Any]:
    """Every act of the reader's side: True for one that can be done now, else why not."""
    from django.db import transaction

    from kabinet.queries.admission import admit
    from kabinet.queries.available_acts import available_acts
    from kabinet.queries.ticket_view import view_ticket
    from kabinet.records import doors

    now = datetime.fromisoformat(at)
    with transaction.atomic():
        actor = admit(_session(session), now)
        view = view_ticket(actor, now, ZoneInfo(doors.person(actor).zone), number)
        return {
            "-".join(filter(None, each.offer)): each.able or _said(each.verdict) | {"later": each.later}
            for each in available_acts(view)
        }


def every_module() -> int:
    """How many modules the floors below pages have; each of them is imported."""
    found = [
        module.name
        for floor in FLOORS
        for module in pkgutil.walk_packages(import_module(f"kabinet.{floor}").__path__, f"kabinet.{floor}.")
        if ".migrations" not in module.name
    ]
    for name in found:
        import_module(name)
    return len(found)


def pages_are_there() -> bool:
    """Whether this process could import pages at all."""
    try:
        import_module(f"{PAGES}.gate")
    except ModuleNotFoundError:
        return False
    return True


def _session(said: Sequence[Any]) -> Any:
    from kabinet.queries.admission import Session

    person, organisation, begun = said
    return Session(person, organisation, datetime.fromisoformat(begun))


def _said(verdict: Any) -> dict[str, Any]:
    return {
        "clause": verdict.clause,
        "reason": verdict.reason.say("ru"),
        "remedy": verdict.remedy.say("ru"),
    }


CALLS = {
    call.__name__: call
    for call in (tickets_of_my_queue, answer_ticket, what_can_be_done, every_module, pages_are_there)
}

if __name__ == "__main__":
    _set_up()
    answers = [CALLS[name](*given) for name, given in json.load(sys.stdin)]
    loaded = sorted(name for name in sys.modules if name.startswith(PAGES))
    print(json.dumps({"answers": answers, "loaded": loaded}))
