"""Whether an open tab of this browser tells its reader of what waits, and how: a cookie, for it is the browser's own.

Of whoever chose it alone: at the next person of the same browser it says nothing.
"""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest

from kabinet.regulation.access import Actor

COOKIE: Final = "open-tab"
SOUND, SCREEN, CONTENTS = "sound", "screen", "contents"
HOW: Final = (SOUND, SCREEN, CONTENTS)


def chosen(request: HttpRequest, actor: Actor) -> tuple[str, ...]:
    """By a sound, on the screen, with contents; empty where it is off."""
    person, *how = request.COOKIES.get(COOKIE, "").split(".")
    said = tuple(each for each in HOW if each in how)
    return said if person == str(actor.person) and {SOUND, SCREEN} & {*said} else ()


def cookie_of(actor: Actor, how: Iterable[str]) -> str:
    """What the browser keeps of the choice."""
    return ".".join((str(actor.person), *how))
