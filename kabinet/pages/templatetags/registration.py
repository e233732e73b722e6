"""`{% load registration %}{% promised_by due at zone %}`: a deadline as a promise says it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext as _

from kabinet.pages.ui import moments

register = template.Library()


@register.simple_tag
def promised_by(due: datetime, now: datetime, zone: ZoneInfo) -> str:
    """«13:18 сегодня», «09:30 завтра», «11:00 в чт, 26 ноября» after «не позднее»."""
    day, today = due.astimezone(zone).date(), now.astimezone(zone).date()
    clock = moments.clock(due, zone)
    near = {today: _("сегодня"), today + timedelta(days=1): _("завтра")}.get(day)
    if near:
        return f"{clock}\u00a0{near}"
    return _("%(clock)s, %(day)s") % {"clock": clock, "day": moments.weekday(day, today)}
