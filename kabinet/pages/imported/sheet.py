"""What was imported as a sheet: the tickets, without what was said in them."""

from kabinet.pages.imported.views import typed
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Column, Kind, Listed
from kabinet.records import lists
from kabinet.records.lists.imported import count_imported, list_imported


def imported_sheet(asking: Asking) -> Listed:
    """As on the page, narrowed down by the same words."""
    actor, question = asking.actor, lists.read_question(typed(asking.given))

    def read(after: str) -> Batch:
        found = list_imported(actor, question, int(after) if after else None, STEP)
        return Batch(found.rows, str(found.after or ""))

    columns = [
        Column(_("Прежний номер"), lambda row: row.old_number, width=20),
        Column(_("Прежняя служба"), lambda row: row.desk, width=28),
        Column(_("Тема"), lambda row: row.subject, width=48),
        Column(_("Состояние там"), lambda row: row.state, width=20),
        Column(_("Обратился"), lambda row: row.author_name, width=28),
        Column(_("Клиент"), lambda row: row.client_name, width=28),
        Column(_("Партнёр"), lambda row: row.partner_name, width=28),
        Column(_("Открыто"), lambda row: row.opened_at, Kind.INSTANT, 20),
        Column(_("Закрыто"), lambda row: row.closed_at, Kind.INSTANT, 20),
    ]
    title = _("Перенесённые обращения")
    return Listed(
        title, columns, read, lambda most: count_imported(actor, question, most), lambda row: row.pk
    )
