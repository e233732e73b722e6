"""What the shell needs of the records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kabinet.pages import shell_desk
from kabinet.pages.look.shell import Contacts, DayTime
from kabinet.pages.shell_banner import Banner
from kabinet.regulation.access import Actor
from kabinet.regulation.calendar import calendar_of
from kabinet.regulation.pack import pack


@dataclass(frozen=True, slots=True)
class Facts:
    """The reader's surroundings at one instant."""

    zone: ZoneInfo
    organisation: str
    line: str
    counts: Mapping[str, int]
    desk: DayTime | Contacts | None
    banner: Banner | None


def facts(actor: Actor, at: datetime) -> Facts:
    """For a confirmed actor."""
    zone = ZoneInfo("Europe/Moscow")
    calendar = calendar_of(pack("corp_4_0").leg("client").terms.hours)
    return Facts(zone, "", "", {}, shell_desk.of_day(at, zone, calendar), None)
