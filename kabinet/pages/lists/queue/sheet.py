"""The queue, and what a partner has sent to the vendor, as sheets: under the conditions of the address, in their order."""

from dataclasses import replace

from kabinet.pages.lists.columns import ticket_columns
from kabinet.pages.lists.queue import showing
from kabinet.pages.lists.queue.parameters import asked
from kabinet.queries.lists.queue import OVERDUE, filters
from kabinet.queries.lists.reader import only_reads, reader_of
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Listed
from kabinet.records import lists


def queue_sheet(asking: Asking) -> Listed:
    """The reader's queue."""
    return _sheet(asking, showing.QUEUE)


def sent_sheet(asking: Asking) -> Listed:
    """What the partner has sent."""
    return _sheet(asking, showing.SENT)


def _sheet(asking: Asking, page: str) -> Listed:
    actor, at = asking.actor, asking.at
    leg = showing.leg_of(page, actor)
    wanted = asked(asking.given, leg).wanted
    reader = reader_of(actor, at, asking.zone, leg, stopped=only_reads(actor, at))
    chosen = filters(wanted, reader, lists.days(actor, leg, at, asking.zone.key))
    if wanted.view == OVERDUE:
        chosen = replace(chosen, due_before=at, group=None)

    def read(after: str) -> Batch:
        found = lists.queue(actor, chosen, after or None, STEP, leg)
        return Batch(found.rows, found.after or "")

    return Listed(
        title=showing.title_of(page, actor, wanted.view),
        columns=ticket_columns(reader),
        read=read,
        count=lambda most: lists.count_tickets(actor, chosen, leg, most),
        key=lambda row: row.id,
    )
