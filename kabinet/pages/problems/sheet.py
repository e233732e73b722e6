"""The register of known problems as a sheet."""

from kabinet.pages.problems import showing
from kabinet.pages.problems.views import read_asked, wish_of
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Column, Kind, Listed
from kabinet.records import lists
from kabinet.regulation.access import OrgKind


def problems_sheet(asking: Asking) -> Listed:
    """What the reader may see of it, narrowed down as the address says."""
    actor, asked = asking.actor, read_asked(asking.given)
    wish = wish_of(actor, asked, lists.read_question(asked["q"]))

    def read(after: str) -> Batch:
        found = lists.register(actor, wish, int(after) if after else None, STEP)
        return Batch(found.rows, str(found.after or ""))

    columns = [
        Column(_("Номер"), lambda row: row.number, width=12),
        Column(_("Проблема"), lambda row: row.title, width=48),
        Column(_("Что происходит"), lambda row: row.text, width=48),
        Column(_("Что делать"), lambda row: row.workaround, width=48),
        Column(_("Продукт"), lambda row: row.product, width=28),
        Column(_("В каких версиях"), lambda row: row.affected, width=20),
        Column(_("Исправлено в"), lambda row: row.fixed_in, width=20),
        Column(_("Состояние"), lambda row: showing.state(row).words, width=28),
        Column(_("Кто ведёт"), lambda row: row.organisation.short_name, width=24),
    ]
    if actor.kind is not OrgKind.CLIENT:
        columns.append(Column(_("Кто прочтёт"), showing.read_by, width=28))
    columns.append(Column(_("Записано"), lambda row: row.kept_at, Kind.INSTANT, 20))
    title = _("Известные проблемы")
    return Listed(
        title, columns, read, lambda most: lists.count_register(actor, wish, most), lambda row: row.pk
    )
