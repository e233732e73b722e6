"""Outages as a sheet: from when until when, for whom, by whom, why."""

from kabinet.pages.listed import listed_by_instant
from kabinet.pages.outages import showing
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.sheets.columns import Asking, Column, Kind, Listed
from kabinet.records import doors


def outages_sheet(asking: Asking) -> Listed:
    """The latest first."""
    columns = [
        Column(_("Начало"), lambda row: row.began_at, Kind.INSTANT, 20),
        Column(_("Конец"), lambda row: row.ends_at, Kind.INSTANT, 20),
        Column(_("Для кого"), showing.whom, width=40),
        Column(_("Кто объявил"), showing.declared_by, width=40),
        Column(_("Почему"), showing.why, width=48),
    ]
    return listed_by_instant(_("Недоступность кабинета"), columns, doors.outages(asking.actor), "began_at")
