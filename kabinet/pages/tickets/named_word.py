"""What the applicant said that a closing can name: their last message, and the calls since then."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.forms import Described
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.facts import Kind

QUOTED = 240  # of its letters; the whole stands in the ticket


class Word(NamedTuple):
    """`key` is the journal's row."""

    key: int
    said: Described


def of_applicant(opened: TicketView) -> Iterator[Word]:
    """In the order in which they were said."""
    chosen = [row for row in opened.entries if row.pk in opened.pending.words]
    texts = {each.pk: each.text for each in doors.said(opened.actor, _keys(chosen), opened.ticket)}
    for row in chosen:
        text = " ".join(texts.get(row.message_id or 0, "").split())
        quoted = text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"
        yield Word(row.pk, Described(_head(opened, row), quoted))


def _keys(rows: list[FactRecord]) -> list[int]:
    return [row.message_id for row in rows if row.message_id]


def _head(opened: TicketView, row: FactRecord) -> str:
    said = {
        "when": moments.instant(row.occurred_at, opened.at, opened.zone),
        "who": called(row.actor_name),
    }
    if row.kind == Kind.CALLED:
        return _("Разговор, %(when)s, записал(а) %(who)s") % said
    return _("%(who)s, %(when)s") % said
