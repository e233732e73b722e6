"""Instants of a clock in words: as the zone tells them in which the clock is kept, with the reader's own hour beside it.

Where both read the same hour there is nothing to name, and they are words of `moments`. docs/decisions/0028 says why.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts, moments
from kabinet.queries.ticket_view import TicketView


class Zones(NamedTuple):
    """`kept`: of the terms that the clock runs under, the agreement's or Moscow; `own`: the reader's."""

    kept: ZoneInfo
    own: ZoneInfo

    def differ(self, at: datetime) -> bool:
        """Whether they read another hour at that instant."""
        return self.kept is not self.own and moments.offset(at, self.kept) != moments.offset(at, self.own)


def of_ticket(opened: TicketView) -> Zones:
    """Those of a ticket that is open before its reader."""
    return Zones(opened.kept_in, opened.zone)


def by(at: datetime, now: datetime, zones: Zones) -> str:
    """«до 16:10»; «до пн 09:30 МСК (у вас 16:30)»."""
    return _beside(partial(moments.by, at, now), at, zones)


def due(at: datetime, now: datetime, zones: Zones) -> str:
    """The same of a row: «пт 11:45»; «пт 11:45 МСК (у вас 18:45)»."""
    return _beside(partial(moments.due, at, now), at, zones)


def instant(at: datetime, now: datetime, zones: Zones) -> str:
    """«завтра в 09:30»; «завтра в 09:30 МСК (у вас 16:30)»."""
    return _beside(partial(moments.instant, at, now), at, zones)


def full(at: datetime, zones: Zones) -> str:
    """«14 марта 2024, 10:05 МСК»; «14 марта 2024, 10:05 МСК (у вас 17:05)»."""
    if not zones.differ(at):
        return moments.full(at, zones.own)
    return with_own(moments.full(at, zones.kept), at, zones)


def clock(at: datetime, zones: Zones) -> str:
    """«16:10»; «16:10 МСК»: for a picture, beside which the words say both."""
    said = moments.clock(at, zones.kept)
    return f"{said}{amounts.SPACE}{moments.zone_name(at, zones.kept)}" if zones.differ(at) else said


def _beside(said: Callable[[ZoneInfo], str], at: datetime, zones: Zones) -> str:
    if not zones.differ(at):
        return said(zones.own)
    return with_own(f"{said(zones.kept)}{amounts.SPACE}{moments.zone_name(at, zones.kept)}", at, zones)


def with_own(said: str, at: datetime, zones: Zones) -> str:
    """Their day is named where it is another; a deadline that names no hour names the reader's none."""
    same_day = at.astimezone(zones.kept).date() == at.astimezone(zones.own).date()
    if moments.clock(at, zones.kept) in said:
        own = moments.clock(at, zones.own) if same_day else moments.weekday_clock(at, zones.own)
    else:
        own = "" if same_day else moments.weekday_name(at.astimezone(zones.own).date())
    beside = _("(у вас %(own)s)") % {"own": own}
    return f"{said} {beside.replace(' ', amounts.SPACE)}" if own else said
