"""The client's list as a sheet: the view and the filters of the address, in their order."""

from kabinet.pages.lists.client.parameters import VIEWS, asked
from kabinet.pages.lists.columns import ticket_columns
from kabinet.queries.lists.client_list import filters
from kabinet.queries.lists.reader import reader_of
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Listed
from kabinet.records import lists
from kabinet.regulation.legs import LegCode


def client_sheet(asking: Asking) -> Listed:
    """Every ticket of the organisation that the address asks for."""
    actor, wanted = asking.actor, asked(asking.given).wanted
    chosen = filters(wanted, asking.zone)

    def read(after: str) -> Batch:
        found = lists.client_list(actor, chosen, after or None, STEP)
        return Batch(found.rows, found.after or "")

    return Listed(
        title=str(VIEWS[wanted.view][0]),
        columns=ticket_columns(reader_of(actor, asking.at, asking.zone, LegCode.CLIENT)),
        read=read,
        count=lambda most: lists.count_tickets(actor, chosen, LegCode.CLIENT, most),
        key=lambda row: row.id,
    )
