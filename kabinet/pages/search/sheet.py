"""What was found, as a sheet: the tickets themselves, without the places where the words stand."""

from django.utils.translation import gettext as _

from kabinet.pages.lists.columns import ticket_columns
from kabinet.pages.search.parameters import typed
from kabinet.queries.lists.reader import leg_of, reader_of
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Listed
from kabinet.records import lists


def search_sheet(asking: Asking) -> Listed:
    """The newest first, as on the page."""
    actor = asking.actor
    question = lists.read_question(typed(asking.given.get("q", "")))

    def read(after: str) -> Batch:
        found = lists.search(actor, question, after or None, STEP)
        return Batch(found.rows, found.after or "")

    return Listed(
        title=_("Поиск: %(words)s") % {"words": question.text},
        columns=ticket_columns(reader_of(actor, asking.at, asking.zone, leg_of(actor))),
        read=read,
        count=lambda most: lists.count_found(actor, question, most),
        key=lambda row: row.id,
    )
