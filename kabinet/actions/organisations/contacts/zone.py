"""Somebody's own choice, which concerns nobody else and is no fact of an organisation."""

from datetime import datetime

from kabinet.records import doors
from kabinet.regulation.access import Actor


def choose_zone(*, actor: Actor, at: datetime, zone: str) -> None:
    """The zone, a name of the time zone database, in which pages tell the reader the time."""
    person = doors.person(actor)
    person.zone = zone
    person.save(update_fields=["zone"])
