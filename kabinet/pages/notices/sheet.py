"""The reader's own notices as a sheet: the unread ones, of one kind, or all."""

from functools import partial
from uuid import UUID

from django.db.models import Q

from kabinet.actions.notices import wording
from kabinet.actions.tickets.read import Some
from kabinet.pages.notices.asked import read_asked
from kabinet.pages.ui import keyset, moments
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.sheets import count_up_to
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Column, Kind, Listed
from kabinet.records import doors


def notices_sheet(asking: Asking) -> Listed:
    """The newest first."""
    asked = read_asked(asking.given)
    rows = doors.notices(asking.actor).filter(Some(asked.kind).condition)
    if asked.unread:
        rows = rows.filter(read_at=None)
    instant = partial(moments.full, zone=asking.zone)

    def read(after: str) -> Batch:
        found = rows
        if (place := keyset.read_place(after, UUID)) is not None:
            created, last = place
            found = rows.filter(Q(created_at__lt=created) | Q(created_at=created, id__gt=last))
        return Batch(*keyset.ended(found, "created_at", STEP))

    columns = [
        Column(_("Когда"), lambda row: row.created_at, Kind.INSTANT, 20),
        Column(_("Обращение"), lambda row: row.subject_key if row.ticket_id else "", width=12),
        Column(_("Тема"), lambda row: row.data.get("subject", ""), width=48),
        Column(_("Уведомление"), lambda row: spoken(wording.of_notice(row, instant=instant)), width=64),
        Column(_("Прочитано"), lambda row: row.read_at, Kind.INSTANT, 20),
    ]
    return Listed(_("Уведомления"), columns, read, count_up_to(rows), lambda row: row.pk)
