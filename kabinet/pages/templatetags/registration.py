"""`{% load registration %}{% promised_by due at zone kept %}`: a deadline as a promise says it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext as _

from kabinet.pages.ui import deadlines, moments

register = template.Library()


@register.simple_tag
def promised_by(due: datetime, now: datetime, zone: ZoneInfo, kept: ZoneInfo) -> str:
    """«13:18 сегодня», «09:30 завтра», «11:00 в чт, 26 ноября» after «не позднее»; `kept` is the zone of the terms."""
    zones = deadlines.Zones(kept, zone)
    day, today = due.astimezone(kept).date(), now.astimezone(kept).date()
    clock = deadlines.clock(due, zones)
    near = {today: _("сегодня"), today + timedelta(days=1): _("завтра")}.get(day)
    if near:
        said = f"{clock}\u00a0{near}"
    else:
        said = _("%(clock)s, %(day)s") % {"clock": clock, "day": moments.weekday(day, today)}
    return deadlines.with_own(said, due, zones) if zones.differ(due) else said
