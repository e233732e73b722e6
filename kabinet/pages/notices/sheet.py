"""The reader's own notices as a sheet: the unread ones, of one kind, or all."""

from uuid import UUID

from django.db.models import Q

from kabinet.actions.tickets.read import Some
from kabinet.pages.listed import count_up_to
from kabinet.pages.notices import listing, rows
from kabinet.pages.notices.asked import read_asked
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Column, Kind, Listed
from kabinet.web import keyset


def notices_sheet(asking: Asking) -> Listed:
    """The newest first."""
    asked = read_asked(asking.given)
    told = listing.known_notices(asking.actor).filter(Some(asked.kind).condition)
    if asked.unread:
        told = told.filter(read_at=None)

    def read(after: str) -> Batch:
        found = told
        if (place := keyset.read_place(after, UUID)) is not None:
            created, last = place
            found = told.filter(Q(created_at__lt=created) | Q(created_at=created, id__gt=last))
        shown, following = keyset.ended(found, "created_at", STEP)
        return Batch([(row, rows.row(row, asking.zone)) for row in shown], following)

    columns = [
        Column(_("Когда"), lambda pair: pair[0].created_at, Kind.INSTANT, 20),
        Column(_("Обращение"), lambda pair: pair[1].number, width=12),
        Column(_("Тема"), lambda pair: pair[1].subject, width=48),
        Column(_("Уведомление"), lambda pair: pair[1].words, width=64),
        Column(_("Прочитано"), lambda pair: pair[0].read_at, Kind.INSTANT, 20),
    ]
    return Listed(_("Уведомления"), columns, read, count_up_to(told), lambda pair: pair[0].pk)
