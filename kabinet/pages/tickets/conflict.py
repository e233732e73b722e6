"""What others did while the reader was writing, and what the reader is asked because of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from kabinet.actions.unit.errors import Conflict
from kabinet.pages.ui.citations import called, spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.facts import Side


class Happened(NamedTuple):
    """One thing; `who` is empty when the program did it, `words` are what was said with it."""

    who: str
    sentence: str
    at: datetime
    words: str = ""


def happened_meanwhile(clash: Conflict) -> list[Happened]:
    """In the order in which it happened."""
    entries = ((entry, spoken(entry.sentence)) for entry in clash.entries)
    return [
        Happened(
            "" if entry.actor_name in words else entry.actor_name,
            words,
            entry.occurred_at,
            "" if entry.words in words else entry.words,
        )
        for entry, words in entries
    ]


def asked(clash: Conflict | None, found: TicketView) -> Mapping[str, Any]:
    """For a page that shows its form again: what happened in the ticket `found`, and the question when colleagues of the
    reader's own side spoke to the other side, and nothing else stands against the act."""
    if clash is None:
        return {"meanwhile": [], "collision": ""}
    beside = all(entry.beside for entry in clash.entries)
    return {"meanwhile": happened_meanwhile(clash), "collision": _collision(clash, found) if beside else ""}


def _collision(clash: Conflict, found: TicketView) -> str:
    names = ", ".join(dict.fromkeys(called(entry.actor_name) for entry in clash.entries))
    if found.side is Side.SUPPORT:
        said = (
            _("Пока вы писали, партнёру уже ответили: %(names)s.")
            if found.vendor_leg
            else _("Пока вы писали, клиенту уже ответили: %(names)s.")
        )
    else:
        said = (
            _("Пока вы писали, в %(vendor_name_acc)s уже написали: %(names)s.")
            if found.vendor_leg
            else _("Пока вы писали, партнёру уже написали: %(names)s.")
        )
    return said % {"names": names}
